/** The end of the program while one answer takes its time and another never comes. */
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { textOf } from '../../src/sandbox/read-message.ts';
import { type Program, startProgram } from './program.ts';

let bot: Program;
beforeAll(async () => {
  const faulty = path.resolve(import.meta.dirname, 'faulty-commands.ts');
  bot = await startProgram({ env: { NODE_OPTIONS: `--import=${faulty}` } });
});
afterAll(() => bot.stop());

test('SIGTERM waits some seconds for the answers under way; one that never comes does not keep the program alive', async () => {
  const slow = bot.anna.begin.slash('search', { query: 'president' });
  const endless = bot.boss.begin.slash('settings', {});
  for (const exchange of [slow, endless]) await exchange.until(() => exchange.first !== undefined, 60_000);
  bot.kill('SIGTERM');
  expect(await bot.ended()).toEqual({ code: 0, signal: null });
  expect(textOf(slow.original!.message)).toContain('president');
});
