/**
 * The one migrator. `PRAGMA user_version` counts the migrations that a database has had; they run in one transaction together
 * with the new count, so an interrupted run leaves the database as it was. Migrations are only ever added at the end.
 */
import { type Kysely, sql } from 'kysely';
import { StoreError } from './errors.ts';
import type { Tables } from './schema.ts';

type Migration = readonly string[];

const first: Migration = [
  `create table collections (name text primary key, generation integer not null, left_at integer) without rowid`,
  `create table generations (
     collection text not null references collections on delete cascade, number integer not null, at integer not null,
     act text not null, actor text, articles integer not null, checksum text not null, report_json text,
     primary key (collection, number)) without rowid`,
  `create table sources (
     id text primary key, collection text not null references collections on delete cascade, kind text not null, name text not null,
     options_json text not null, schedule text not null, created_at integer not null, since integer not null, until integer,
     status text not null, reason text, checked_at integer, good_at integer, next_at integer, failures integer not null) without rowid`,
  `create index sources_by_collection on sources (collection, since)`,
  `create table contents (
     collection text not null references collections on delete cascade, key text not null, content text not null,
     primary key (collection, key))`,
  `create table members (
     collection text not null, article text not null, source_id text not null references sources on delete cascade,
     source text not null, title text not null, date text, seen_at integer not null,
     key text not null, hash text not null, bytes integer not null, since integer not null, until integer,
     primary key (collection, article, since),
     foreign key (collection, key) references contents on delete cascade) without rowid`,
  `create index members_by_source on members (source_id)`,
  `create index members_by_content on members (collection, key)`,
  `create table visits (
     source_id text not null references sources on delete cascade, address text not null, etag text, last_modified text, hash text,
     misses integer not null, checked_at integer not null, primary key (source_id, address)) without rowid`,
  `create table guilds (guild text primary key, settings_json text, quota_json text) without rowid`,
  `create table checks (
     id integer primary key, guild text not null, question text not null, quote text not null, article text not null, created_at integer not null)`,
  `create index checks_by_guild on checks (guild)`,
  `create table audit (id integer primary key, guild text not null, at integer not null, actor text not null, act text not null, detail text not null)`,
  `create index audit_by_guild on audit (guild, at)`,
  `create table questions (
     id integer primary key, guild text, at integer not null, asker text not null, question text not null, state text not null)`,
  `create index questions_by_guild on questions (guild, at)`,
  `create index questions_by_asker on questions (asker)`,
  `create table feedback (
     id integer primary key, guild text, at integer not null, asker text not null, question text, article text, verdict text not null)`,
  `create index feedback_by_guild on feedback (guild, at)`,
  `create index feedback_by_asker on feedback (asker)`,
];

/** What admins set of a source, with the generation from which on it holds: so that an undo brings it back. */
const sourceSettings: Migration = [
  `create table source_settings (
     source_id text not null references sources on delete cascade, since integer not null, name text not null, options_json text not null,
     schedule text not null, primary key (source_id, since)) without rowid`,
  `insert into source_settings select id, since, name, options_json, schedule from sources`,
];

/** The state of a source that its server's admins were last told, and when they were last told anything. */
const told: Migration = [`alter table sources add column told text`, `alter table guilds add column told_at integer`];

const migrations: readonly Migration[] = [first, sourceSettings, told];

/** The newest version that this program knows. */
export const schemaVersion = migrations.length;

/** Brings the database to version `to`. Throws StoreError `newer` where a newer program has been here; changes nothing then. */
export async function migrate(db: Kysely<Tables>, file: string, to: number = schemaVersion): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const found = await versionOf(transaction);
    refuseNewer(found, file);
    for (const migration of migrations.slice(found, to))
      for (const statement of migration) await sql.raw(statement).execute(transaction);
    if (found < to) await sql.raw(`pragma user_version = ${to}`).execute(transaction);
  });
}

/** Throws StoreError `newer` where `version` is beyond what this program knows. */
export function refuseNewer(version: number, file: string): void {
  if (version > schemaVersion)
    throw new StoreError(
      'newer',
      `${file} was written by a newer Footnote (version ${version} of its tables; this one knows ${schemaVersion}). Nothing was changed. Start the newer program, or restore a backup that this one made.`,
    );
}

/** How many migrations the database has had. */
export async function versionOf(db: Kysely<Tables>): Promise<number> {
  const { rows } = await sql<{ user_version: number }>`pragma user_version`.execute(db);
  return rows[0]!.user_version;
}
