import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Program, startProgram } from './program.ts';

let bot: Program;
beforeAll(async () => {
  bot = await startProgram();
  // The gateway may know the bot as ready before its log has come through the pipe.
  await vi.waitFor(() => expect(bot.output()).toContain('"invite":"'), { timeout: 30_000 });
});
afterAll(() => bot.stop());

test('with a token and without a folder of articles, the log and /help say that the sample answers', async () => {
  expect(bot.output()).toContain('ARTICLES_DIR is not set: answering from the sample article');
  expect((await bot.anna.slash('help')).text).toContain('**1 article** · answering from the sample');
});

test('the invite link asks for the scopes and permissions that the bot needs, and no more', async () => {
  const link = /"invite":"([^"]+)"/.exec(bot.output())?.[1];
  const { origin, pathname, searchParams } = new URL(link!);
  expect(origin + pathname).toBe('https://discord.com/oauth2/authorize');
  expect(searchParams.get('client_id')).toBe(bot.discord.world.bot.id);
  expect(searchParams.get('scope')).toBe('bot applications.commands');
  const names = { viewChannel: 10n, sendMessages: 11n, attachFiles: 15n, readMessageHistory: 16n, sendMessagesInThreads: 38n };
  expect(BigInt(searchParams.get('permissions')!)).toBe(Object.values(names).reduce((sum, bit) => sum | (1n << bit), 0n));
});
