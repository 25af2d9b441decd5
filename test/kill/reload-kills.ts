/** Kills a reload of a folder at random points, again and again, and says what stood afterwards (fault row D1). */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openStore } from '../../src/store/store.ts';
import { type Child, startChild } from './child-process.ts';
import { problemsIn, secret } from './problems.ts';

const articles = 400;

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
  child.tell('go');
  const writing = child.heard('writing').then(() => performance.now());
  const committed = child.heard('committed').then(() => performance.now());
  await child.heard('done');
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
    let child = await startChild(['reload', dir]);
    await whole(child);
    await child.kill();
    // Measured as it will be killed: in a process just started, with every article changed.
    publish(dir, 1);
    child = await startChild(['reload', dir]);
    const { length, window } = await whole(child);
    await child.kill();
    child = await startChild(['reload', dir]);
    let standing = await versionIn(dir);
    for (let time = 2; time < times + 2; time += 1) {
      publish(dir, time);
      child.tell('go');
      if (time % 2 === 0) await child.heard('writing');
      else await child.heard('begin');
      await wait(random() * (time % 2 === 0 ? window : length));
      await child.kill();
      const { told } = child;
      if (told.includes('writing') && !told.includes('committed')) counts.inside += 1;
      wrong.push(...(await problemsIn(dir)));
      const now = await versionIn(dir);
      if (now === time) counts.fresh += 1;
      else if (now === standing) counts.old += 1;
      else wrong.push(`after kill ${time} version ${now} stood, neither ${standing} nor ${time}`);
      if (told.includes('committed') && now !== time) wrong.push(`kill ${time}: what was acknowledged is lost`);
      standing = now;
      child = await startChild(['reload', dir]);
    }
    publish(dir, times + 2);
    child.tell('go');
    await child.heard('done');
    await child.kill();
    if ((await versionIn(dir)) !== times + 2) wrong.push('the reload after the last kill was not taken');
    return { ...counts, wrong };
  } finally {
    rmSync(dir, { recursive: true, force: true });
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
