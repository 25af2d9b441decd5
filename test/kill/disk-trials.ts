/** A disk that is full, handles that run out, a database that is damaged, at random points (fault rows D3 and D5). */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { verifyStore } from '../../src/library/verify.ts';
import { databaseFile, openStore, StoreError } from '../../src/store/store.ts';
import { type Admin, type Doing, openAdmin, type Sight } from './admin.ts';
import { startChild } from './child-process.ts';
import { problemsIn, secret } from './problems.ts';
import { type Found, standing } from './standing.ts';
import { kinds, serveVersions } from './web.ts';

const shared = (dir: string) => {
  mkdirSync(path.join(dir, 'articles'), { recursive: true });
  writeFileSync(path.join(dir, 'articles', 'shared.txt'), 'The shared lighthouse\n\nThe shared lighthouse was lit in 1900.\n');
};
const pick = <T>(all: readonly T[], random: () => number): T => all[Math.floor(random() * all.length)]!;
const all = (sight: Sight) => kinds.map((kind) => `${kind} ${standing(sight, kind)}`).join(', ');

/** On a real file system that is really full: the act fails with its cure, or is done; questions are answered; with room again the same act works, without a restart. */
export async function fillDisk(times: number, random: () => number = Math.random): Promise<Found> {
  const dir = mkdtempSync(path.join(tmpdir(), 'footnote-full-'));
  const wrong: string[] = [];
  let refused = 0;
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', dir], { stdio: 'ignore' });
  } catch {
    return { line: 'full disk: left out, for a small file system cannot be mounted here', wrong };
  }
  const web = await serveVersions();
  let admin: Admin | undefined;
  try {
    shared(dir);
    admin = await openAdmin(await openStore({ dir, secret }), dir, web.origin);
    for (const kind of kinds) await admin({ act: 'add', kind, version: 1 });
    const filler = path.join(dir, 'filler');
    for (let time = 2; time < times + 2; time += 1) {
      web.publish(time);
      const before = all((await admin({ act: 'look' })) as Sight);
      const doing: Doing = pick(
        [
          { act: 'add', kind: 'upload', version: time },
          { act: 'reload' },
          { act: 'edit', kind: 'site', author: `Author ${time} ${'x'.repeat(100)}` },
          { act: 'settings', aliases: `a${time} = b${'y'.repeat(2000)}` },
        ],
        random,
      );
      const free = Number(execFileSync('df', ['--output=avail', '-B1', dir]).toString().split('\n')[1]);
      writeFileSync(filler, Buffer.alloc(Math.max(0, free - Math.floor(random() * 60_000))));
      let failure: unknown;
      await admin(doing).catch((error: unknown) => {
        failure = error;
      });
      const during = all((await admin({ act: 'look' })) as Sight);
      rmSync(filler);
      if (failure) {
        refused += 1;
        if (!(failure instanceof StoreError) || !/full|cannot be opened or written/.test(failure.message))
          wrong.push(`full disk: "${failure}" names no cure`);
        if (during !== before) wrong.push(`full disk: ${JSON.stringify(doing)} left ${during} of ${before}`);
        await admin(doing).catch((error: unknown) => wrong.push(`full disk: with room again, still ${error}`));
      }
    }
    wrong.push(...(await problemsOnceClosed(admin, dir)));
    admin = undefined;
    return { line: `full disk: ${times} acts, ${refused} refused with the cure, all done once there was room`, wrong };
  } finally {
    await admin?.close();
    await web.close();
    execFileSync('umount', ['-l', dir]);
    rmSync(dir, { recursive: true, force: true });
  }
}

const problemsOnceClosed = async (admin: Admin, dir: string) => {
  await admin.close();
  return problemsIn(dir);
};

