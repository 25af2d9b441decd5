/** Starts that meet each other, and starts that are killed while the store is brought up to date (fault rows D6 and D11). */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { migrate } from '../../src/store/migrations.ts';
import type { Tables } from '../../src/store/schema.ts';
import { databaseFile, openStore } from '../../src/store/store.ts';
import { startChild } from './child-process.ts';
import { problemsIn, secret } from './problems.ts';
import type { Found } from './standing.ts';

/** Two bots on one folder, started within a moment of each other: one runs, the other ends and names it. */
export async function startTwice(times: number, random: () => number = Math.random): Promise<Found> {
  const dir = mkdtempSync(path.join(tmpdir(), 'footnote-two-'));
  const wrong: string[] = [];
  try {
    for (let time = 0; time < times; time += 1) {
      const later = async () => {
        await wait(random() * 100);
        return startChild(['open', dir]);
      };
      const ends = await Promise.allSettled([startChild(['open', dir]), later()]);
      const running = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
      const refused = ends.flatMap((end) => (end.status === 'rejected' ? [String(end.reason)] : []));
      const named = running.length === 1 && refused.some((text) => text.includes(`process ${running[0]!.pid} `));
      if (!named) wrong.push(`two bots: ${running.length} run, and the other says: ${refused.join()}`);
      for (const child of running) await child.kill();
    }
    wrong.push(...(await problemsIn(dir)));
    return { line: `two bots on one folder: ${times} starts of two, one of them ran each time, the other named it`, wrong };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const rows = 3000;

/** kill -9 while a store of the first version is brought up to date: the next start finds everything. */
export async function killMigrations(times: number, random: () => number = Math.random): Promise<Found> {
  const dir = mkdtempSync(path.join(tmpdir(), 'footnote-migrate-'));
  const wrong: string[] = [];
  let before = 0;
  try {
    const old = path.join(dir, 'old');
    await makeFirstVersion(old);
    const copyTo = (name: string) => {
      const copy = path.join(dir, name);
      cpSync(old, copy, { recursive: true });
      return copy;
    };
    const first = copyTo('first');
    // From the first line that it tells, when everything is loaded, to the end of its start.
    const { child: whole, began } = await begun(first);
    await whole.heard('ready');
    const length = performance.now() - began;
    await whole.kill();
    for (let time = 0; time < times; time += 1) {
      const copy = copyTo(String(time));
      const { child } = await begun(copy);
      await wait(random() * length);
      await child.kill();
      // Not read-only: a kill may leave a journal that has to be rolled back first.
      const left = new Database(databaseFile(copy));
      before += Number(left.pragma('user_version', { simple: true }) === 1);
      left.close();
      const store = await openStore({ dir: copy, secret });
      const then = await store.sources.list('guild:1', 1);
      if (then.length !== rows || then.some(({ name, id }) => name !== `Source ${id}`))
        wrong.push(`migration ${time}: sources are missing`);
      await store.close();
      wrong.push(...(await problemsIn(copy)));
      rmSync(copy, { recursive: true });
    }
    return {
      line: `migrations: ${times} kills, ${before} before the new version stood; each next start found all ${rows} sources`,
      wrong,
    };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function begun(dir: string) {
  const child = await startChild(['open', dir], 'begin');
  return { child, began: performance.now() };
}

async function makeFirstVersion(dir: string): Promise<void> {
  mkdirSync(dir, { recursive: true });
  const database = new Database(databaseFile(dir));
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
  await migrate(db, databaseFile(dir), 1);
  database.exec(`insert into collections values ('guild:1', 1, null);
    insert into generations values ('guild:1', 1, 1, 'add', null, 0, '${'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'}', null)`);
  const insert =
    database.prepare(`insert into sources (id, collection, kind, name, options_json, schedule, created_at, since, status, failures)
    values (?, 'guild:1', 'page', ?, ?, 'daily', 1, 1, 'fresh', 0)`);
  database.transaction(() => {
    for (let id = 0; id < rows; id += 1)
      insert.run(String(id), `Source ${id}`, JSON.stringify({ address: `https://example.org/${'x'.repeat(500)}` }));
  })();
  await db.destroy();
}
