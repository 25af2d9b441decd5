import {
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate, schemaVersion } from '../../src/store/migrations.ts';
import type { Tables } from '../../src/store/schema.ts';
import { openStore, StoreError } from '../../src/store/store.ts';
import { storeContract } from './contract.ts';

const secret = 'a secret for tests';
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'footnote-store-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const open = (mode: 'read' | 'write' = 'write', key = secret) => openStore({ dir, secret: key, mode });
const trouble = (opening: Promise<unknown>) =>
  opening.then(
    () => 'opened',
    (error: unknown) => (error instanceof StoreError ? error.trouble : error),
  );
const file = () => path.join(dir, 'footnote.db');
const filled = async (articles: number) => {
  const store = await open();
  const keys = await store.shelves.stage(
    'shared',
    Array.from({ length: articles }, (_, index) => `text ${index} `.repeat(200)),
  );
  const put = keys.map((key, index) => ({
    article: `a${index}`,
    sourceId: 's',
    source: `${index}.txt`,
    title: 'T',
    seenAt: 1,
    key,
    hash: key,
    bytes: 1,
  }));
  await store.shelves.commit('shared', {
    base: 0,
    at: 1,
    act: 'test',
    remove: [],
    put,
    addSources: [{ id: 's', kind: 'folder', name: 'n', options: '{}', schedule: 'never' }],
  });
  await store.close();
};

storeContract('SQLite in a file', () => open());
storeContract('SQLite in memory', () => openStore({ dir: ':memory:', secret }));

test('what was written is there after closing and opening again', async () => {
  await filled(3);
  const store = await open();
  expect((await store.shelves.current('shared'))?.articles).toBe(3);
  await store.close();
});

test('a second writer is refused, and told which process has the folder', async () => {
  const first = await open();
  await expect(openStore({ dir, secret, purpose: 'a restore' })).rejects.toThrow(
    new RegExp(`in use by the bot, process ${process.pid} on `),
  );
  await first.close();
  await (await open()).close();
});

test('a reader opens beside a running writer and sees what it commits', async () => {
  const writer = await open();
  await writer.guilds.saveSettings('1', 'first');
  const reader = await open('read');
  await writer.guilds.saveSettings('1', 'second');
  expect(await reader.guilds.settings('1')).toBe('second');
  await expect(reader.guilds.saveSettings('1', 'third')).rejects.toMatchObject({ trouble: 'unwritable' });
  await reader.close();
  await writer.close();
});

test('a reader without a database is told so, and makes none', async () => {
  expect(await trouble(open('read'))).toBe('missing');
  expect(readdirSync(dir)).toEqual([]);
});

test('a database from a newer program is refused, for reading and for writing, and left as it is', async () => {
  await filled(1);
  const newer = new Database(file());
  newer.pragma(`user_version = ${schemaVersion + 1}`);
  newer.pragma('wal_checkpoint(truncate)');
  newer.close();
  const before = readFileSync(file());
  expect(await trouble(open())).toBe('newer');
  expect(await trouble(open('read'))).toBe('newer');
  expect(readFileSync(file()).equals(before)).toBe(true);
});

test('a migration that was interrupted runs again', async () => {
  // What a kill between the first statement and the commit leaves: a database without tables and with version 0.
  const halfway = new Database(file());
  halfway.pragma('journal_mode = wal');
  halfway.exec('begin; create table collections (name text)');
  halfway.close();
  const store = await open();
  expect(await store.shelves.collections()).toEqual([]);
  await store.close();
});

test('a database of an older program keeps what it has, and its sources can be edited and undone', async () => {
  const old = new Database(file());
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: old }) });
  await migrate(db, file(), 1);
  old.exec(`insert into collections values ('guild:1', 1, null);
    insert into sources (id, collection, kind, name, options_json, schedule, created_at, since, status, failures)
      values ('s', 'guild:1', 'page', 'Old', '{}', 'daily', 1, 1, 'fresh', 0)`);
  await db.destroy();
  const store = await open();
  await store.shelves.commit('guild:1', {
    base: 1,
    at: 2,
    act: 'edit',
    put: [],
    remove: [],
    edits: new Map([['s', { name: 'New', options: '{}', schedule: 'daily' }]]),
  });
  expect(await store.sources.list('guild:1', 1)).toMatchObject([{ name: 'Old' }]);
  expect(await store.sources.list('guild:1')).toMatchObject([{ name: 'New' }]);
  await store.close();
});

test('a migration that fails half-way changes nothing, and runs when what stopped it is gone', async () => {
  const old = new Database(file());
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: old }) });
  await migrate(db, file(), 1);
  // Its first statement succeeds, its second one does not.
  old.exec('alter table sources rename column schedule to gone');
  await expect(open()).rejects.toThrow('schedule');
  expect(old.pragma('user_version', { simple: true })).toBe(1);
  expect(old.prepare("select count(*) from sqlite_master where name = 'source_settings'").pluck().get()).toBe(0);
  old.exec('alter table sources rename column gone to schedule');
  await db.destroy();
  await (await open()).close();
});

