/** `npm run soak:kill [-- TIMES]`: fifty kills of each kind, and what came of them. Fails when anything was wrong, or too few hit between first write and commit. */
import { killReloads, killRows } from './kills.ts';

const times = Number(process.argv[2] ?? 50);
const reloads = await killReloads(times);
process.stdout.write(
  `reloads: ${times} kills, ${reloads.inside} between first write and commit; the old generation stood ${reloads.old} times, the new one ${reloads.fresh} times\n`,
);
const rows = await killRows(times);
process.stdout.write(`rows: ${times} kills, ${rows.acknowledged} acknowledged writes, all there\n`);
for (const line of [...reloads.wrong, ...rows.wrong]) process.stdout.write(`! ${line}\n`);
const enough = reloads.inside >= times / 5;
if (!enough) process.stdout.write('! too few kills fell between first write and commit\n');
process.exitCode = reloads.wrong.length + rows.wrong.length > 0 || !enough ? 1 : 0;
