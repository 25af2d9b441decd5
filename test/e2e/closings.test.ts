/** Discord will not have the bot: it says why, with the cure, and does not try again. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type ProgramOptions, startProgram } from './program.ts';

/** Starts, waits for the end, and tells how it ended. */
async function ends(options: ProgramOptions) {
  const bot = await startProgram({ ...options, awaitReady: false });
  const { code } = await bot.ended();
  const end = { code, identifies: bot.discord.gateway.identifies, output: bot.output() };
  await bot.stop();
  return end;
}

const cures: readonly (readonly [number, RegExp])[] = [
  [4004, /^footnote: Discord does not accept DISCORD_TOKEN\. .*Reset Token.*\.$/m],
  [4010, /^footnote: Discord refused the shard number\. .*\.$/m],
  [4011, /^footnote: The bot is in too many servers.*\.$/m],
  [4012, /^footnote: Discord no longer speaks this version.* Update Footnote\.$/m],
  [4013, /^footnote: Discord does not know an intent.* Update Footnote\.$/m],
  [4014, /^footnote: Discord refuses an intent .*privileged.*\.$/m],
];

test.concurrent.each(cures)(
  'a closing with %i is told in one line with its cure, and the bot does not identify again',
  async (code, line) => {
    const end = await ends({
      prepare: ({ gateway }) => {
        gateway.refuseWith = code;
      },
    });
    expect(end.code).not.toBe(0);
    expect(end.identifies).toBe(1);
    expect(end.output).toMatch(line);
  },
);

test.concurrent('with ten identifications left today the bot does not start, and says until when', async () => {
  const end = await ends({
    prepare: ({ gateway }) => {
      gateway.startLimit.remaining = 10;
    },
  });
  expect(end.code).not.toBe(0);
  expect(end.identifies).toBe(0);
  expect(end.output).toMatch(/^footnote: .*only 10 more times today.*after \d{4}-\d\d-\d\dT\d\d:\d\d/m);
});

test.concurrent('a bot that crashes again and again waits before it identifies, also in a new process', async () => {
  const bot = await startProgram({
    awaitReady: false,
    prepare: (_, dataDir) => {
      const starts = Array.from({ length: 8 }, (_, at) => Date.now() - at * 1000).reverse();
      writeFileSync(path.join(dataDir, 'identify.json'), JSON.stringify({ starts }));
    },
  });
  await expect.poll(() => bot.output(), { timeout: 45_000 }).toContain('waiting before connecting again');
  expect(bot.discord.gateway.identifies).toBe(0);
  bot.kill('SIGKILL');
  await bot.stop();
});
