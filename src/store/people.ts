/** What is kept of people's questions: nothing under their name, no text that can be read without the key, and only for a while. */
import { type Kysely, sql } from 'kysely';
import { keepNewest } from './newest.ts';
import type { Tables } from './schema.ts';
import type { Secrecy } from './secrecy.ts';

export interface LoggedQuestion {
  readonly id: number;
  readonly at: number;
  readonly question: string;
  readonly state: string;
}

export interface PeopleStore {
  /** Keeps a question with the state of its answer; the last 2,000 of a guild are kept. `guild` is absent outside servers. */
  logQuestion(entry: { guild?: string; userId: string; at: number; question: string; state: string }): Promise<void>;
  /** The guild's questions, newest first; those sealed with another key are left out. */
  questions(guild: string, limit: number): Promise<readonly LoggedQuestion[]>;
  /** Deletes questions of the guild: those of these ids, or all. */
  removeQuestions(guild: string, ids?: readonly number[]): Promise<void>;
  saveFeedback(entry: {
    guild?: string;
    userId: string;
    at: number;
    question?: string;
    article?: string;
    verdict: string;
  }): Promise<void>;
  /** How many rows there are about this person. */
  about(userId: string): Promise<{ questions: number; feedback: number; acts: number }>;
  /** Deletes all rows about this person. Acts as an admin stay, without the person. */
  forget(userId: string): Promise<void>;
  /** Deletes questions and feedback from before `time`. */
  expire(time: number): Promise<void>;
}

const questionsKept = 2000;

/** Stands in the audit where a person asked to be forgotten. */
const nobody = '';

export function createPeopleStore(db: Kysely<Tables>, secrecy: Secrecy): PeopleStore {
  const count = async (table: 'questions' | 'feedback' | 'audit', column: 'asker' | 'actor', hash: string) => {
    const { rows } = await db
      .selectFrom(table)
      .select((select) => select.fn.countAll<number>().as('rows'))
      .where(column as never, '=', hash as never)
      .executeTakeFirstOrThrow();
    return rows;
  };
  return {
    async logQuestion({ guild, userId, at, question, state }) {
      await db
        .insertInto('questions')
        .values({ guild: guild ?? null, at, asker: secrecy.hashUser(userId), question: secrecy.seal(question), state })
        .execute();
      if (guild === undefined) return;
      await keepNewest(db, 'questions', guild, questionsKept);
    },
    async removeQuestions(guild, ids) {
      const all = db.deleteFrom('questions').where('guild', '=', guild);
      await (ids ? all.where('id', 'in', ids) : all).execute();
    },
    async questions(guild, limit) {
      const found = await db
        .selectFrom('questions')
        .select(['id', 'at', 'question', 'state'])
        .where('guild', '=', guild)
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return found.flatMap((row) => {
        const question = secrecy.open(row.question);
        return question === undefined ? [] : [{ ...row, question }];
      });
    },
    async saveFeedback({ guild, userId, at, question, article, verdict }) {
      const sealed = question === undefined ? null : secrecy.seal(question);
      await db
        .insertInto('feedback')
        .values({ guild: guild ?? null, at, asker: secrecy.hashUser(userId), question: sealed, article: article ?? null, verdict })
        .execute();
    },
    async about(userId) {
      const hash = secrecy.hashUser(userId);
      return {
        questions: await count('questions', 'asker', hash),
        feedback: await count('feedback', 'asker', hash),
        acts: await count('audit', 'actor', hash),
      };
    },
    async forget(userId) {
      const hash = secrecy.hashUser(userId);
      await db.transaction().execute(async (transaction) => {
        await transaction.deleteFrom('questions').where('asker', '=', hash).execute();
        await transaction.deleteFrom('feedback').where('asker', '=', hash).execute();
        await transaction.updateTable('audit').set({ actor: nobody }).where('actor', '=', hash).execute();
        await transaction.updateTable('generations').set({ actor: null }).where('actor', '=', hash).execute();
      });
      await sql`pragma wal_checkpoint(truncate)`.execute(db);
    },
    async expire(time) {
      await db.deleteFrom('questions').where('at', '<', time).execute();
      await db.deleteFrom('feedback').where('at', '<', time).execute();
    },
  };
}
