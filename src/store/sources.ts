/** Where a collection's articles come from, how each source fares, and what its pages said when last asked. */
import { type Kysely, sql } from 'kysely';
import type { SourceSettings } from './generation.ts';
import type { Tables } from './schema.ts';

/** `held`: an undo stopped its refresh until an admin resumes it. */
export type SourceStatus = 'fresh' | 'stale' | 'refused' | 'held';

/** How a source fares. Times are milliseconds since 1970. */
export interface SourceState {
  readonly status: SourceStatus;
  /** Why it is stale or refused: one clear sentence. */
  readonly reason?: string;
  readonly checkedAt?: number;
  /** When it was last read without trouble. */
  readonly goodAt?: number;
  /** When it is due to be read again; absent: never by itself. */
  readonly nextAt?: number;
  /** Failures since the last good read. */
  readonly failures: number;
}

export interface StoredSource extends SourceState, SourceSettings {
  readonly id: string;
  readonly collection: string;
  readonly kind: string;
  readonly createdAt: number;
}

/** What one address of a source said when it was last asked: for conditional requests, and for dropping what is gone for good. */
export interface Visit {
  readonly address: string;
  readonly etag?: string;
  readonly lastModified?: string;
  readonly hash?: string;
  /** How many times in a row it was gone (404, 410). */
  readonly misses: number;
  readonly checkedAt: number;
}

export interface SourceStore {
  /** The collection's sources in generation `number` as they were set then (default: those that it has now), oldest first. */
  list(collection: string, number?: number): Promise<readonly StoredSource[]>;
  /** Sources that are due at `time`, most overdue first. */
  due(time: number): Promise<readonly StoredSource[]>;
  /**
   * Sources whose state is news to the admins of their guild: stale or refused and not told so, or fresh again after that was told.
   * Those of guilds that the bot left are none.
   */
  untold(): Promise<readonly StoredSource[]>;
  /** These states were told. */
  saveTold(sources: readonly Pick<StoredSource, 'id' | 'status'>[]): Promise<void>;
  setState(id: string, state: SourceState): Promise<void>;
  visits(id: string): Promise<readonly Visit[]>;
  saveVisits(id: string, visits: readonly Visit[]): Promise<void>;
}

export function createSourceStore(db: Kysely<Tables>): SourceStore {
  return {
    async list(collection, number) {
      const query = db
        .selectFrom('sources')
        .selectAll()
        .where('collection', '=', collection)
        .orderBy('since')
        .orderBy('created_at')
        .orderBy('id');
      if (number === undefined) return (await query.where('until', 'is', null).execute()).map(toSource);
      const found = await query
        .where('since', '<=', number)
        .where((where) => where.or([where('until', 'is', null), where('until', '>', number)]))
        .execute();
      // Written in order, so that the newest one stands for each source.
      const set = await db
        .selectFrom('source_settings')
        .selectAll()
        .where(
          'source_id',
          'in',
          found.map(({ id }) => id),
        )
        .where('since', '<=', number)
        .orderBy('since')
        .execute();
      const then = new Map(set.map(({ source_id, name, options_json, schedule }) => [source_id, { name, options_json, schedule }]));
      return found.map((row) => toSource({ ...row, ...then.get(row.id) }));
    },
    async due(time) {
      const found = await db
        .selectFrom('sources')
        .innerJoin('collections', 'collections.name', 'sources.collection')
        .selectAll('sources')
        .where('until', 'is', null)
        .where('status', '!=', 'held')
        .where('left_at', 'is', null)
        .where('next_at', '<=', time)
        .orderBy('next_at')
        .execute();
      return found.map(toSource);
    },
    async untold() {
      const troubled = ['stale', 'refused'];
      const found = await db
        .selectFrom('sources')
        .innerJoin('collections', 'collections.name', 'sources.collection')
        .selectAll('sources')
        .where('collection', 'like', 'guild:%')
        .where('until', 'is', null)
        .where('left_at', 'is', null)
        .where((where) =>
          where.or([
            where.and([
              where('status', 'in', troubled),
              where.or([where('told', 'is', null), where('told', '!=', where.ref('status'))]),
            ]),
            where.and([where('status', '=', 'fresh'), where('told', 'in', troubled)]),
          ]),
        )
        .orderBy('created_at')
        .execute();
      return found.map(toSource);
    },
    async saveTold(sources) {
      await db.transaction().execute(async (transaction) => {
        for (const { id, status } of sources)
          await transaction.updateTable('sources').set({ told: status }).where('id', '=', id).execute();
      });
    },
    setState: (id, state) => setSourceState(db, id, state),
    async visits(id) {
      const found = await db.selectFrom('visits').selectAll().where('source_id', '=', id).orderBy('address').execute();
      return found.map(({ address, etag, last_modified, hash, misses, checked_at }) => ({
        address,
        misses,
        checkedAt: checked_at,
        ...(etag !== null && { etag }),
        ...(last_modified !== null && { lastModified: last_modified }),
        ...(hash !== null && { hash }),
      }));
    },
    saveVisits: (id, visits) => db.transaction().execute((transaction) => writeVisits(transaction, id, visits)),
  };
}

/** Settings of a source that hold from generation `since` on; within the transaction of that generation. */
export async function writeSettings(
  db: Kysely<Tables>,
  id: string,
  since: number,
  { name, options, schedule }: SourceSettings,
): Promise<void> {
  const set = { name, options_json: options, schedule };
  await db.updateTable('sources').set(set).where('id', '=', id).execute();
  await db
    .insertInto('source_settings')
    .values({ source_id: id, since, ...set })
    .onConflict((on) => on.columns(['source_id', 'since']).doUpdateSet(set))
    .execute();
}

/** In the place of all that the source's pages said before; within a transaction. */
export async function writeVisits(db: Kysely<Tables>, id: string, visits: readonly Visit[]): Promise<void> {
  await db.deleteFrom('visits').where('source_id', '=', id).execute();
  for (const { address, etag, lastModified, hash, misses, checkedAt } of visits)
    await db
      .insertInto('visits')
      .values({
        source_id: id,
        address,
        etag: etag ?? null,
        last_modified: lastModified ?? null,
        hash: hash ?? null,
        misses,
        checked_at: checkedAt,
      })
      .execute();
}

/** Forgets settings that only generations before `number` had. */
export async function pruneSettings(db: Kysely<Tables>, collection: string, number: number): Promise<void> {
  await sql`delete from source_settings where source_id in (select id from sources where collection = ${collection})
    and since < (select max(later.since) from source_settings as later
                 where later.source_id = source_settings.source_id and later.since <= ${number})`.execute(db);
}

/** Within a transaction too. */
export async function setSourceState(
  db: Kysely<Tables>,
  id: string,
  { status, reason, checkedAt, goodAt, nextAt, failures }: SourceState,
): Promise<void> {
  await db
    .updateTable('sources')
    .set({
      status,
      reason: reason ?? null,
      checked_at: checkedAt ?? null,
      good_at: goodAt ?? null,
      next_at: nextAt ?? null,
      failures,
    })
    .where('id', '=', id)
    .execute();
}

function toSource(row: Tables['sources']): StoredSource {
  return {
    id: row.id,
    collection: row.collection,
    kind: row.kind,
    name: row.name,
    options: row.options_json,
    schedule: row.schedule,
    createdAt: row.created_at,
    status: row.status as SourceStatus,
    failures: row.failures,
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.checked_at !== null && { checkedAt: row.checked_at }),
    ...(row.good_at !== null && { goodAt: row.good_at }),
    ...(row.next_at !== null && { nextAt: row.next_at }),
  };
}
