/** The connection to Discord breaks in every way, and nobody's question is lost or answered twice. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { textOf } from '../../src/sandbox/read-message.ts';
import { type Program, startProgram } from './program.ts';

let bot: Program;

beforeAll(async () => {
  bot = await startProgram({ sandbox: { heartbeatMs: 1000 } });
});
afterAll(() => bot.stop());

const question = 'who was the first president of South Korea?';
const answered = async () => expect((await bot.anna.slash('ask', { question })).text).toContain('Lee Seung-man');

/** How often the bot identified and resumed since. */
const counting = () => {
  const { gateway } = bot.discord;
  const { identifies, resumes } = gateway;
  return {
    identified: () => gateway.identifies - identifies,
    resumed: () => gateway.resumes - resumes,
    until: (condition: () => boolean) => expect.poll(condition, { timeout: 45_000 }).toBe(true),
  };
};

test('a question asked while the connection is cut is answered after a resume, once', async () => {
  const since = counting();
  bot.discord.gateway.drop();
  const answer = await bot.anna.slash('ask', { question });
  expect(answer.text).toContain('Lee Seung-man');
  expect([since.identified(), since.resumed()]).toEqual([0, 1]);
});

test('events that come a second time are answered once', async () => {
  const { anna, discord } = bot;
  const answer = await anna.slash('ask', { question });
  const said = anna.say(`${anna.botMention} ${question}`);
  await said.reply();
  const before = anna.sees.length;
  const requests = () =>
    discord.log.entries.filter(({ kind, name }) => kind === 'request' && /callback|POST .*messages/.test(name)).length;
  const sent = requests();
  discord.gateway.replay(6);
  await answered();
  expect(anna.sees.length).toBe(before + 1);
  expect(requests()).toBe(sent + 1);
  expect(anna.sees.filter(({ id }) => id === answer.message!.id)).toHaveLength(1);
});

test('a server that acknowledges no heartbeat is left, and the session resumed', async () => {
  const since = counting();
  bot.discord.gateway.deaf = true;
  await since.until(() => since.resumed() > 0);
  bot.discord.gateway.deaf = false;
  await answered();
  expect(since.identified()).toBe(0);
});

test('five calls to reconnect in a row cost no new identification', async () => {
  const since = counting();
  for (const times of [1, 2, 3, 4, 5]) {
    bot.discord.gateway.reconnect();
    await since.until(() => since.resumed() === times && bot.discord.gateway.connected);
  }
  await answered();
  expect(since.identified()).toBe(0);
});

test('a session that is invalid but resumable is resumed', async () => {
  const since = counting();
  bot.discord.gateway.invalidate(true);
  await since.until(() => since.resumed() === 1);
  await answered();
  expect(since.identified()).toBe(0);
});

test('a session that is gone is begun anew, a second or more later', async () => {
  const since = counting();
  const last = (wanted: string) => bot.discord.log.entries.findLast(({ name }) => name === wanted)!.at;
  bot.discord.gateway.invalidate(false);
  await since.until(() => since.identified() === 1 && bot.discord.gateway.connected);
  expect(last('Identify') - last('InvalidSession')).toBeGreaterThanOrEqual(990);
  await answered();
});

test('opcodes, events and fields that nobody knows are ignored', async () => {
  const { gateway } = bot.discord;
  const since = counting();
  gateway.raw({ op: 99, d: { new: true } });
  gateway.raw({ op: 0, t: 'TEA_IS_READY', s: 1, d: { cups: 3 } });
  gateway.raw({ op: 0, t: 'MESSAGE_CREATE', s: 1, d: { id: '1', channel_id: bot.anna.channel.id } });
  gateway.raw({ op: 0, t: 'INTERACTION_CREATE', s: 1, d: { id: '2', type: 99, token: 'x' } });
  gateway.raw({ op: 0, t: 'INTERACTION_CREATE', s: 1, d: { id: '3', type: 2, token: 'x' } });
  await answered();
  const { reply } = bot.anna.say(`${bot.anna.botMention} ${question}`);
  expect(textOf(await reply())).toContain('Lee Seung-man');
  expect([since.identified(), since.resumed()]).toEqual([0, 0]);
});