const damages: Record<string, () => void> = {
  'its header overwritten': () => overwrite(0, 64),
  'a page overwritten': () => overwrite(4096 * 2, 4096),
  'half of it cut off': () => truncateSync(file(), Math.floor(statSync(file()).size / 8192) * 4096),
  'something else in its place': () => writeFileSync(file(), 'not a database, '.repeat(1000)),
};
function overwrite(at: number, length: number) {
  writeSync(openSync(file(), 'r+'), Buffer.alloc(length, 0xa5), 0, length, at);
}
test.each(Object.keys(damages))('a database with %s is noticed, never overwritten, and the cure is named', async (kind) => {
  await filled(300);
  damages[kind]!();
  const before = readFileSync(file());
  await expect(open()).rejects.toThrow('npm run restore');
  expect(await trouble(open())).toBe('damaged');
  expect(readFileSync(file()).equals(before)).toBe(true);
});

test('a full disk leaves the old state, says what to do, and is over when there is room again', async () => {
  const texts = (mark: string) => Array.from({ length: 50 }, (_, index) => `${mark} ${index} `.repeat(4000));
  const store = await openStore({ dir, secret, maxBytes: 1_200_000 });
  await store.shelves.stage('guild:1', texts('a'));
  await store.guilds.saveSettings('1', 'as it was');
  const more = texts('b');
  await expect(store.shelves.stage('guild:2', more)).rejects.toMatchObject({
    trouble: 'full',
    message: expect.stringContaining('Free some space'),
  });
  expect(await store.guilds.settings('1')).toBe('as it was');
  await store.shelves.drop('guild:1');
  expect(await store.shelves.stage('guild:2', more)).toHaveLength(50);
  await store.close();
});

test('a disk that fills up in the middle of a generation leaves the one before, says what to do, and takes the generation when there is room', async () => {
  const store = await openStore({ dir, secret, maxBytes: 1_200_000 });
  const [key] = await store.shelves.stage('guild:1', ['text']);
  const source = { id: 's', kind: 'page', name: 'S', options: '{}', schedule: 'daily' };
  const member = (article: string, title: string) => ({
    article,
    sourceId: 's',
    source: 's',
    title,
    seenAt: 1,
    key: key!,
    hash: 'h',
    bytes: 4,
  });
  const act = { at: 1, act: 'reload', remove: [] };
  await store.shelves.commit('guild:1', { ...act, base: 0, addSources: [source], put: [member('a', 'A')] });
  const put = Array.from({ length: 1000 }, (_, index) => member(`b${index}`, `B${index} `.repeat(400)));
  await expect(store.shelves.commit('guild:1', { ...act, base: 1, put })).rejects.toMatchObject({ trouble: 'full' });
  expect(await store.shelves.current('guild:1')).toMatchObject({ number: 1, articles: 1 });
  const few = put.slice(0, 50);
  expect(await store.shelves.commit('guild:1', { ...act, base: 1, put: few })).toMatchObject({ number: 2, articles: 51 });
  await store.close();
});

test('the stolen file shows neither a question nor a user id, and another key opens nothing', async () => {
  const store = await open();
  await store.people.logQuestion({
    guild: '1',
    userId: '424242424242424242',
    at: 1,
    question: 'where is the treasure?',
    state: 'nothing',
  });
  await store.guilds.addCheck('1', { question: 'where is the treasure?', quote: 'There.', article: 'a', createdAt: 1 });
  await store.guilds.record('1', { at: 1, userId: '424242424242424242', act: 'a', detail: 'b' });
  await store.close();
  const bytes = readdirSync(dir)
    .map((name) => readFileSync(path.join(dir, name)).toString('latin1'))
    .join('');
  expect(bytes).toContain('There.');
  expect(bytes).not.toContain('treasure');
  expect(bytes).not.toContain('424242424242424242');
  const thief = await open('read', 'another key');
  expect(await thief.people.questions('1', 10)).toEqual([]);
  await thief.close();
});

test('after a guild or a person is deleted, a scan of the files finds nothing of them', async () => {
  const store = await open();
  const scan = () =>
    readdirSync(dir)
      .map((name) => readFileSync(path.join(dir, name)).toString('latin1'))
      .join('');
  const [key] = await store.shelves.stage('guild:77', ['canary-text']);
  const put = [{ article: 'a', sourceId: 's', source: 'a.txt', title: 'T', seenAt: 1, key: key!, hash: 'h', bytes: 1 }];
  await store.shelves.commit('guild:77', {
    base: 0,
    at: 1,
    act: 'add',
    remove: [],
    put,
    addSources: [{ id: 's', kind: 'page', name: 'canary-name', options: '{}', schedule: 'never' }],
  });
  await store.people.logQuestion({ userId: '42', at: 1, question: 'why?', state: 'nothing' });
  const hash = store.secrecy.hashUser('42');
  for (const trace of ['canary-text', 'canary-name', hash]) expect(scan()).toContain(trace);
  await store.guilds.purge('77');
  await store.people.forget('42');
  for (const trace of ['canary-text', 'canary-name', hash]) expect(scan()).not.toContain(trace);
  await store.close();
});
