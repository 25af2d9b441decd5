/** `npm run bench:reload [-- ARTICLES]`: how long a reload takes when nothing, and when a hundredth, of the articles changed. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createApp } from '../src/app.ts';
import { openStore } from '../src/store/store.ts';

const articles = Number(process.argv[2] ?? 10_000);
const dir = mkdtempSync(path.join(tmpdir(), 'footnote-bench-'));
const words = [
  'river',
  'bridge',
  'harbour',
  'winter',
  'council',
  'orchard',
  'lantern',
  'quarry',
  'ferry',
  'meadow',
  'bell',
  'mill',
];
const write = (at: number, version: number) => {
  const sentence = (n: number) =>
    `The ${words[(at + n) % 12]} of ${words[(at * 7 + n) % 12]} number ${at} was seen near the ${words[(n * 5) % 12]} in ${1500 + ((at + n) % 500)}.`;
  const body = Array.from({ length: 20 }, (_, n) => sentence(n)).join(' ');
  mkdirSync(path.join(dir, 'articles', String(at % 100)), { recursive: true });
  writeFileSync(path.join(dir, 'articles', String(at % 100), `${at}.txt`), `Article ${at}, version ${version}\n\n${body}\n`);
};
const timed = async <T>(name: string, run: () => Promise<T>): Promise<T> => {
  const since = performance.now();
  const result = await run();
  process.stdout.write(`${name}: ${((performance.now() - since) / 1000).toFixed(2)} s\n`);
  return result;
};

for (let at = 0; at < articles; at += 1) write(at, 1);
mkdirSync(path.join(dir, 'data'));
const start = async () =>
  createApp({
    articlesDir: path.join(dir, 'articles'),
    dataDir: path.join(dir, 'data'),
    keep: { store: await openStore({ dir: path.join(dir, 'data'), secret: 'bench' }) },
  });
let app = await timed(`first start with ${articles} articles`, start);
await timed('reload, nothing changed', () => app.reload());
for (let at = 0; at < articles; at += 100) write(at, 2);
await timed('reload, one in a hundred changed', () => app.reload());
await app.close();
app = await timed('second start', start);
await app.close();
rmSync(dir, { recursive: true });
