/** Many at once, a fault in one command, and the end while answers are under way. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../src/sandbox/actor.ts';
import { textOf } from '../../src/sandbox/read-message.ts';
import type { Guild } from '../../src/sandbox/world-types.ts';
import { type Program, startProgram } from './program.ts';

let bot: Program;
let people = 0;

beforeAll(async () => {
  const faulty = path.resolve(import.meta.dirname, 'faulty-commands.ts');
  bot = await startProgram({ env: { NODE_OPTIONS: `--import=${faulty}` }, sandbox: { deadlines: { firstResponseMs: 120_000 } } });
});
afterAll(() => bot.stop());

const question = 'who was the first president of South Korea?';
const someone = (guild: Guild = bot.guild): Actor => bot.discord.member(guild, `Person ${++people}`);

test('an unexpected fault in one command gives that person an incident number, which stands in the log; others notice nothing', async () => {
  const [failed, fine] = await Promise.all([someone().slash('help'), someone().slash('ask', { question })]);
  expect(failed.ephemeral).toBe(true);
  expect(failed.text).not.toContain('fell over');
  const log = bot
    .output()
    .split('\n')
    .find((line) => line.includes('the shelf fell over'));
  const { incident: logged } = JSON.parse(log!) as { incident: string };
  expect(failed.text).toContain(logged);
  expect(fine.text).toContain('Lee Seung-man');
});

test('an answer that takes long is announced first, so that Discord does not give up, and comes in its place', async () => {
  const answer = await someone().slash('search', { query: 'Liberation Day' });
  expect(answer).toMatchObject({ failed: false, deferred: true, ephemeral: true });
  expect(answer.text).toContain('Liberation Day');
});

test('an answer comes also where Discord had taken the announcement, but its word of it was lost', async () => {
  bot.discord.faults.order({ match: /callback/, harm: { kind: 'status', status: 500 }, applied: true });
  const answer = await someone().slash('search', { query: 'Liberation Day' });
  expect(answer.deferred).toBe(true);
  await expect.poll(() => answer.text, { timeout: 30_000 }).toContain('Liberation Day');
});

test('of 1,000 who ask at once some are told to ask again in a moment, everyone hears once, and nobody waits for ever', async () => {
  const guilds = [1, 2, 3, 4].map((number) => bot.discord.addGuild({ name: `Crowd ${number}` }));
  const crowd = Array.from({ length: 1000 }, (_, at) => someone(guilds[at % guilds.length]!));
  const outcomes = await Promise.all(crowd.map((person) => person.slash('articles', {}, 110_000)));
  const texts = outcomes.map(({ text }) => text);
  const answered = texts.filter((text) => text.includes('Putin congratulated')).length;
  const busy = texts.filter((text) => text.includes('ask again in a moment')).length;
  expect({ lost: texts.filter((text) => text === '').length, heard: answered + busy }).toEqual({ lost: 0, heard: 1000 });
  expect(answered).toBeGreaterThanOrEqual(300);
  expect(busy).toBeGreaterThan(0);
  expect((await someone().slash('ask', { question })).text).toContain('Lee Seung-man');
});

test('SIGTERM lets the answers under way finish, takes nothing new, and leaves no half-written file', async () => {
  const asking = Array.from({ length: 40 }, () => someone().begin.slash('articles', {}));
  await asking[0]!.until(() => asking[0]!.first !== undefined, 30_000);
  bot.kill('SIGTERM');
  const end = await bot.ended();
  expect(end).toEqual({ code: 0, signal: null });
  const taken = asking.filter(({ first }) => first !== undefined);
  expect(taken.length).toBeGreaterThan(0);
  for (const exchange of taken) expect(textOf(exchange.original!.message)).toContain('Putin congratulated');
  const files = readdirSync(bot.dataDir, { recursive: true }).map(String);
  expect(files.filter((name) => /\.(new|tmp|part)$/.test(name))).toEqual([]);
  const late = someone().begin.slash('ask', { question });
  expect(await late.until(() => late.first !== undefined, 300)).toBe(false);
});
