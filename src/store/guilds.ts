/** What is kept of each server: settings, quota, checks, the audit of admin acts, and when the bot left it. */
import { type Kysely, sql } from 'kysely';
import { keepNewest } from './newest.ts';
import type { Tables } from './schema.ts';
import type { Secrecy } from './secrecy.ts';

/** A question that must stay answered, with the quote that answered it when the check was made. */
export interface Check {
  readonly id: number;
  readonly question: string;
  readonly quote: string;
  readonly article: string;
  readonly createdAt: number;
}

/** One act of an admin. `actor` is a keyed hash. */
export interface AuditEntry {
  readonly at: number;
  readonly actor: string;
  readonly act: string;
  readonly detail: string;
}

export interface Usage {
  readonly sources: number;
  readonly articles: number;
  /** Bytes of UTF-8 text of the current articles. */
  readonly bytes: number;
}

export interface GuildStore {
  /** JSON as it was saved. */
  settings(guild: string): Promise<string | undefined>;
  saveSettings(guild: string, settings: string): Promise<void>;
  /** The operator's own quota for this guild, JSON. */
  quota(guild: string): Promise<string | undefined>;
  saveQuota(guild: string, quota: string | undefined): Promise<void>;
  /** Whether the guild may be told something at `at`: not within `pause` milliseconds after it last might. That it may now is written down. */
  mayTell(guild: string, at: number, pause: number): Promise<boolean>;
  usage(collection: string): Promise<Usage>;
  checks(guild: string): Promise<readonly Check[]>;
  addCheck(guild: string, check: Omit<Check, 'id'>): Promise<number>;
  removeCheck(guild: string, id: number): Promise<boolean>;
  /** Writes down an admin act; the last 1,000 of a guild are kept. */
  record(guild: string, entry: { at: number; userId: string; act: string; detail: string }): Promise<void>;
  /** Newest first. */
  audit(guild: string, limit: number): Promise<readonly AuditEntry[]>;
  /** The bot left (`at`; the first time counts) or is back (undefined). Its shelf rests meanwhile. */
  markLeft(guild: string, at: number | undefined): Promise<void>;
  /** Ids of all guilds of which something is kept. */
  known(): Promise<readonly string[]>;
  /** Guilds left before `time`. */
  leftBefore(time: number): Promise<readonly string[]>;
  /** Deletes everything that the store knows of the guild. */
  purge(guild: string): Promise<void>;
}

const auditKept = 1000;

/** The collection that holds a guild's own shelf. */
export const guildCollection = (guild: string): string => `guild:${guild}`;

export function createGuildStore(db: Kysely<Tables>, secrecy: Secrecy): GuildStore {
  const save = (guild: string, set: Partial<Omit<Tables['guilds'], 'guild'>>) =>
    db
      .insertInto('guilds')
      .values({ guild, settings_json: null, quota_json: null, ...set })
      .onConflict((on) => on.column('guild').doUpdateSet(set))
      .execute();
  const guildRow = (guild: string) => db.selectFrom('guilds').selectAll().where('guild', '=', guild).executeTakeFirst();

  return {
    settings: async (guild) => (await guildRow(guild))?.settings_json ?? undefined,
    saveSettings: async (guild, settings) => void (await save(guild, { settings_json: settings })),
    quota: async (guild) => (await guildRow(guild))?.quota_json ?? undefined,
    saveQuota: async (guild, quota) => void (await save(guild, { quota_json: quota ?? null })),
    async mayTell(guild, at, pause) {
      const { numUpdatedRows } = await db
        .updateTable('guilds')
        .set({ told_at: at })
        .where('guild', '=', guild)
        .where((where) => where.or([where('told_at', 'is', null), where('told_at', '<=', at - pause)]))
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async usage(collection) {
      const { sources } = await db
        .selectFrom('sources')
        .select((select) => select.fn.countAll<number>().as('sources'))
        .where('collection', '=', collection)
        .where('until', 'is', null)
        .executeTakeFirstOrThrow();
      const { articles, bytes } = await db
        .selectFrom('members')
        .select((select) => [select.fn.countAll<number>().as('articles'), select.fn.sum<number | null>('bytes').as('bytes')])
        .where('collection', '=', collection)
        .where('until', 'is', null)
        .executeTakeFirstOrThrow();
      return { sources, articles, bytes: bytes ?? 0 };
    },
    async checks(guild) {
      const found = await db.selectFrom('checks').selectAll().where('guild', '=', guild).orderBy('id').execute();
      return found.flatMap(({ id, question, quote, article, created_at }) => {
        const opened = secrecy.open(question);
        return opened === undefined ? [] : [{ id, question: opened, quote, article, createdAt: created_at }];
      });
    },
    async addCheck(guild, { question, quote, article, createdAt }) {
      const { id } = await db
        .insertInto('checks')
        .values({ guild, question: secrecy.seal(question), quote, article, created_at: createdAt })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },
    async removeCheck(guild, id) {
      const { numDeletedRows } = await db.deleteFrom('checks').where('guild', '=', guild).where('id', '=', id).executeTakeFirst();
      return numDeletedRows > 0n;
    },
    async record(guild, { at, userId, act, detail }) {
      await db
        .insertInto('audit')
        .values({ guild, at, actor: secrecy.hashUser(userId), act, detail })
        .execute();
      await keepNewest(db, 'audit', guild, auditKept);
    },
    audit: (guild, limit) =>
      db
        .selectFrom('audit')
        .select(['at', 'actor', 'act', 'detail'])
        .where('guild', '=', guild)
        .orderBy('id', 'desc')
        .limit(limit)
        .execute(),
    async markLeft(guild, at) {
      const name = guildCollection(guild);
      if (at === undefined)
        return void (await db.updateTable('collections').set({ left_at: null }).where('name', '=', name).execute());
      await db
        .insertInto('collections')
        .values({ name, generation: 0, left_at: at })
        // Being away goes on: the first time of leaving counts.
        .onConflict((on) => on.column('name').doUpdateSet({ left_at: at }).where('collections.left_at', 'is', null))
        .execute();
    },
    async known() {
      const guilds = db.selectFrom('guilds').select('guild as name');
      const checks = db.selectFrom('checks').select('guild as name');
      const audit = db.selectFrom('audit').select('guild as name');
      const found = await guilds.union(checks).union(audit).execute();
      const shelves = await db.selectFrom('collections').select('name').where('name', 'like', 'guild:%').execute();
      return [...new Set([...found.map(({ name }) => name), ...shelves.map(({ name }) => name.slice('guild:'.length))])].sort();
    },
    async leftBefore(time) {
      const found = await db.selectFrom('collections').select('name').where('left_at', '<', time).execute();
      return found.map(({ name }) => name.replace(/^guild:/, ''));
    },
    async purge(guild) {
      await db.transaction().execute(async (transaction) => {
        await transaction.deleteFrom('collections').where('name', '=', guildCollection(guild)).execute();
        for (const table of ['guilds', 'checks', 'audit', 'questions', 'feedback'] as const)
          await transaction.deleteFrom(table).where('guild', '=', guild).execute();
      });
      await sql`pragma wal_checkpoint(truncate)`.execute(db);
    },
  };
}
