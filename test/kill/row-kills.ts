/** Kills the process while it writes single rows, again and again (fault row D2). */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { checkIntegrity } from '../../src/store/integrity.ts';
import { openStore } from '../../src/store/store.ts';
import { startChild } from './child-process.ts';
import { secret } from './problems.ts';

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
      const child = await startChild(['rows', dir]);
      await wait(random() * 300);
      await child.kill();
      const last = Number(child.told.findLast((line) => line.startsWith('done'))?.slice(5) ?? 0);
      acknowledged += last;
      const store = await openStore({ dir, secret });
      const kept = (await store.people.questions('1', 1_000_000)).length;
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
