/**
 * Kills the bot in the middle of what admins do, with a source of each kind: afterwards the shelf is as before or as after the act, whole;
 * what was acknowledged is there; every other source is as it was; and a question is answered from what stands (fault row D1).
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Doing, Sight } from './admin.ts';
import { type Child, startChild } from './child-process.ts';
import { problemsIn } from './problems.ts';
import { standing } from './standing.ts';
import { type Kind, kinds, serveVersions, type Web } from './web.ts';

interface Scene {
  readonly web: Web;
  readonly dir: string;
  child: Child;
  version: number;
}

const send = async <T>({ child }: Scene, doing: Doing): Promise<T> => {
  child.tell(JSON.stringify(doing));
  const line = await child.heard('done', 'failed');
  if (line.startsWith('failed')) throw new Error(`${JSON.stringify(doing)}: ${line}`);
  return JSON.parse(line.slice('done '.length) || 'null') as T;
};
const look = (scene: Scene) => send<Sight>(scene, { act: 'look' });
const next = (scene: Scene) => {
  scene.version += 1;
  scene.web.publish(scene.version);
  return scene.version;
};

/** One act under test: brings the shelf to where it can be done, and says what is done and how its kind stands afterwards. */
export interface Act {
  readonly name: string;
  readonly kind: Kind;
  prepare(scene: Scene): Promise<{ readonly doing: Doing; readonly after: string }>;
}

const ensure = async (scene: Scene, kind: Kind, present: boolean) => {
  const stands = standing(await look(scene), kind) !== 'absent';
  if (stands && !present) await send(scene, { act: 'remove', kind });
  if (!stands && present) await send(scene, { act: 'add', kind, version: scene.version });
};

const adding = (kind: Kind): Act => ({
  name: `add ${kind}`,
  kind,
  async prepare(scene) {
    await ensure(scene, kind, false);
    const version = next(scene);
    return { doing: { act: 'add', kind, version }, after: `v${version} by ` };
  },
});
const reloading = (kind: Kind): Act => ({
  name: kind === 'upload' ? 'new version of upload' : `reload ${kind}`,
  kind,
  async prepare(scene) {
    await ensure(scene, kind, true);
    const [, author = ''] = standing(await look(scene), kind).split(' by ');
    const version = next(scene);
    const doing: Doing = kind === 'upload' ? { act: 'add', kind, version } : { act: 'reload', kind };
    return { doing, after: `v${version} by ${author}` };
  },
});
const removing = (kind: Kind): Act => ({
  name: `remove ${kind}`,
  kind,
  async prepare(scene) {
    await ensure(scene, kind, true);
    return { doing: { act: 'remove', kind }, after: 'absent' };
  },
});
const editing = (kind: Kind): Act => ({
  name: `edit ${kind}`,
  kind,
  async prepare(scene) {
    await ensure(scene, kind, true);
    const [version] = standing(await look(scene), kind).split(' by ');
    const author = `Author ${scene.version}`;
    next(scene);
    return { doing: { act: 'edit', kind, author }, after: `${version} by ${author}` };
  },
});
/** The site to its other address. */
const moving: Act = {
  name: 'move of site',
  kind: 'site',
  async prepare(scene) {
    const { after } = await reloading('site').prepare(scene);
    return { doing: { act: 'move' }, after };
  },
};
const undoing = (kind: Kind): Act => ({
  name: `undo of ${kind}`,
  kind,
  async prepare(scene) {
    const { doing } = await reloading(kind).prepare(scene);
    const before = standing(await look(scene), kind);
    await send(scene, doing);
    return { doing: { act: 'undo' }, after: before };
  },
});
const importing = (kind: Kind): Act => ({
  name: `import of ${kind}`,
  kind,
  async prepare(scene) {
    await ensure(scene, kind, true);
    const [version, author] = standing(await look(scene), kind).split(' by ');
    const text = await send<string>(scene, { act: 'export' });
    await send(scene, { act: 'remove', kind });
    return { doing: { act: 'import', text }, after: `${version} by ${author}` };
  },
});

export const acts: readonly Act[] = [
  ...kinds.map(adding),
  ...kinds.map(reloading),
  removing('site'),
  editing('site'),
  moving,
  undoing('site'),
  importing('upload'),
];

