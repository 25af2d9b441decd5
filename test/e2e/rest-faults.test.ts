/** Discord's answers fail in every way: what was asked is answered once, or refused clearly, and the next question as ever. */
import { type APIMessage, PermissionFlagsBits } from 'discord-api-types/v10';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/sandbox/actor.ts';
import type { Harm } from '../../src/sandbox/faults.ts';
import { textOf } from '../../src/sandbox/read-message.ts';
import { type Program, startProgram } from './program.ts';

let bot: Program;
let people = 0;

beforeAll(async () => {
  bot = await startProgram();
});
afterEach(async () => {
  bot.discord.faults.clear();
  expect((await someone().slash('ask', { question })).text).toContain('Lee Seung-man');
});
afterAll(() => bot.stop());

const question = 'who was the first president of South Korea?';
const callback = /\/callback/;
const send = /^POST \/channels\/\d+\/messages/;
/** Somebody who asked nothing yet, so that nobody asks too often. */
const someone = (): Actor => bot.discord.member(bot.guild, `Person ${++people}`);
/** Requests so far whose method and path match. */
const requests = (match: RegExp) =>
  bot.discord.log.entries.filter(({ kind, name }) => kind === 'request' && match.test(name)).length;
/** How often the bot logged that somebody got no answer. */
const given = () => bot.output().match(/could not (answer|even say)/g)?.length ?? 0;
/** Replies of the bot to this message. */
const repliesTo = (message: APIMessage) =>
  bot.anna.sees.filter(({ message_reference }) => message_reference?.message_id === message.id);

describe('told to wait', () => {
  test.each([{ global: false }, { global: true }])(
    'for a second (globally: $global), the bot waits and answers once',
    async ({ global }) => {
      bot.discord.faults.order({ match: callback, harm: { kind: 'rate limit', seconds: 1, global } });
      const before = requests(callback);
      const answer = await someone().slash('ask', { question });
      expect(answer.text).toContain('Lee Seung-man');
      // A request stands in the protocol once it is answered.
      await expect.poll(() => requests(callback) - before, { timeout: 20_000 }).toBe(2);
    },
  );

  test('while a mention waits, it is answered once', async () => {
    bot.discord.faults.order({ match: send, harm: { kind: 'rate limit', seconds: 1 } });
    const said = someone().say(`${bot.anna.botMention} ${question}`);
    expect(textOf(await said.reply())).toContain('Lee Seung-man');
    expect(repliesTo(said.message)).toHaveLength(1);
  });
});

const broken: readonly (readonly [string, Harm])[] = [
  ['500', { kind: 'status', status: 500 }],
  ['502 in HTML', { kind: 'html', status: 502 }],
  ['a connection that breaks', { kind: 'reset' }],
  ['JSON that breaks off', { kind: 'cut off' }],
];

describe.each(broken)('after %s', (_, harm) => {
  test('a command is answered once, also where Discord had taken the first attempt', async () => {
    for (const applied of [false, true]) {
      bot.discord.faults.order({ match: callback, harm, applied });
      const answer = await someone().slash('ask', { question });
      await expect.poll(() => answer.text, { timeout: 20_000 }).toContain('Lee Seung-man');
      expect(bot.discord.faults.met).toBeGreaterThan(0);
    }
  });

  test('a mention is answered once, also where Discord had taken the first attempt', async () => {
    for (const applied of [false, true]) {
      const before = requests(send);
      bot.discord.faults.order({ match: send, harm, applied });
      const said = someone().say(`${bot.anna.botMention} ${question}`);
      await said.reply();
      await expect.poll(() => requests(send) - before, { timeout: 20_000 }).toBe(2);
      expect(repliesTo(said.message)).toHaveLength(1);
    }
  });

  test('nothing is tried more than four times', async () => {
    const before = given();
    bot.discord.faults.order({ match: callback, harm, times: 20 });
    const { met } = bot.discord.faults;
    someone().begin.slash('ask', { question });
    await expect.poll(given, { timeout: 30_000 }).toBeGreaterThan(before);
    expect(bot.discord.faults.met - met).toBe(4);
  });
});

describe('an answer of Discord that is late', () => {
  test.each([2900, 10_000])('by %i ms leaves the response in place, and nothing is said twice', async (ms) => {
    bot.discord.faults.order({ match: callback, harm: { kind: 'slow', ms } });
    const before = requests(callback);
    const givenUp = given();
    const answer = await someone().slash('ask', { question });
    expect(answer.failed).toBe(false);
    await expect.poll(() => requests(callback) - before, { timeout: 30_000 }).toBe(1);
    expect(given()).toBe(givenUp);
    expect(answer.text).toContain('Lee Seung-man');
  });
});

/** Code, status, and what is gone. */
const gone: readonly (readonly [number, number, string])[] = [
  [10062, 404, 'an interaction that is void'],
  [50027, 401, 'a token that is over'],
  [10003, 404, 'a channel that is gone'],
  [50001, 403, 'a channel that may not be seen'],
  [50013, 403, 'a channel that may not be written in'],
];

test.each(gone)('code %i (%i, %s) is logged once, and nothing is tried again', async (code, status) => {
  const lines = () =>
    bot
      .output()
      .split('\n')
      .filter((line) => line.includes(`"code":${code}`)).length;
  for (const _ of [1, 2]) {
    const before = requests(callback);
    bot.discord.faults.order({ match: callback, harm: { kind: 'status', status, code } });
    someone().begin.slash('ask', { question });
    await expect.poll(() => requests(callback) - before, { timeout: 20_000 }).toBeGreaterThan(0);
    await expect.poll(lines, { timeout: 20_000 }).toBe(1);
    expect((await someone().slash('ask', { question })).text).toContain('Lee Seung-man');
    expect(requests(callback) - before).toBe(2);
  }
  expect(lines()).toBe(1);
});

test('where the bot may not write, a mention is told in a direct message what it lacks, and the channel is not tried', async () => {
  const person = someone();
  bot.discord.world.denyBot(person.channel, PermissionFlagsBits.SendMessages);
  const before = requests(send);
  person.say(`${person.botMention} ${question}`);
  const direct = bot.discord.direct(person);
  await expect.poll(() => direct.sees.length, { timeout: 20_000 }).toBe(1);
  expect(textOf(direct.sees[0]!)).toMatch(/Send Messages/i);
  await expect.poll(() => requests(send) - before, { timeout: 20_000 }).toBe(1);
  bot.discord.world.denyBot(person.channel, 0n);
});

test('an answer that never comes holds nobody else up, and is given up in the end', async () => {
  const before = given();
  bot.discord.faults.order({ match: callback, harm: { kind: 'slow', ms: Number.POSITIVE_INFINITY } });
  const held = someone().begin.slash('ask', { question });
  await held.until(() => held.first !== undefined, 20_000);
  expect((await someone().slash('ask', { question })).text).toContain('Lee Seung-man');
  expect(given()).toBe(before);
  await expect.poll(given, { timeout: 60_000 }).toBeGreaterThan(before);
});
