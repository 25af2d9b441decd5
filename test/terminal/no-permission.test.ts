/** A data folder that may not be written: the program and every command say so in one sentence, and nothing is lost. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { backupStore } from '../../src/store/backup.ts';
import { readSecret } from '../../src/store/secret.ts';
import { openStore } from '../../src/store/store.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const guildId = '100000000000000001';
const root = path.resolve(import.meta.dirname, '../..');
const place = mkdtempSync(path.join(tmpdir(), 'footnote-permission-'));
const inPlace = (name: string) => path.join(place, name);
chmodSync(place, 0o755);
mkdirSync(inPlace('elsewhere'));
chmodSync(inPlace('elsewhere'), 0o777);

/** Permissions do not bind root, so the commands run as somebody else. */
const asRoot = process.getuid?.() === 0;
const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
const run = (dataDir: string, file: string, ...args: string[]) => {
  const [command, ...rest] = [...(asRoot ? nobody : []), process.execPath, path.join(root, file), ...args];
  const { status, stdout, stderr } = spawnSync(command!, rest, {
    cwd: inPlace('elsewhere'),
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, DISCORD_TOKEN: 'a-token', DISCORD_API_URL: 'http://127.0.0.1:9' },
    encoding: 'utf8',
  });
  return { code: status, stdout, stderr };
};

/** Why it cannot be tried here, or undefined. */
const hindered =
  process.platform === 'win32'
    ? 'Windows keeps no such permissions'
    : asRoot && !run('/', 'src/terminal/main.ts', 'verify').stderr?.startsWith('footnote: ')
      ? 'root cannot become somebody else here, or nobody else may read the project'
      : undefined;

/** Every file with its bytes, times left out. */
const contentsOf = (folder: string) =>
  Object.fromEntries(
    globSync('**/*', { cwd: folder })
      .filter((name) => statSync(path.join(folder, name)).isFile() && !/-(shm|wal)$/.test(name))
      .map((name) => [name, readFileSync(path.join(folder, name), 'latin1')]),
  );

let kept: Record<string, string>;

/** Of the folders, `full` may be read, `closed` not even that, and nothing may be written but `elsewhere`. */
beforeAll(async () => {
  mkdirSync(inPlace('empty'));
  const store = await openStore({ dir: inPlace('full'), secret: await readSecret(inPlace('full')) });
  await store.guilds.saveSettings(guildId, '{"sureness":"eager"}');
  await store.close();
  await backupStore(inPlace('full'), inPlace('good.backup'));
  cpSync(inPlace('full'), inPlace('closed'), { recursive: true });
  kept = contentsOf(inPlace('full'));
  writeFileSync(inPlace('questions.jsonl'), '{"id":"1","question":"when is Liberation Day celebrated?"}\n');
  for (const name of globSync('**/*', { cwd: place })) {
    const folder = statSync(inPlace(name)).isDirectory();
    if (name !== 'elsewhere') chmodSync(inPlace(name), folder ? 0o555 : 0o444);
  }
  chmodSync(inPlace('closed'), 0o000);
  chmodSync(place, 0o555);
});
afterAll(() => {
  for (const name of ['.', 'full', 'empty', 'closed']) chmodSync(inPlace(name), 0o755);
  rmSync(place, { recursive: true });
});

const terminal = 'src/terminal/main.ts';
const cannot = (...file: string[]) =>
  `footnote: ${inPlace(path.join(...file))} cannot be opened or written. Nothing was changed. Check that its folder belongs to who runs Footnote and is not read-only, and the limit of open files.\n`;
const missing = `footnote: ${inPlace('empty/footnote.db')} does not exist. Start the bot once, or name its data folder as DATA_DIR.\n`;
const start = ['src/main.ts'];
const restore = [terminal, 'restore', inPlace('good.backup')];
const quota = [terminal, 'guilds', 'quota', guildId, '--sources', '3'];
const purge = [terminal, 'guilds', 'purge', guildId];
const verify = [terminal, 'verify'];
const guilds = [terminal, 'guilds'];
const backup = [terminal, 'backup', inPlace('elsewhere/a.backup')];

const refused: readonly (readonly [folder: string, told: string, command: readonly string[]])[] = [
  // Something is kept there, and may be read.
  ['full', cannot('full', 'footnote.lock'), start],
  ['full', cannot('full', 'footnote.lock'), restore],
  ['full', cannot('full', 'footnote.db'), quota],
  ['full', cannot('full', 'footnote.lock'), purge],
  ['full', cannot('beside.backup'), [terminal, 'backup', inPlace('beside.backup')]],
  // Nothing is there.
  ['empty', cannot('empty', 'secret.key'), start],
  ['empty', cannot('empty', 'footnote.lock'), restore],
  ...[quota, purge, verify, guilds, backup].map((command) => ['empty', missing, command] as const),
  // It may not even be looked at.
  ['closed', cannot('closed', 'secret.key'), start],
  ['closed', cannot('closed', 'footnote.lock'), restore],
  ...[quota, purge, verify, guilds, backup].map((command) => ['closed', cannot('closed', 'footnote.db'), command] as const),
  // It cannot be made.
  ['empty/new', cannot('empty', 'new', 'secret.key'), start],
  ['empty/new', cannot('empty', 'new', 'footnote.lock'), restore],
];

describe.skipIf(hindered)(`without permission${hindered ? ` (left out: ${hindered})` : ''}`, () => {
  test.each(refused)('%s: one sentence, %s', (folder, told, [file, ...args]) => {
    expect(run(inPlace(folder), file!, ...args)).toEqual({ code: 1, stdout: '', stderr: told });
  });

  test('asking and answering need no data folder; verify, guilds and backup read one that they may not write', () => {
    for (const folder of ['full', 'empty', 'closed']) {
      expect(run(inPlace(folder), terminal, 'ask', 'when is Liberation Day celebrated?').code).toBe(0);
      const questions = ['--articles', path.join(root, 'seeds'), '--questions', inPlace('questions.jsonl')];
      expect(run(inPlace(folder), terminal, 'answer', ...questions)).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('"state":"answered"'),
      });
    }
    const said = (...command: string[]) => run(inPlace('full'), command[0]!, ...command.slice(1));
    expect(said(...verify)).toMatchObject({ code: 0, stdout: expect.stringContaining('Everything is as it was written.') });
    expect(said(...guilds)).toMatchObject({ code: 0, stdout: expect.stringContaining('1 servers.') });
    expect(said(...backup)).toMatchObject({ code: 0, stdout: expect.stringContaining('Written: ') });
  });

  test('after all that, what is kept stands as it was', () => {
    chmodSync(inPlace('closed'), 0o755);
    for (const folder of ['full', 'closed']) expect(contentsOf(inPlace(folder))).toEqual(kept);
    expect(contentsOf(inPlace('empty'))).toEqual({});
  });
});
