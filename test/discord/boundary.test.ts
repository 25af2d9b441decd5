import { DiscordAPIError } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { StoreError } from '../../src/app.ts';
import { type Asked, createBoundary } from '../../src/discord/boundary.ts';
import type { Exchange, Shown } from '../../src/discord/exchange.ts';
import { texts } from '../../src/discord/layout.ts';
import { message, note, type Reply } from '../../src/discord/reply.ts';
import { createLog } from '../../src/log.ts';
import { viewOf } from './excerpts.ts';

/** An exchange in memory: what a person would have seen. */
const exchangeOf = (id: string, refuse?: () => unknown) => {
  const seen: string[] = [];
  const told: string[] = [];
  const exchange: Exchange = {
    id,
    view: (wish) => viewOf(wish),
    async defer() {
      seen.push('thinking');
    },
    async show({ body, seen: wish }: Shown) {
      if (refuse) throw refuse();
      seen.push(texts(body(viewOf(wish)).components).join('\n'));
    },
    async tell(body) {
      told.push(texts(body(viewOf('direct')).components).join('\n'));
    },
  };
  return { exchange, seen, told };
};

let people = 0;
const asked = (run: () => Promise<Reply>): Asked => ({
  name: 'ask',
  userId: `person ${++people}`,
  guildId: 'g',
  cost: 1,
  waits: 'public',
  run,
});
const yes = async (): Promise<Reply> => message('public', () => ({ components: [{ type: 10, content: 'yes' }] }));

const boundaryWithLog = () => {
  const lines: string[] = [];
  const boundary = createBoundary(createLog({ level: 'info', secrets: [], write: (line) => lines.push(line) }));
  return { boundary, lines };
};

const discordError = (code: number) =>
  new DiscordAPIError(
    { code, message: 'no' },
    code,
    403,
    'POST',
    'https://discord.com/api/v10/webhooks/1/token-of-an-interaction',
    { body: {}, files: [] },
  );

describe('the boundary around every answer', () => {
  test('says how long to wait to a person, or a server, that asks too much, and to nobody else', async () => {
    const { boundary } = boundaryWithLog();
    const hear = async (about: Partial<Asked>) => {
      const { exchange, seen } = exchangeOf(`${people}-${JSON.stringify(about)}-${Math.random()}`);
      await boundary.handle(exchange, { ...asked(yes), ...about });
      return seen.at(-1);
    };
    for (let times = 0; times < 20; times++) expect(await hear({ userId: 'eager', guildId: 'a', cost: 2 })).toBe('yes');
    expect(await hear({ userId: 'eager', guildId: 'a', cost: 2 })).toMatch(/ask again in \d+ s/);
    expect(await hear({ guildId: 'a', cost: 2 })).toBe('yes');
    let heard: string | undefined = 'yes';
    for (let times = 0; times < 1000 && heard === 'yes'; times++) heard = await hear({ guildId: 'crowded', cost: 2 });
    expect(heard).toMatch(/This server asks a lot just now.*in \d+ s/);
    expect(await hear({ guildId: 'calm', cost: 2 })).toBe('yes');
  });

  test.each([
    ['full', 'My disk is full, so nothing was changed.'],
    ['unwritable', 'I cannot write to my data folder, so nothing was changed.'],
    ['damaged', 'My store is damaged, so nothing was changed.'],
  ] as const)('tells what to do where the store is %s, and the operator the cause', async (trouble, words) => {
    const { boundary, lines } = boundaryWithLog();
    const { exchange, seen } = exchangeOf('1');
    await boundary.handle(
      exchange,
      asked(() => Promise.reject(new StoreError(trouble, 'footnote.db: the cure for the operator'))),
    );
    expect(seen[0]).toContain(words);
    expect(seen[0]).toContain('Please tell the operator of the bot');
    expect(lines.join()).toContain('the cure for the operator');
  });

  test('tells an incident id where a command breaks, logs its cause under the same id, and others notice nothing', async () => {
    const { boundary, lines } = boundaryWithLog();
    const broken = exchangeOf('1');
    const fine = exchangeOf('2');
    const cause = new Error('the shelf fell over');
    await Promise.all([
      boundary.handle(
        broken.exchange,
        asked(() => Promise.reject(new Error('could not ask', { cause }))),
      ),
      boundary.handle(fine.exchange, asked(yes)),
    ]);
    expect(fine.seen).toEqual(['yes']);
    const [, id] = /this number: (\w+)\.$/.exec(broken.seen[0]!)!;
    expect(broken.seen[0]).not.toContain('could not ask');
    expect(lines.filter((line) => line.includes(id!) && line.includes('the shelf fell over')).length).toBe(1);
    expect(boundary.counts).toEqual(
      new Map([
        ['ask failed', 1],
        ['ask succeeded', 1],
      ]),
    );
  });

  test('answers an event once, however often it comes', async () => {
    const { boundary } = boundaryWithLog();
    const { exchange, seen } = exchangeOf('1');
    await Promise.all([1, 2, 3].map(() => boundary.handle(exchange, asked(yes))));
    expect(seen).toEqual(['yes']);
  });

  test.each([10062, 50027, 10008, 10003, 50001, 50013])(
    'logs Discord’s %s once, quietly, without a secret, and tries nothing again',
    async (code) => {
      const { boundary, lines } = boundaryWithLog();
      for (const id of ['1', '2', '3']) {
        const { exchange, seen } = exchangeOf(id, () => discordError(code));
        await boundary.handle(exchange, asked(yes));
        expect(seen).toEqual([]);
      }
      expect(lines.length).toBe(1);
      expect(lines[0]).toContain(String(code));
      expect(lines.join('')).not.toContain('token-of-an-interaction');
    },
  );

  test('tells the person directly, once, where the bot may not write', async () => {
    const { boundary } = boundaryWithLog();
    const { exchange, told } = exchangeOf('1', () => discordError(50013));
    await boundary.handle(exchange, asked(yes));
    expect(told).toEqual([
      'I may not write in that channel, so this is for you alone. An admin can allow me "Send Messages" there.',
    ]);
  });

  test('says that too many wait instead of taking in more, and answers those who wait', async () => {
    const { boundary } = boundaryWithLog();
    const gate = Promise.withResolvers<void>();
    const all = Array.from({ length: 700 }, (_, at) => exchangeOf(`q${at}`));
    const done = all.map(({ exchange }) =>
      boundary.handle(exchange, { ...asked(async () => gate.promise.then(yes)), guildId: '' }),
    );
    gate.resolve();
    await Promise.all(done);
    const last = all.map(({ seen }) => seen.at(-1));
    expect(last.filter((line) => line === 'yes').length).toBe(604);
    expect(last.filter((line) => line?.startsWith('Many questions are waiting')).length).toBe(96);
  });

  test('drained, finishes what is under way and takes nothing more in', async () => {
    const { boundary } = boundaryWithLog();
    const gate = Promise.withResolvers<void>();
    const early = exchangeOf('1');
    const late = exchangeOf('2');
    const done = boundary.handle(
      early.exchange,
      asked(async () => gate.promise.then(yes)),
    );
    const drained = boundary.drain();
    await boundary.handle(late.exchange, asked(yes));
    gate.resolve();
    await drained;
    await done;
    expect(early.seen.at(-1)).toBe('yes');
    expect(late.seen).toEqual([]);
  });
});

