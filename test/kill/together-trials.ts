/** Two admins at once (fault row D9): both come to an end, and the shelf is whole. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openStore } from '../../src/store/store.ts';
import { type Admin, type Doing, openAdmin, type Sight } from './admin.ts';
import { problemsIn, secret } from './problems.ts';
import { type Found, isWhole, standing } from './standing.ts';
import { kinds, serveVersions } from './web.ts';

/** Milliseconds after which two acts stand in each other's way for ever. */
const patience = 120_000;

export async function actTogether(times: number, random: () => number = Math.random): Promise<Found> {
  const dir = mkdtempSync(path.join(tmpdir(), 'footnote-together-'));
  mkdirSync(path.join(dir, 'articles'));
  writeFileSync(path.join(dir, 'articles', 'shared.txt'), 'The shared lighthouse\n\nThe shared lighthouse was lit in 1900.\n');
  const web = await serveVersions();
  const wrong: string[] = [];
  let busy = 0;
  let admin: Admin | undefined = await openAdmin(await openStore({ dir, secret }), dir, web.origin);
  const run = admin;
  try {
    for (let time = 1; time <= times; time += 1) {
      web.publish(time);
      for (const kind of kinds)
        if (standing((await run({ act: 'look' })) as Sight, kind) === 'absent') await run({ act: 'add', kind, version: time });
      web.publish(time + 1);
      const acts: readonly Doing[] = [
        { act: 'reload' },
        { act: 'reload', kind: 'site' },
        { act: 'remove', kind: 'site' },
        { act: 'undo' },
        { act: 'edit', kind: 'feed', author: `Author ${time}` },
        { act: 'add', kind: 'upload', version: time + 1 },
      ];
      const one = acts[Math.floor(random() * 2)]!;
      const other = acts[Math.floor(random() * acts.length)]!;
      const both = Promise.all([run(one), wait(random() * 60).then(() => run(other))]);
      const ends = await Promise.race([both, wait(patience)]);
      if (!Array.isArray(ends)) {
        wrong.push(`${JSON.stringify(one)} and ${JSON.stringify(other)} do not end`);
        break;
      }
      busy += ends.filter((end) => end === 'busy').length;
      const sight = (await run({ act: 'look' })) as Sight;
      for (const kind of kinds)
        if (!isWhole(standing(sight, kind)))
          wrong.push(`after ${JSON.stringify(one)} and ${JSON.stringify(other)}: ${kind} ${standing(sight, kind)}`);
    }
    await admin.close();
    admin = undefined;
    wrong.push(...(await problemsIn(dir)));
    return {
      line: `two admins at once: ${times} pairs, all ended, ${busy} were told that a reload is under way; the shelf was whole`,
      wrong,
    };
  } finally {
    await admin?.close();
    await web.close();
    rmSync(dir, { recursive: true, force: true });
  }
}
