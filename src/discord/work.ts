/** Long work: one at a time by name, progress by edits about once a second, the end told even when the interaction has expired. */
import type { Exchange } from './exchange.ts';
import { isExpired } from './failure.ts';
import type { Body, MessageReply, View, WorkReply } from './reply.ts';

/** Discord wants edits of one message about once a second at most. */
const editEvery = 1200;
/** An interaction's token lives 15 minutes; a little is left for the last edit. */
const tokenLife = 14.5 * 60_000;

export interface Works {
  /** Shows the work, runs it, shows how it ended. Rejects as the work does, or when no way is left to tell the end. */
  run(work: WorkReply, exchange: Exchange): Promise<void>;
  /** False when no such work is under way. */
  stop(job: string): boolean;
  /** Stops everything, for the end of the process. */
  stopAll(): void;
}

type Content = (view: View) => Body;

/** Shows the newest of many bodies, at most one each `editEvery` milliseconds; `settled` waits for the last one. */
const throttled = (show: (body: Content) => Promise<void>) => {
  let newest: Content | undefined;
  let timer: NodeJS.Timeout | undefined;
  let sending = Promise.resolve();
  let last = performance.now();
  const send = () => {
    timer = undefined;
    const body = newest;
    newest = undefined;
    last = performance.now();
    // A progress edit that fails is not missed; the end is told in another way.
    if (body) sending = show(body).catch(() => {});
  };
  return {
    show(body: Content) {
      newest = body;
      timer ??= setTimeout(send, Math.max(0, editEvery - (performance.now() - last)));
    },
    async settled() {
      clearTimeout(timer);
      newest = undefined;
      await sending;
    },
  };
};

export const createWorks = (): Works => {
  const underWay = new Map<string, AbortController>();

  const end = async (
    reply: MessageReply,
    shown: { inPlace: boolean; seen: WorkReply['seen'] },
    exchange: Exchange,
    since: number,
  ) => {
    if (performance.now() - since > tokenLife) return exchange.tell(reply.body);
    try {
      await exchange.show({ ...shown, body: reply.body });
    } catch (error) {
      if (!isExpired(error)) throw error;
      await exchange.tell(reply.body);
    }
  };

  return {
    stop(job) {
      const controller = underWay.get(job);
      controller?.abort();
      return controller !== undefined;
    },
    stopAll() {
      for (const controller of underWay.values()) controller.abort();
    },
    async run({ job, seen, inPlace = false, body, busy, run }, exchange) {
      if (underWay.has(job)) return exchange.show({ seen, inPlace, body: busy });
      const controller = new AbortController();
      underWay.set(job, controller);
      const since = performance.now();
      try {
        await exchange.show({ seen, inPlace, body });
        const progress = throttled((newest) => exchange.show({ seen, inPlace, body: newest }));
        try {
          const reply = await run(progress.show, controller.signal);
          await progress.settled();
          await end(reply, { seen, inPlace }, exchange, since);
        } finally {
          await progress.settled();
        }
      } finally {
        underWay.delete(job);
      }
    },
  };
};
