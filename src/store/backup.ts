/** A backup is one file: the database, and in a table of its own the key and the aliases of the data folder. */
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { StoreError, storeError } from './errors.ts';
import { lockFolder } from './lock.ts';
import { refuseNewer, schemaVersion } from './migrations.ts';
import { databaseFile, requireStore } from './store.ts';

/** Files of the data folder that a backup carries. */
const carried = ['secret.key', 'aliases.txt'];

/** Writes a backup of `dir` into the new file `file`, also while the bot runs. Throws StoreError, or an Error with one clear sentence; leaves no half file. */
export async function backupStore(dir: string, file: string): Promise<void> {
  requireStore(dir);
  if (existsSync(file)) throw new Error(`${file} exists already. Name a new file.`);
  const folder = path.dirname(file);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new Error(`${folder} is no folder. Name a file in one that is there.`);
  const part = `${file}.part`;
  const files = carriedBy(dir);
  const source = openToRead(databaseFile(dir));
  try {
    rmSync(part, { force: true });
    closeSync(openSync(part, 'w', 0o600));
    await source.backup(part);
    const copy = new Database(part);
    try {
      copy.pragma('journal_mode = delete');
      refuseDamaged(copy, databaseFile(dir));
      copy.exec('create table carried (name text primary key, bytes blob not null)');
      const insert = copy.prepare('insert into carried values (?, ?)');
      for (const { name, bytes } of files) insert.run(name, bytes);
    } finally {
      copy.close();
    }
    sync(part);
    chmodSync(part, 0o600);
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw storeError(error, file);
  } finally {
    source.close();
  }
}

function openToRead(file: string): Database.Database {
  let database: Database.Database | undefined;
  try {
    database = new Database(file, { readonly: true, timeout: 5000 });
    database.pragma('user_version');
    return database;
  } catch (error) {
    database?.close();
    throw storeError(error, file);
  }
}

const carriedBy = (dir: string): { name: string; bytes: Buffer }[] =>
  carried.flatMap((name) => {
    const file = path.join(dir, name);
    try {
      return existsSync(file) ? [{ name, bytes: readFileSync(file) }] : [];
    } catch (error) {
      throw storeError(error, file);
    }
  });

/**
 * Puts the backup `file` in place of what `dir` has; that is kept beside it, under names that end in `.before-restore`. Throws StoreError:
 * `held` while the bot runs, `newer` or `damaged` for a file that cannot be used; nothing was changed then. Interrupted, it can be run again.
 */
export function restoreStore(dir: string, file: string): void {
  if (!existsSync(file)) throw new Error(`${file} does not exist.`);
  try {
    accessSync(file, constants.R_OK);
  } catch (error) {
    throw storeError(error, file);
  }
  const lock = lockFolder(dir, 'a restore');
  const target = databaseFile(dir);
  const fresh = `${target}.new`;
  try {
    copyFileSync(file, fresh);
    chmodSync(fresh, 0o600);
    const files = unpack(fresh, file);
    sync(fresh);
    settle(target);
    if (existsSync(target)) keep(target);
    renameSync(fresh, target);
    for (const { name, bytes } of files) replace(path.join(dir, name), bytes);
    sync(dir);
  } catch (error) {
    rmSync(fresh, { force: true });
    const known = storeError(error, target);
    throw known instanceof StoreError && known.trouble === 'damaged' ? storeError(error, file) : known;
  } finally {
    lock.release();
  }
}

/** Checks the copy and takes what it carries out of it. */
function unpack(fresh: string, file: string): { name: string; bytes: Buffer }[] {
  const copy = new Database(fresh);
  try {
    refuseDamaged(copy, file);
    const version = copy.pragma('user_version', { simple: true }) as number;
    refuseNewer(version, file);
    const known = copy.prepare("select count(*) from sqlite_master where name in ('carried', 'collections')").pluck().get();
    if (version < 1 || version > schemaVersion || known !== 2) throw new Error(`${file} is no backup of Footnote.`);
    const files = copy.prepare<[], { name: string; bytes: Buffer }>('select name, bytes from carried').all();
    copy.exec('drop table carried');
    return files.filter(({ name }) => carried.includes(name));
  } finally {
    copy.close();
  }
}

function refuseDamaged(database: Database.Database, file: string): void {
  if (database.pragma('quick_check(1)', { simple: true }) !== 'ok')
    throw new StoreError('damaged', `${file} is damaged. Nothing was changed.`);
}

/** Writes the log of the old database into it, so that the log cannot be taken for the new one's; of a damaged one it is kept aside. */
function settle(target: string): void {
  if (!existsSync(target)) return;
  try {
    const old = new Database(target, { timeout: 2000 });
    old.pragma('wal_checkpoint(truncate)');
    old.close();
  } catch {
    // Damaged: it is kept as it is, with its log.
  }
  for (const end of ['-wal', '-shm']) if (existsSync(target + end)) renameSync(target + end, `${target}.before-restore${end}`);
}

/** Links what is there under another name; it stays in its place until the new one replaces it. */
function keep(file: string): void {
  rmSync(`${file}.before-restore`, { force: true });
  linkSync(file, `${file}.before-restore`);
}

function replace(file: string, bytes: Buffer): void {
  if (existsSync(file)) {
    if (readFileSync(file).equals(bytes)) return;
    keep(file);
  }
  writeFileSync(`${file}.new`, bytes, { mode: 0o600 });
  sync(`${file}.new`);
  renameSync(`${file}.new`, file);
}

function sync(file: string): void {
  const descriptor = openSync(file, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