/** Without file handles: the act fails or is done, the shelf is whole, and the same process works again once there are some. */
export async function exhaustHandles(times: number, random: () => number = Math.random): Promise<Found> {
  const dir = mkdtempSync(path.join(tmpdir(), 'footnote-handles-'));
  const wrong: string[] = [];
  const web = await serveVersions();
  shared(dir);
  const child = await startChild(['acts', dir, web.origin]);
  const send = async (doing: Doing) => {
    child.tell(JSON.stringify(doing));
    return child.heard('done', 'failed');
  };
  const limit = (soft: number | string) => execFileSync('prlimit', ['--pid', String(child.pid), `--nofile=${soft}:`]);
  const usual = execFileSync('prlimit', ['--pid', String(child.pid), '--nofile', '-o', 'SOFT', '--noheadings'])
    .toString()
    .trim();
  const sight = async () => JSON.parse((await send({ act: 'look' })).slice('done '.length)) as Sight;
  let refused = 0;
  try {
    for (const kind of kinds) await send({ act: 'add', kind, version: 1 });
    for (let time = 2; time < times + 2; time += 1) {
      web.publish(time);
      const before = all(await sight());
      const doing: Doing = random() < 0.5 ? { act: 'reload' } : { act: 'add', kind: 'upload', version: time };
      limit(lowestFree(child.pid) + Math.floor(random() * 3));
      const told = await send(doing);
      const failed = told.startsWith('failed') || /"(stale|kept)"/.test(told);
      refused += Number(failed);
      const during = all(await sight());
      limit(usual);
      if (failed && told.startsWith('failed') && during !== before) wrong.push(`no handles: ${told}: ${during} of ${before}`);
      const again = await send(doing);
      if (again.startsWith('failed') || /"stale"/.test(again)) wrong.push(`no handles: with handles again, ${again.slice(0, 300)}`);
    }
    await child.kill();
    wrong.push(...(await problemsIn(dir)));
    return { line: `no handles left: ${times} acts, ${refused} refused, all done once there were handles`, wrong };
  } finally {
    await child.kill();
    await web.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** The number that the next handle of a process will have: none is free below it. */
function lowestFree(pid: number): number {
  const taken = new Set(readdirSync(`/proc/${pid}/fd`).map(Number));
  let free = 0;
  while (taken.has(free)) free += 1;
  return free;
}

/** A database with random damage: noticed at the start and left as it is, or by `verify`, or nothing of an article changed. */
export async function damageDatabase(times: number, random: () => number = Math.random): Promise<Found> {
  const dir = mkdtempSync(path.join(tmpdir(), 'footnote-damage-'));
  const web = await serveVersions();
  const wrong: string[] = [];
  const counts = { start: 0, verify: 0, harmless: 0 };
  try {
    const good = path.join(dir, 'good');
    shared(good);
    const admin = await openAdmin(await openStore({ dir: good, secret }), good, web.origin);
    for (const kind of kinds) await admin({ act: 'add', kind, version: 1 });
    await admin.close();
    const settle = new Database(databaseFile(good));
    settle.pragma('journal_mode = delete');
    settle.close();
    const whole = await contentsOf(good);
    for (let time = 0; time < times; time += 1) {
      const copy = path.join(dir, `${time}`);
      cpSync(good, copy, { recursive: true });
      damage(databaseFile(copy), random);
      const before = readFileSync(databaseFile(copy));
      try {
        const store = await openStore({ dir: copy, secret });
        const problems = await verifyStore(store)
          .then((found) => found.problems)
          .catch((error: unknown) => [String(error)]);
        await store.close();
        if (problems.length > 0) counts.verify += 1;
        else if ((await contentsOf(copy)) === whole) counts.harmless += 1;
        else wrong.push(`damage ${time} changed an article, and nobody noticed`);
      } catch (error) {
        counts.start += 1;
        if (!(error instanceof StoreError) || error.trouble !== 'damaged') wrong.push(`damage ${time}: ${error}`);
        if (!readFileSync(databaseFile(copy)).equals(before)) wrong.push(`damage ${time}: the damaged file was overwritten`);
      }
      rmSync(copy, { recursive: true });
    }
    const { start, verify, harmless } = counts;
    return {
      line: `damaged database: ${times} damages, ${start} noticed at the start, ${verify} by verify, ${harmless} touched no article`,
      wrong,
    };
  } finally {
    await web.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

function damage(file: string, random: () => number): void {
  const size = statSync(file).size;
  const at = Math.floor(random() * size);
  if (random() < 0.2) {
    truncateSync(file, at);
    return;
  }
  const bytes = readFileSync(file);
  const length = pick([1, 16, 512, 4096], random);
  for (let index = at; index < Math.min(size, at + length); index += 1)
    bytes[index] = bytes[index]! ^ (1 + Math.floor(random() * 255));
  writeFileSync(file, bytes);
}

/** All contents of all collections, as one text. */
async function contentsOf(dir: string): Promise<string> {
  const store = await openStore({ dir, secret });
  try {
    const all: string[] = [];
    for (const collection of await store.shelves.collections()) {
      const current = await store.shelves.current(collection);
      const members = current ? await store.shelves.members(collection, current.number) : [];
      const contents = await store.shelves.contents(
        collection,
        members.map(({ key }) => key),
      );
      all.push(...members.map(({ article, key }) => `${collection} ${article} ${contents.get(key)}`));
    }
    return all.join('\n');
  } finally {
    await store.close();
  }
}
