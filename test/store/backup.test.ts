import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backupStore, restoreStore } from '../../src/store/backup.ts';
import { schemaVersion } from '../../src/store/migrations.ts';
import { readSecret } from '../../src/store/secret.ts';
import { openStore } from '../../src/store/store.ts';

let root: string;
let dir: string;
let file: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'footnote-backup-'));
  dir = path.join(root, 'data');
  file = path.join(root, 'backup.db');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const open = async (at = dir) => openStore({ dir: at, secret: await readSecret(at) });
const set = async (settings: string, at = dir) => {
  const store = await open(at);
  await store.guilds.saveSettings('1', settings);
  await store.people.logQuestion({ guild: '1', userId: '42', at: 1, question: `sealed ${settings}`, state: 'nothing' });
  await store.close();
};
const get = async (at = dir) => {
  const store = await open(at);
  const found = [await store.guilds.settings('1'), (await store.people.questions('1', 1))[0]?.question];
  await store.close();
  return found;
};
const command = (...args: string[]) =>
  spawnSync(process.execPath, ['src/terminal/main.ts', ...args], {
    env: { PATH: process.env.PATH, DATA_DIR: dir },
    encoding: 'utf8',
  });

test('a backup is taken while the bot runs, and moves the whole house: key, aliases and all', async () => {
  writeFileSync(path.join(root, 'x'), '');
  const running = await open();
  await running.guilds.saveSettings('1', 'first');
  await running.people.logQuestion({ guild: '1', userId: '42', at: 1, question: 'sealed first', state: 'nothing' });
  writeFileSync(path.join(dir, 'aliases.txt'), 'DPRK = North Korea\n');
  await backupStore(dir, file);
  await running.close();
  expect(statSync(file).mode & 0o077).toBe(0);
  const elsewhere = path.join(root, 'elsewhere');
  await (await openStore({ dir: elsewhere, secret: 'not yet the right one' })).close();
  restoreStore(elsewhere, file);
  expect(await get(elsewhere)).toEqual(['first', 'sealed first']);
  expect(readFileSync(path.join(elsewhere, 'aliases.txt'), 'utf8')).toBe('DPRK = North Korea\n');
});

test('a backup is put into a data folder that is not there yet', async () => {
  await set('first');
  await backupStore(dir, file);
  const elsewhere = path.join(root, 'new', 'data');
  restoreStore(elsewhere, file);
  expect(await get(elsewhere)).toEqual(['first', 'sealed first']);
});

test('a restore brings back what was there, and keeps beside it what it replaced', async () => {
  await set('first');
  await backupStore(dir, file);
  await set('second');
  restoreStore(dir, file);
  expect((await get())[0]).toBe('first');
  const before = new Database(`${path.join(dir, 'footnote.db')}.before-restore`, { readonly: true });
  expect(before.prepare('select settings_json from guilds').pluck().get()).toBe('second');
  before.close();
});

test('a restore is refused while a bot runs, naming its process, and changes nothing', async () => {
  await set('first');
  await backupStore(dir, file);
  await set('second');
  const running = await open();
  expect(() => restoreStore(dir, file)).toThrow(`in use by the bot, process ${process.pid}`);
  expect(await running.guilds.settings('1')).toBe('second');
  await running.close();
});

test('a damaged database is mended by a restore', async () => {
  await set('first');
  await backupStore(dir, file);
  truncateSync(path.join(dir, 'footnote.db'), 5000);
  await expect(open()).rejects.toThrow('npm run restore');
  restoreStore(dir, file);
  expect((await get())[0]).toBe('first');
});

test.each([
  ['cut off', () => truncateSync(file, 9000)],
  ['no backup', () => writeFileSync(file, 'something else')],
  ['an empty file', () => writeFileSync(file, '')],
  [
    'another database',
    () => {
      rmSync(file);
      new Database(file).exec('create table a (b)').close();
    },
  ],
  [
    'from a newer program',
    () => {
      const newer = new Database(file);
      newer.pragma(`user_version = ${schemaVersion + 1}`);
      newer.close();
    },
  ],
])('a backup that is %s is refused, and nothing is changed', async (_, harm) => {
  await set('first');
  await backupStore(dir, file);
  await set('second');
  harm();
  expect(() => restoreStore(dir, file)).toThrow();
  expect((await get())[0]).toBe('second');
});

test('a backup never replaces a file that is there', async () => {
  await set('first');
  writeFileSync(file, 'precious');
  await expect(backupStore(dir, file)).rejects.toThrow('exists already');
  expect(readFileSync(file, 'utf8')).toBe('precious');
});

test('the commands: backup, restore, verify and guilds say what they did, and fail with one sentence', async () => {
  await set('first');
  expect(command('backup', file).stdout).toContain(`Written: ${file}`);
  expect(command('verify')).toMatchObject({ status: 0, stdout: expect.stringContaining('Everything is as it was written.') });
  expect(command('guilds', 'quota', '123456789012345678', '--articles', '5').stdout).toContain(
    'has a quota of its own: 5 articles',
  );
  expect(command('guilds').stdout).toMatch(/123456789012345678 {2}0\/25 sources {2}0\/5 articles/);
  expect(command('guilds', 'purge', '123456789012345678').status).toBe(0);
  expect(command('guilds').stdout).not.toContain('123456789012345678');
  expect(command('restore', file).status).toBe(0);
  expect(command('restore', path.join(root, 'nowhere'))).toMatchObject({
    status: 1,
    stderr: `footnote: ${path.join(root, 'nowhere')} does not exist.\n`,
  });
  expect(command('backup')).toMatchObject({ status: 1, stderr: 'footnote: Usage: npm run backup -- FILE\n' });
});

test('verify names what is not as it was written', async () => {
  const store = await open();
  const [key] = await store.shelves.stage('shared', [JSON.stringify({ id: 'a', text: 'x' })]);
  const put = [{ article: 'a', sourceId: 's', source: 'a.txt', title: 'A', seenAt: 1, key: key!, hash: 'h', bytes: 1 }];
  await store.shelves.commit('shared', {
    base: 0,
    at: 1,
    act: 'add',
    remove: [],
    put,
    addSources: [{ id: 's', kind: 'folder', name: 'n', options: '{}', schedule: 'never' }],
  });
  await store.close();
  const raw = new Database(path.join(dir, 'footnote.db'));
  raw.exec(
    "update contents set content = 'tampered'; update members set hash = 'h', key = key; update generations set checksum = 'x'",
  );
  raw.close();
  const { status, stdout } = command('verify');
  expect(status).toBe(1);
  expect(stdout).toContain('! generation 1 of shared is not what was written');
  expect(stdout).toContain('! article a of shared: the content of');
  expect(existsSync(path.join(dir, 'footnote.db'))).toBe(true);
});
