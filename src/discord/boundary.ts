/**
 * The one boundary around everything that is asked: it defers what is slow, refuses what is too much, catches what goes wrong, once,
 * and counts.
 */
import { StoreError } from '../app.ts';
import { type Log, newIncidentId } from '../log.ts';
import type { Exchange } from './exchange.ts';
import { discordCode, isForbidden, isQuiet } from './failure.ts';
import { text } from './layout.ts';
import { Busy, createBuckets, createOnce, createQueue } from './limits.ts';
import { note, type Reply, type View } from './reply.ts';
import { createWorks, type Works } from './work.ts';

/** A reply that takes longer is deferred first; Discord waits 3 s, and the way there takes time too. */
const patience = 800;

/** Behind so many who wait, a reply will be slow: it is deferred at once, so that Discord hears of it in time. */
const longLine = 60;

export interface Asked {
  /** For the log and the counters: `ask`, `button next`. Never what was said. */
  readonly name: string;
  readonly userId: string;
  /** '' in direct messages. */
  readonly guildId: string;
  /** Tokens of the person's bucket: 2 for a question, 1 for a press. */
  readonly cost: number;
  readonly instant?: boolean;
  /** Who will see a deferred reply. */
  readonly waits: 'public' | 'private';
  run(): Promise<Reply>;
}

export interface Boundary {
  handle(exchange: Exchange, asked: Asked): Promise<void>;
  readonly works: Works;
  /** Takes nothing more in and resolves when everything under way is answered. */
  drain(): Promise<void>;
  /** How often each thing succeeded, failed or was refused since the start. */
  readonly counts: ReadonlyMap<string, number>;
}

export const createBoundary = (log: Log): Boundary => {
  const first = createOnce();
  // Questions keep the processor busy, so a few at a time are as fast as many; the others wait in line, deferred.
  const queue = createQueue({ running: 4, waiting: 600 });
  const people = createBuckets({ capacity: 40, perSecond: 2 });
  const guilds = createBuckets({ capacity: 600, perSecond: 20 });
  const works = createWorks();
  const counts = new Map<string, number>();
  const saidOnce = createOnce(1000);
  const underWay = new Set<Promise<void>>();
  let closing = false;

  const count = (name: string) => void counts.set(name, (counts.get(name) ?? 0) + 1);

  const refusal = ({ userId, guildId, cost }: Asked): Reply | undefined => {
    const person = people.take(userId, cost);
    if (person > 0) return note(({ words }) => words.trouble.slowDown(person));
    const guild = guildId ? guilds.take(guildId) : 0;
    return guild > 0 ? note(({ words }) => words.trouble.serverBusy(guild)) : undefined;
  };

  const deliver = async (reply: Reply, exchange: Exchange): Promise<void> => {
    if (reply.kind === 'message') return exchange.show(reply);
    if (reply.kind === 'delete') return exchange.remove?.();
    if (reply.kind === 'modal') return exchange.modal?.(reply.modal);
    return works.run(reply, exchange);
  };

  /** What is no surprise is logged once for each kind and place; a closed channel is told to the person. */
  const quietly = async (error: unknown, exchange: Exchange, { name, guildId, userId }: Asked): Promise<void> => {
    const code = discordCode(error);
    if (saidOnce(`${code} ${guildId}`)) log.info({ name, code }, 'Discord would not take an answer');
    if (isForbidden(error) && saidOnce(`told ${userId} ${guildId}`)) {
      await exchange.tell(({ words }: View) => ({ components: [text(words.trouble.cannotWrite)] })).catch(() => {});
    }
  };

  const failed = async (error: unknown, exchange: Exchange, asked: Asked): Promise<void> => {
    if (isQuiet(error)) return quietly(error, exchange, asked);
    if (error instanceof Busy) return exchange.show(note(({ words }) => words.trouble.busy));
    const incident = newIncidentId();
    log.error({ incident, name: asked.name, err: error }, 'could not answer');
    const told = error instanceof StoreError && error.trouble;
    if (told === 'full' || told === 'unwritable' || told === 'damaged')
      return exchange.show(note(({ words }) => words.trouble[told]));
    await exchange.show(note(({ words }) => words.trouble.incident(incident)));
  };

  const answer = async (exchange: Exchange, asked: Asked): Promise<void> => {
    let deferred: Promise<void> | undefined;
    const defer = () => {
      deferred = exchange.defer(asked.waits);
      deferred.catch(() => {});
    };
    const timer = asked.instant ? undefined : setTimeout(defer, queue.waiting < longLine ? patience : 0);
    try {
      const refused = refusal(asked);
      const reply = refused ?? (await queue.run(asked.run));
      clearTimeout(timer);
      await deferred;
      await deliver(reply, exchange);
      count(`${asked.name} ${refused ? 'refused' : 'succeeded'}`);
    } catch (error) {
      clearTimeout(timer);
      count(`${asked.name} ${error instanceof Busy ? 'refused' : 'failed'}`);
      await deferred?.catch(() => {});
      await failed(error, exchange, asked).catch((second: unknown) => {
        if (isQuiet(second)) return quietly(second, exchange, asked);
        log.error({ name: asked.name, err: second }, 'could not even say that something went wrong');
      });
    }
  };

  return {
    works,
    counts,
    async handle(exchange, asked) {
      if (closing || !first(exchange.id)) return;
      const done = answer(exchange, asked);
      underWay.add(done);
      await done.finally(() => underWay.delete(done));
    },
    async drain() {
      closing = true;
      works.stopAll();
      await Promise.allSettled(underWay);
    },
  };
};
