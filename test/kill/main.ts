/**
 * `npm run soak:kill [-- TIMES [SECTION…]]`: fifty trials of each kind, and what came of them. Sections: reloads, rows, acts, and those of
 * trials.ts. Fails when anything was wrong, or too few kills of reloads hit between first write and commit.
 */
import { acts, killActs } from './act-kills.ts';
import { killReloads } from './reload-kills.ts';
import { killRows } from './row-kills.ts';

const [first, ...chosen] = process.argv.slice(2);
const times = Number(first ?? 50);
const say = (line: string) => process.stdout.write(`${line}\n`);
const wrong: string[] = [];

const sections: Record<string, () => Promise<void>> = {
  async reloads() {
    const { inside, old, fresh, wrong: found } = await killReloads(times);
    say(
      `reloads: ${times} kills, ${inside} between first write and commit; the old generation stood ${old} times, the new one ${fresh} times`,
    );
    wrong.push(...found, ...(inside < times / 5 ? ['too few kills fell between first write and commit'] : []));
  },
  async rows() {
    const { acknowledged, wrong: found } = await killRows(times);
    say(`rows: ${times} kills, ${acknowledged} acknowledged writes, all there`);
    wrong.push(...found);
  },
  async acts() {
    for (const act of acts) {
      const [{ name, inside, old, fresh, wrong: found }] = (await killActs([act], times)) as [
        Awaited<ReturnType<typeof killActs>>[0],
      ];
      say(`${name}: ${times} kills, ${inside} between first write and commit; as before ${old} times, as after ${fresh} times`);
      wrong.push(...found);
    }
  },
};

for (const section of chosen.length > 0 ? chosen : Object.keys(sections)) {
  const run = sections[section];
  if (!run) throw new Error(`There is no section "${section}". There are ${Object.keys(sections).join(', ')}.`);
  await run();
}
for (const line of wrong) say(`! ${line}`);
process.exitCode = wrong.length > 0 ? 1 : 0;
