/** Long work: one at a time by name, progress by edits about once a second, the end told even when the interaction has expired. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Exchange } from './exchange.ts';
import { isExpired } from './failure.ts';
import type { Body, MessageReply, View, WorkReply } from './reply.ts';

/** Discord wants edits of one message about once a second at most. */
const editEvery = 1200;
/** Work that ends within so many milliseconds shows its end alone. */
const flash = 500;
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

/** Shows the newest of many bodies once it has begun, at most one each `editEvery` milliseconds; `settled` waits for the last one. */
const throttled = (show: (body: Content) => Promise<void>) => {
  let newest: Content | undefined;
  let timer: NodeJS.Timeout | undefined;
  let sending = Promise.resolve();
  let last: number | undefined;
  const send = () => {
    timer = undefined;
    const body = newest;
    newest = undefined;
    last = performance.now();
    // A progress edit that fails is not missed; the end is told in another way.
    if (body) sending = show(body).catch(() => {});
  };
  return {
    begin() {
      last = performance.now();
    },
    show(body: Content) {
      if (last === undefined) return;
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
        const progress = throttled((newest) => exchange.show({ seen, inPlace, body: newest }));
        const running = run(progress.show, controller.signal);
        running.catch(() => {});
        const quick = await Promise.race([running.then(() => true), wait(flash, false)]);
        try {
          if (!quick) {
            await exchange.show({ seen, inPlace, body });
            progress.begin();
          }
          const reply = await running;
          // The work is over; telling of it must not keep the next one waiting.
          underWay.delete(job);
          await progress.settled();
          await end(reply, { seen, inPlace }, exchange, since);
        } finally {
          await progress.settled();
        }
      } finally {
        // Where nobody can be told any more, it need not go on.
        controller.abort();
        if (underWay.get(job) === controller) underWay.delete(job);
      }
    },
  };
};
