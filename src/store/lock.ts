/**
 * One writer for a data folder. The lock is SQLite's own write lock on a small database beside the store: the operating system
 * gives it back when the process ends, however it ends, and others can still read who holds it.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { folderError, StoreError, storeError } from './errors.ts';

export interface WriterLock {
  release(): void;
}

/** Takes the lock of `dir`, made where there is none, for `purpose` ("the bot", "a restore"). Throws StoreError `held` naming the process that has it. */
export function lockFolder(dir: string, purpose: string): WriterLock {
  const file = path.join(dir, 'footnote.lock');
  let db: Database.Database | undefined;
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    db = new Database(file, { timeout: 0 });
    db.exec('begin immediate');
    db.exec('create table if not exists holder (pid integer, host text, purpose text, since text)');
    db.exec('delete from holder');
    db.prepare('insert into holder values (?, ?, ?, ?)').run(process.pid, hostname(), purpose, new Date().toISOString());
    db.exec('commit');
    db.exec('begin immediate');
    const held = db;
    return { release: () => held.close() };
  } catch (error) {
    db?.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      throw new StoreError('held', heldBy(dir), error);
    throw storeError(folderError(error, dir), file);
  }
}

function heldBy(dir: string): string {
  const holder = holderOf(dir);
  const who = holder ? `${holder.purpose}, process ${holder.pid} on ${holder.host} since ${holder.since}` : 'another process';
  return `${dir} is in use by ${who}. Stop it first, or give this one another DATA_DIR.`;
}

function holderOf(dir: string): { pid: number; host: string; purpose: string; since: string } | undefined {
  const file = path.join(dir, 'footnote.lock');
  if (!existsSync(file)) return undefined;
  try {
    const db = new Database(file, { readonly: true, timeout: 500 });
    try {
      return db.prepare<[], { pid: number; host: string; purpose: string; since: string }>('select * from holder').get();
    } finally {
      db.close();
    }
  } catch {
    return undefined;
  }
}
