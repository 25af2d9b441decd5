/** What SQLite itself says of the database. */
import Database from 'better-sqlite3';
import { storeError } from './errors.ts';
import { databaseFile, requireStore } from './store.ts';

/** Each thing that is wrong, one line; none when the database is whole. Reads beside a running bot. Throws StoreError where it cannot be opened. */
export function checkIntegrity(dir: string): string[] {
  requireStore(dir);
  const file = databaseFile(dir);
  try {
    const database = new Database(file, { readonly: true, fileMustExist: true, timeout: 5000 });
    try {
      const pages = (database.pragma('integrity_check(20)') as { integrity_check: string }[]).map((row) => row.integrity_check);
      const keys = (database.pragma('foreign_key_check') as { table: string; parent: string }[]).map(
        ({ table, parent }) => `a row of ${table} belongs to nothing in ${parent}`,
      );
      return [...pages.filter((line) => line !== 'ok'), ...new Set(keys)];
    } finally {
      database.close();
    }
  } catch (error) {
    throw storeError(error, file);
  }
}
