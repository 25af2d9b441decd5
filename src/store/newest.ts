/** Records that would grow without end are kept to the newest of each server. */
import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';

/** Deletes all of a server's rows of `table` but the `kept` newest. */
export async function keepNewest(db: Kysely<Tables>, table: 'questions' | 'audit', guild: string, kept: number): Promise<void> {
  const oldest = db.selectFrom(table).select('id').where('guild', '=', guild).orderBy('id', 'desc').limit(1).offset(kept);
  await db.deleteFrom(table).where('guild', '=', guild).where('id', '<=', oldest).execute();
}
