/** One bot for a data folder, and none that is older than what stands there. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { schemaVersion } from '../../src/store/migrations.ts';
import { type Program, startProgram } from './program.ts';

let bot: Program;
const elsewhere = mkdtempSync(path.join(tmpdir(), 'footnote-backup-'));
beforeAll(async () => {
  bot = await startProgram();
});
afterAll(async () => {
  await bot.stop();
  rmSync(elsewhere, { recursive: true });
});

/** Another process on the same data folder: how it ended and what it wrote. */
const run = async (...args: string[]) => {
  const { token, apiUrl, cdnUrl } = bot.discord;
  const child = spawn(process.execPath, args, {
    env: {
      PATH: process.env.PATH,
      DISCORD_TOKEN: token,
      DISCORD_API_URL: apiUrl,
      DISCORD_CDN_URL: cdnUrl,
      DATA_DIR: bot.dataDir,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const [code] = await once(child, 'close');
  return { code, output };
};

test('a second bot on the data folder of a running one exits and names it, as a restore does; it goes on answering', async () => {
  const backup = path.join(elsewhere, 'a.backup');
  expect((await run('src/terminal/main.ts', 'backup', backup)).code).toBe(0);
  for (const args of [['src/main.ts'], ['src/terminal/main.ts', 'restore', backup]]) {
    const { code, output } = await run(...args);
    expect(code).toBe(1);
    expect(output).toMatch(new RegExp(`${bot.dataDir} is in use by the bot, process \\d+ on .+ since .+ Stop it first`));
  }
  const help = await bot.anna.slash('help');
  expect(help.text).toContain('### Footnote');
});

test('asking, verifying and listing the servers work beside a running bot', async () => {
  expect(await run('src/terminal/main.ts', 'verify')).toMatchObject({
    code: 0,
    output: expect.stringContaining('Everything is as it was written.'),
  });
  expect((await run('src/terminal/main.ts', 'guilds')).code).toBe(0);
  expect((await run('src/terminal/main.ts', 'ask', 'Who wrote the letter?')).code).toBe(0);
});

test('an older program refuses what a newer one wrote, says what to do, and changes nothing', async () => {
  bot.kill('SIGTERM');
  await bot.ended();
  const file = path.join(bot.dataDir, 'footnote.db');
  const database = new Database(file);
  database.pragma(`user_version = ${schemaVersion + 1}`);
  database.pragma('wal_checkpoint(truncate)');
  database.close();
  const before = readFileSync(file);
  const { code, output } = await run('src/main.ts');
  expect(code).toBe(1);
  expect(output).toContain('was written by a newer Footnote');
  expect(output).toContain('Start the newer program, or restore a backup that this one made.');
  expect(readFileSync(file).equals(before)).toBe(true);
});