export interface ActKills {
  readonly name: string;
  kills: number;
  /** Kills between the first write and the end of the commit. */
  inside: number;
  old: number;
  fresh: number;
  readonly wrong: string[];
}

/** Does `act` once unkilled: milliseconds in all, and from first write to commit. */
async function measure(act: Act, scene: Scene): Promise<{ length: number; window: number }> {
  const { doing } = await act.prepare(scene);
  const begin = performance.now();
  const run = send(scene, doing);
  const [writing, committed] = ['writing', 'committed'].map((step) =>
    scene.child.heard(step, 'done', 'failed').then(() => performance.now()),
  );
  await run;
  return { length: performance.now() - begin, window: Math.max(1, (await committed!) - (await writing!)) };
}

async function killOnce(act: Act, scene: Scene, delay: (child: Child) => Promise<void>) {
  const { doing, after } = await act.prepare(scene);
  const sight = await look(scene);
  const before = standing(sight, act.kind);
  const { child, dir, web } = scene;
  child.tell(JSON.stringify(doing));
  await delay(child);
  await child.kill();
  const committed = child.told.includes('committed');
  const inside = child.told.includes('writing') && !committed;
  const wrong = await problemsIn(dir);
  scene.child = await startChild(['acts', dir, web.origin]);
  const seen = await look(scene);
  const now = standing(seen, act.kind);
  if (now !== before && now !== after) wrong.push(`${act.name}: "${now}" stood, neither "${before}" nor "${after}"`);
  if (committed && now !== after) wrong.push(`${act.name}: what was acknowledged is lost ("${now}" stood, "${after}" was written)`);
  for (const kind of kinds)
    if (kind !== act.kind && standing(seen, kind) !== standing(sight, kind))
      wrong.push(`${act.name}: ${kind} was "${standing(sight, kind)}" and is "${standing(seen, kind)}"`);
  return { inside, fresh: now === after && now !== before, wrong };
}

export interface KillOptions {
  readonly random?: () => number;
  /** Ends it with the round under way. */
  readonly stop?: AbortSignal;
  readonly onRound?: (results: readonly ActKills[]) => void;
}

/**
 * Kills each of `chosen` `times` times, in turn: every other time within the whole act, every other time between first write and commit.
 * `onRound` hears how it stands whenever each was killed once more.
 */
export async function killActs(
  chosen: readonly Act[],
  times: number,
  { random = Math.random, stop, onRound }: KillOptions = {},
): Promise<readonly ActKills[]> {
  const dir = mkdtempSync(path.join(tmpdir(), 'footnote-kill-'));
  mkdirSync(path.join(dir, 'articles'));
  writeFileSync(path.join(dir, 'articles', 'shared.txt'), 'The shared lighthouse\n\nThe shared lighthouse was lit in 1900.\n');
  const web = await serveVersions();
  const scene: Scene = { web, dir, version: 1, child: await startChild(['acts', dir, web.origin]) };
  const results = chosen.map(({ name }): ActKills => ({ name, kills: 0, inside: 0, old: 0, fresh: 0, wrong: [] }));
  try {
    for (const kind of kinds) await ensure(scene, kind, true);
    const lengths = new Map<Act, { length: number; window: number }>();
    for (const act of chosen) lengths.set(act, await measure(act, scene));
    for (let time = 0; time < times && !stop?.aborted; time += 1) {
      for (const [index, act] of chosen.entries()) {
        const { length, window } = lengths.get(act)!;
        const within = (time + index) % 2 === 0;
        const { inside, fresh, wrong } = await killOnce(act, scene, async (child) => {
          await child.heard(...(within ? ['writing', 'done', 'failed'] : ['begin']));
          await wait(random() * (within ? window : length));
        });
        const result = results[index]!;
        result.kills += 1;
        result.inside += Number(inside);
        result[fresh ? 'fresh' : 'old'] += 1;
        result.wrong.push(...wrong);
      }
      onRound?.(results);
    }
    return results;
  } finally {
    await scene.child.kill();
    await web.close();
    rmSync(dir, { recursive: true, force: true });
  }
}