describe('long work', () => {
  const work = (job: string, run: (signal: AbortSignal) => Promise<string>): Reply => ({
    kind: 'work',
    seen: 'private',
    job,
    body: () => ({ components: [{ type: 10, content: 'working' }] }),
    busy: () => ({ components: [{ type: 10, content: 'busy' }] }),
    run: async (_, signal) => {
      const line = await run(signal);
      return note(() => line);
    },
  });

  test('is done one at a time by its name, can be stopped, and shows its end', async () => {
    const { boundary } = boundaryWithLog();
    const [first, second, other] = [exchangeOf('1'), exchangeOf('2'), exchangeOf('3')];
    const untilStopped = (signal: AbortSignal) =>
      new Promise<string>((resolve) => signal.addEventListener('abort', () => resolve('stopped')));
    const running = boundary.handle(
      first.exchange,
      asked(async () => work('reload', untilStopped)),
    );
    await expect.poll(() => first.seen).toEqual(['working']);
    await boundary.handle(
      second.exchange,
      asked(async () => work('reload', async () => 'done')),
    );
    expect(second.seen).toEqual(['busy']);
    await boundary.handle(
      other.exchange,
      asked(async () => work('other', async () => 'done')),
    );
    expect(other.seen).toEqual(['done']);
    expect(boundary.works.stop('reload')).toBe(true);
    await running;
    expect(first.seen).toEqual(['working', 'stopped']);
    expect(boundary.works.stop('reload')).toBe(false);
  });

  test('whose interaction has expired tells its end in a direct message', async () => {
    const { boundary } = boundaryWithLog();
    const { exchange, told } = exchangeOf('1', () => discordError(50027));
    await boundary.handle(
      exchange,
      asked(async () => work('reload', async () => 'done')),
    );
    expect(told).toEqual(['done']);
  });

  test('that breaks is an incident, and can be begun again', async () => {
    const { boundary } = boundaryWithLog();
    const broken = exchangeOf('1');
    await boundary.handle(
      broken.exchange,
      asked(async () => work('reload', () => Promise.reject(new Error('no')))),
    );
    expect(broken.seen.at(-1)).toContain('went wrong');
    const again = exchangeOf('2');
    await boundary.handle(
      again.exchange,
      asked(async () => work('reload', async () => 'done')),
    );
    expect(again.seen).toEqual(['done']);
  });
});
