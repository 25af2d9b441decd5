/** What must outlive the process, in one SQLite database: `footnote.db` in the data folder. */
import { closeSync, openSync, statSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { StoreError, storeError } from './errors.ts';
import type { ShelfStore } from './generation.ts';
import { createGuildStore, type GuildStore } from './guilds.ts';
import { lockFolder } from './lock.ts';
import { migrate, refuseNewer } from './migrations.ts';
import { createPeopleStore, type PeopleStore } from './people.ts';
import type { Tables } from './schema.ts';
import { createSecrecy, type Secrecy } from './secrecy.ts';
import { createShelfStore } from './shelves.ts';
import { createSourceStore, type SourceStore } from './sources.ts';

export interface Store {
  readonly shelves: ShelfStore;
  readonly sources: SourceStore;
  readonly guilds: GuildStore;
  readonly people: PeopleStore;
  readonly secrecy: Secrecy;
  close(): Promise<void>;
}

export interface StoreOptions {
  /** The data folder, made where there is none. ':memory:' keeps everything in memory, for tests and for asking without a data folder. */
  readonly dir: string;
  /** SECRET_KEY. */
  readonly secret: string;
  /**
   * `write` (the default) makes the database where there is none and takes the folder's lock; `read` needs one and may run beside a
   * writer; `beside` writes single rows beside one.
   */
  readonly mode?: 'read' | 'write' | 'beside';
  /** What the lock says of this process. */
  readonly purpose?: string;
  /** The database is not let grow beyond this. Default: as SQLite, and the disk, allow. */
  readonly maxBytes?: number;
}

export const databaseFile = (dir: string): string => (dir === ':memory:' ? dir : path.join(dir, 'footnote.db'));

/**
 * Opens the store. Throws StoreError: `held` when another writer has the folder, `newer` when a newer program wrote it, `damaged`
 * when SQLite finds it broken (nothing is overwritten), `unwritable` when the file system refuses, `missing` when there is nothing to
 * read.
 */
export async function openStore({ dir, secret, mode = 'write', purpose = 'the bot', maxBytes }: StoreOptions): Promise<Store> {
  const file = databaseFile(dir);
  if (mode !== 'write') requireStore(dir);
  const lock = mode === 'write' && dir !== ':memory:' ? lockFolder(dir, purpose) : undefined;
  try {
    const database = openDatabase(file, mode);
    if (maxBytes !== undefined)
      database.pragma(`max_page_count = ${Math.ceil(maxBytes / (database.pragma('page_size', { simple: true }) as number))}`);
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: withCures(database, file) }) });
    try {
      if (mode === 'write') await migrate(db, file);
      else refuseNewer(database.pragma('user_version', { simple: true }) as number, file);
    } catch (error) {
      await db.destroy();
      throw error;
    }
    const secrecy = createSecrecy(secret);
    return {
      shelves: createShelfStore(db, database),
      sources: createSourceStore(db),
      guilds: createGuildStore(db, secrecy),
      people: createPeopleStore(db, secrecy),
      secrecy,
      async close() {
        await db.destroy();
        lock?.release();
      },
    };
  } catch (error) {
    lock?.release();
    throw storeError(error, file);
  }
}

/** Opens, sets and checks the database file. Throws SqliteError or StoreError. */
function openDatabase(file: string, mode: 'read' | 'write' | 'beside'): Database.Database {
  if (mode === 'write' && file !== ':memory:') closeSync(openSync(file, 'a', 0o600));
  const database = new Database(file, { readonly: mode === 'read', fileMustExist: mode !== 'write', timeout: 5000 });
  try {
    database.pragma('foreign_keys = on');
    database.pragma('synchronous = full');
    database.pragma('secure_delete = on');
    if (mode === 'write') {
      database.pragma('journal_mode = wal');
      const verdict = database.pragma('quick_check(1)', { simple: true });
      if (verdict !== 'ok') throw Object.assign(new Error(String(verdict)), { code: 'SQLITE_CORRUPT' });
    }
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** The database with SQLite's own errors turned into StoreErrors that name their cure. */
function withCures(database: Database.Database, file: string) {
  const cured =
    <A extends readonly unknown[], R>(run: (...args: A) => R) =>
    (...args: A): R => {
      try {
        return run(...args);
      } catch (error) {
        throw storeError(error, file);
      }
    };
  return {
    close: () => void database.close(),
    prepare: cured((text: string) => {
      // A full disk has SQLite roll back by itself; Kysely's own rollback would then hide what went wrong.
      if (text === 'rollback' && !database.inTransaction) return nothing;
      const statement = database.prepare<unknown[]>(text);
      return {
        reader: statement.reader,
        all: cured((parameters: readonly unknown[]) => statement.all(...parameters)),
        run: cured((parameters: readonly unknown[]) => statement.run(...parameters)),
        iterate: (parameters: readonly unknown[]) => statement.iterate(...parameters),
      };
    }),
  };
}

/** A statement that does nothing. */
const nothing = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [][Symbol.iterator](),
};

/** Throws StoreError where the data folder has no database (`missing`), or none that may be looked at (`unwritable`). */
export function requireStore(dir: string): void {
  const file = databaseFile(dir);
  try {
    if (statSync(file, { throwIfNoEntry: false })) return;
  } catch (error) {
    throw storeError(error, file);
  }
  throw new StoreError('missing', `${file} does not exist. Start the bot once, or name its data folder as DATA_DIR.`);
}

export { StoreError };
