/** Collections, their generations, and what stands in each. A generation is written in one transaction: the old or the new, never a mixture. */
import type { Database } from 'better-sqlite3';
import type { Kysely, Transaction } from 'kysely';
import { type Change, checksumOf, contentKey, type Generation, type Member, type ShelfStore } from './generation.ts';
import type { Tables } from './schema.ts';
import { pruneSettings, setSourceState, writeSettings, writeVisits } from './sources.ts';

const batch = 500;
const batches = <T>(rows: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(rows.length / batch) }, (_, index) => rows.slice(index * batch, (index + 1) * batch));
const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

/** `database` is what `db` speaks to. */
export function createShelfStore(db: Kysely<Tables>, database: Database): ShelfStore {
  const oneContent = database
    .prepare<[string, string], string>('select content from contents where collection = ? and key = ?')
    .pluck();
  const row = (collection: string, number: number, from: Kysely<Tables> = db) =>
    from
      .selectFrom('generations')
      .selectAll()
      .where('collection', '=', collection)
      .where('number', '=', number)
      .executeTakeFirst()
      .then((found) => found && toGeneration(found));

  return {
    async collections() {
      return (await db.selectFrom('collections').select('name').orderBy('name').execute()).map(({ name }) => name);
    },
    async current(collection) {
      return row(collection, await numberOf(db, collection));
    },
    async generations(collection) {
      const found = await db
        .selectFrom('generations')
        .selectAll()
        .where('collection', '=', collection)
        .orderBy('number', 'desc')
        .execute();
      return found.map(toGeneration);
    },
    members: (collection, number) => membersAt(db, collection, number),
    async contents(collection, keys) {
      const found = new Map<string, string>();
      for (const some of batches(keys)) {
        const rows = await db
          .selectFrom('contents')
          .selectAll()
          .where('collection', '=', collection)
          .where('key', 'in', some)
          .execute();
        for (const { key, content } of rows) found.set(key, content);
        await breathe();
      }
      return found;
    },
    content: (collection, key) => oneContent.get(collection, key),
    async stage(collection, contents) {
      const rows = contents.map((content) => ({ collection, key: contentKey(content), content }));
      await db
        .insertInto('collections')
        .values({ name: collection, generation: 0, left_at: null })
        .onConflict((on) => on.doNothing())
        .execute();
      for (const some of batches(rows)) {
        await db
          .insertInto('contents')
          .values(some)
          .onConflict((on) => on.doNothing())
          .execute();
        await breathe();
      }
      return rows.map(({ key }) => key);
    },
    commit: (collection, change) => db.transaction().execute((transaction) => commit(transaction, collection, change)),
    async prune(collection, number) {
      await db.transaction().execute(async (transaction) => {
        await transaction.deleteFrom('generations').where('collection', '=', collection).where('number', '<', number).execute();
        await transaction.deleteFrom('members').where('collection', '=', collection).where('until', '<=', number).execute();
        await transaction.deleteFrom('sources').where('collection', '=', collection).where('until', '<=', number).execute();
        await pruneSettings(transaction, collection, number);
        await transaction
          .deleteFrom('contents')
          .where('collection', '=', collection)
          .where('key', 'not in', transaction.selectFrom('members').select('key').where('collection', '=', collection))
          .execute();
      });
    },
    async drop(collection) {
      await db.deleteFrom('collections').where('name', '=', collection).execute();
    },
  };
}

async function numberOf(db: Kysely<Tables>, collection: string): Promise<number> {
  const found = await db.selectFrom('collections').select('generation').where('name', '=', collection).executeTakeFirst();
  return found?.generation ?? 0;
}

async function membersAt(db: Kysely<Tables>, collection: string, number: number): Promise<Member[]> {
  const found = await db
    .selectFrom('members')
    .select(['article', 'source_id', 'source', 'title', 'date', 'seen_at', 'key', 'hash', 'bytes'])
    .where('collection', '=', collection)
    .where('since', '<=', number)
    .where((where) => where.or([where('until', 'is', null), where('until', '>', number)]))
    .orderBy('article')
    .execute();
  return found.map(({ source_id, seen_at, date, ...rest }) => ({
    ...rest,
    sourceId: source_id,
    seenAt: seen_at,
    ...(date !== null && { date }),
  }));
}

async function commit(db: Transaction<Tables>, collection: string, change: Change): Promise<Generation | 'outdated'> {
  if ((await numberOf(db, collection)) !== change.base) return 'outdated';
  const number = change.base + 1;
  const { at, act, actor, report } = change;
  await db
    .insertInto('collections')
    .values({ name: collection, generation: number, left_at: null })
    .onConflict((on) => on.column('name').doUpdateSet({ generation: number }))
    .execute();
  for (const [index, { options, ...source }] of (change.addSources ?? []).entries()) {
    await db
      .insertInto('sources')
      .values({ ...source, collection, options_json: options, created_at: at + index, since: number, status: 'fresh', failures: 0 })
      .execute();
    await writeSettings(db, source.id, number, { ...source, options });
  }
  for (const [id, settings] of change.edits ?? []) await writeSettings(db, id, number, settings);
  const gone = change.removeSources ?? [];
  if (gone.length > 0) {
    await db
      .updateTable('sources')
      .set({ until: number })
      .where('collection', '=', collection)
      .where('id', 'in', gone)
      .where('until', 'is', null)
      .execute();
    await db
      .updateTable('members')
      .set({ until: number })
      .where('collection', '=', collection)
      .where('source_id', 'in', gone)
      .where('until', 'is', null)
      .execute();
  }
  for (const some of batches([...change.remove, ...change.put.map(({ article }) => article)]))
    await db
      .updateTable('members')
      .set({ until: number })
      .where('collection', '=', collection)
      .where('article', 'in', some)
      .where('until', 'is', null)
      .execute();
  for (const some of batches(change.put))
    await db
      .insertInto('members')
      .values(
        some.map(({ sourceId, seenAt, date, ...rest }) => ({
          ...rest,
          date: date ?? null,
          seen_at: seenAt,
          source_id: sourceId,
          collection,
          since: number,
        })),
      )
      .execute();
  for (const [id, state] of change.states ?? []) await setSourceState(db, id, state);
  for (const [id, visits] of change.visits ?? []) await writeVisits(db, id, visits);
  const members = await membersAt(db, collection, number);
  const generation: Generation = {
    collection,
    number,
    at,
    act,
    articles: members.length,
    checksum: checksumOf(members),
    ...(actor && { actor }),
    ...(report && { report }),
  };
  await db
    .insertInto('generations')
    .values({
      collection,
      number,
      at,
      act,
      actor: actor ?? null,
      articles: members.length,
      checksum: generation.checksum,
      report_json: report ?? null,
    })
    .execute();
  return generation;
}

function toGeneration({ actor, report_json, ...rest }: Tables['generations']): Generation {
  return { ...rest, ...(actor !== null && { actor }), ...(report_json !== null && { report: report_json }) };
}
