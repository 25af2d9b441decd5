import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../src/sandbox/actor.ts';
import { type Program, startProgram } from './program.ts';

let bot: Program;
/** In a server that never installed the bot, by one who installed it for themselves. */
let vera: Actor;
beforeAll(async () => {
  bot = await startProgram();
  const elsewhere = bot.discord.addGuild({ name: 'Elsewhere', installed: false });
  vera = bot.discord.member(elsewhere, 'Vera', { userInstall: true, admin: true });
});
afterAll(() => bot.stop());

test('who installed the bot for themselves asks in any server, and sees the shared shelf alone', async () => {
  expect(vera.offered).toEqual(
    expect.arrayContaining(['ask', 'search', 'articles', 'article', 'help', 'privacy', 'Find in articles']),
  );
  expect((await vera.slash('articles')).text).toContain('### 1 article here');
  const answer = await vera.slash('ask', { question: 'when was Liberation Day' });
  expect(answer.text).toContain('August 15');
  expect((await vera.press(answer.message!, 'In context')).text).toContain('### Putin congratulated');
  await vera.press(answer.message!, 'Delete');
  expect(answer.message).toBeUndefined();
});

test('an admin of such a server is no admin to the bot', () => {
  for (const name of ['sources', 'settings', 'Add to shelf', 'Keep as check']) expect(vera.offered).not.toContain(name);
});

test('a channel where the person may not write gets nothing; they are answered alone', async () => {
  const channel = bot.discord.channel(bot.guild);
  const quiet = bot.discord.world.addChannel(bot.guild, 'announcements', {
    overwrites: [{ id: bot.guild.id, type: 0, allow: '0', deny: String(1n << 11n) }],
  });
  const anna = bot.discord.member(bot.guild, 'Quiet Anna');
  expect((await anna.in(channel).slash('ask', { question: 'when was Liberation Day' })).ephemeral).toBe(false);
  const answer = await anna.in(quiet).slash('ask', { question: 'when was Liberation Day' });
  expect(answer.ephemeral).toBe(true);
  expect(answer.text).toContain('August 15');
});
