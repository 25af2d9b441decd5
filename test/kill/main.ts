/**
 * `npm run soak:kill [-- TIMES [SECTION…]]`: fifty trials of each kind, and what came of them. The sections are listed
 * below; all, where none is named. Fails when anything was wrong, or too few kills of reloads hit between first write and commit.
 */
import { type ActKills, acts, killActs } from './act-kills.ts';
import { damageDatabase, exhaustHandles, fillDisk } from './disk-trials.ts';
import { killReloads } from './reload-kills.ts';
import { killRows } from './row-kills.ts';
import type { Found } from './standing.ts';
import { killMigrations, startTwice } from './start-trials.ts';
import { actTogether } from './together-trials.ts';

const [first, ...chosen] = process.argv.slice(2);
const times = Number(first ?? 50);
const say = (line: string) => process.stdout.write(`${line}\n`);
const wrong: string[] = [];

const told = async ({ line, wrong: found }: Found) => {
  say(line);
  wrong.push(...found);
};

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
    const tell = (results: readonly ActKills[]) => {
      for (const { name, kills, inside, old, fresh } of results)
        say(`${name}: ${kills} kills, ${inside} between first write and commit; as before ${old} times, as after ${fresh} times`);
      for (const line of results.flatMap((one) => one.wrong)) say(`! ${line}`);
    };
    // Told on the way too: it takes long.
    const onRound = (results: readonly ActKills[]) => results[0]!.kills % 10 === 0 && results[0]!.kills < times && tell(results);
    // kill -INT of this process ends it with the round under way, and what was seen until then is told.
    const stop = new AbortController();
    process.once('SIGINT', () => stop.abort());
    const results = await killActs(acts, times, { onRound, stop: stop.signal });
    tell(results);
    wrong.push(...results.flatMap((one) => one.wrong));
  },
  full: async () => told(await fillDisk(times)),
  handles: async () => told(await exhaustHandles(times)),
  damage: async () => told(await damageDatabase(times)),
  two: async () => told(await startTwice(times)),
  migrations: async () => told(await killMigrations(times)),
  together: async () => told(await actTogether(times)),
};

for (const section of chosen.length > 0 ? chosen : Object.keys(sections)) {
  const run = sections[section];
  if (!run) throw new Error(`There is no section "${section}". There are ${Object.keys(sections).join(', ')}.`);
  await run();
}
for (const line of wrong) say(`! ${line}`);
process.exitCode = wrong.length > 0 ? 1 : 0;
