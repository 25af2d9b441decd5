/** Kills the process at random points, again and again, and says what was there afterwards. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { verifyStore } from '../../src/library/verify.ts';
import { checkIntegrity } from '../../src/store/integrity.ts';
import { openStore } from '../../src/store/store.ts';

const secret = 'for tests';
const articles = 400;

interface Child {
  readonly process: ChildProcess;
  readonly told: string[];
  /** Resolves when a line begins so. */
  heard(beginning: string): Promise<string>;
}

async function start(what: 'reload' | 'rows', dir: string): Promise<Child> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'child.ts'), what, dir], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const told: string[] = [];
  const waiting: { beginning: string; resolve(line: string): void }[] = [];
  createInterface({ input: child.stdout! }).on('line', (line) => {
    told.push(line);
    for (const one of waiting.filter(({ beginning }) => line.startsWith(beginning))) {
      waiting.splice(waiting.indexOf(one), 1);
      one.resolve(line);
    }
  });
  const heard = (beginning: string) => new Promise<string>((resolve) => waiting.push({ beginning, resolve }));
  const ended = once(child, 'exit').then(([code, signal]) => {
    throw new Error(`the process to be killed ended by itself (${code ?? signal})`);
  });
  await Promise.race([heard('ready'), ended]);
  ended.catch(() => undefined);
  return { process: child, told, heard };
}

async function kill({ process: child }: Child): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

const publish = (dir: string, version: number) => {
  mkdirSync(path.join(dir, 'articles'), { recursive: true });
  for (let at = 0; at < articles; at += 1)
    writeFileSync(
      path.join(dir, 'articles', `${at}.txt`),
      `Article ${at}\n\nThis is version ${version} of article ${at}. ${'It goes on for a while. '.repeat(100)}\n`,
    );
};

/** A reload that nobody kills: milliseconds in all, and between first write and commit. */
async function whole(child: Child): Promise<{ length: number; window: number }> {
  const first = performance.now();
  const writing = child.heard('writing').then(() => performance.now());
  const committed = child.heard('committed').then(() => performance.now());
  const done = child.heard('done');
  child.process.stdin!.write('go\n');
  await done;
  return { length: performance.now() - first, window: (await committed) - (await writing) };
}

export interface ReloadKills {
  /** Kills between the first write and the commit. */
  readonly inside: number;
  /** Kills after which the old, or the new, generation stood. */
  readonly old: number;
  readonly fresh: number;
  /** What was wrong afterwards, one line each. */
  readonly wrong: readonly string[];
}

/**
 * Kills a reload in which every article changes, `times` times: every other time at a moment drawn over the measured length of the reload,
 * every other time at one drawn over the measured time between first write and commit.
 */
export async function killReloads(times: number, random: () => number = Math.random): Promise<ReloadKills> {
  const dir = mkdtempSync(path.join(tmpdir(), 'footnote-kill-'));
  const counts = { inside: 0, old: 0, fresh: 0 };
  const wrong: string[] = [];
  try {
    publish(dir, 0);
    let child = await start('reload', dir);
    await whole(child);
    await kill(child);
    // Measured as it will be killed: in a process just started, with every article changed.
    publish(dir, 1);
    child = await start('reload', dir);
    const { length, window } = await whole(child);
    await kill(child);
    child = await start('reload', dir);
    let standing = await versionIn(dir);
    for (let time = 2; time < times + 2; time += 1) {
      publish(dir, time);
      child.told.length = 0;
      const begin = child.heard('begin');
      child.process.stdin!.write('go\n');
      if (time % 2 === 0) await child.heard('writing');
      else await begin;
      await wait(random() * (time % 2 === 0 ? window : length));
      const told = [...child.told];
      await kill(child);
      if (told.includes('writing') && !told.includes('committed')) counts.inside += 1;
      wrong.push(...(await problemsIn(dir)));
      const now = await versionIn(dir);
      if (now === time) counts.fresh += 1;
      else if (now === standing) counts.old += 1;
      else wrong.push(`after kill ${time} version ${now} stood, neither ${standing} nor ${time}`);
      if (told.includes('committed') && now !== time) wrong.push(`kill ${time}: what was acknowledged is lost`);
      standing = now;
      child = await start('reload', dir);
    }
    const last = child.heard('done');
    publish(dir, times + 2);
    child.process.stdin!.write('go\n');
    await last;
    await kill(child);
    if ((await versionIn(dir)) !== times + 2) wrong.push('the reload after the last kill was not taken');
    return { ...counts, wrong };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function problemsIn(dir: string): Promise<string[]> {
  const store = await openStore({ dir, secret });
  try {
    return [...checkIntegrity(dir), ...(await verifyStore(store)).problems];
  } finally {
    await store.close();
  }
}

/** The one version of which all articles of the current generation are; a mixture or a missing article is -1. */
async function versionIn(dir: string): Promise<number> {
  const store = await openStore({ dir, secret, mode: 'read' });
  try {
    const current = await store.shelves.current('shared');
    const members = current ? await store.shelves.members('shared', current.number) : [];
    const contents = await store.shelves.contents(
      'shared',
      members.map(({ key }) => key),
    );
    const versions = new Set([...contents.values()].map((content) => /version (\d+) of/.exec(content)?.[1]));
    return members.length === articles && versions.size === 1 ? Number([...versions][0]) : -1;
  } finally {
    await store.close();
  }
}

export interface RowKills {
  /** Rows acknowledged over all kills. */
  readonly acknowledged: number;
  readonly wrong: readonly string[];
}

/** Kills the process while it writes settings, questions and feedback, `times` times. */
export async function killRows(times: number, random: () => number = Math.random): Promise<RowKills> {
  let acknowledged = 0;
  const wrong: string[] = [];
  for (let time = 1; time <= times; time += 1) {
    const dir = mkdtempSync(path.join(tmpdir(), 'footnote-kill-'));
    try {
      const child = await start('rows', dir);
      await wait(random() * 300);
      await kill(child);
      const last = Number(child.told.findLast((line) => line.startsWith('done'))?.slice(5) ?? 0);
      acknowledged += last;
      const store = await openStore({ dir, secret });
      const kept = (await store.people.questions('1', 'nothing', 1_000_000)).length;
      const { questions, feedback } = await store.people.about('42');
      const settings = Number((await store.guilds.settings('1')) ?? 0);
      await store.close();
      if (kept !== questions) wrong.push(`kill ${time}: ${questions - kept} questions cannot be read`);
      if (questions < last || feedback < last || settings < last)
        wrong.push(`kill ${time}: ${last} acknowledged, ${questions}/${feedback}/${settings} there`);
      if (questions > last + 1 || feedback > last + 1 || settings > last + 1)
        wrong.push(`kill ${time}: more there than was written`);
      wrong.push(...checkIntegrity(dir));
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  }
  return { acknowledged, wrong };
}
