/**
 * Many servers in one process: npm run bench:guilds -- --data DIR [--guilds 10000] [--passages 200]. Gives each server a shelf in a store, lets all
 * rest, asks every one of them once in another order, and says how long a resting shelf takes to open and how much memory the process holds.
 * Then the same for one server with 1,000 passages. Prints JSON.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Article, Passage } from '../src/articles/article.ts';
import { createBookcase } from '../src/library/bookcase.ts';
import { createLibrary } from '../src/library/library.ts';
import { createIndexer } from '../src/search/indexer.ts';
import { queryTerms } from '../src/search/query.ts';
import { openStore } from '../src/store/store.ts';
import { random, readCorpus } from './speed/corpus.ts';
import { memoryInUse, quantile } from './speed/measure.ts';

const { values } = parseArgs({
  options: { data: { type: 'string' }, guilds: { type: 'string', default: '10000' }, passages: { type: 'string', default: '200' } },
});
if (!values.data) {
  process.stderr.write('Name a folder with articles/, questions.jsonl and gold.jsonl: npm run bench:guilds -- --data DIR\n');
  process.exit(2);
}
const guilds = Number(values.guilds);
const corpus = await readCorpus(path.resolve(values.data));
const dir = mkdtempSync(path.join(tmpdir(), 'footnote-guilds-'));
const store = await openStore({ dir, secret: 'for measuring only' });
const indexer = createIndexer({ folder: path.join(dir, 'index') });
const library = createLibrary({ buildIndex: indexer.build, now: Date.now });
const bookcase = createBookcase({ store, library, now: Date.now });

/** Articles as a source hands them over: with blocks, each paragraph one. */
const asRead = (passages: readonly Passage[]): Article[] =>
  [...Map.groupBy(passages, ({ article }) => article)].map(([article, held]) => ({
    ...article,
    blocks: held.map(({ start, end }) => ({ kind: 'paragraph' as const, heading: '', start, end })),
  }));

async function fill(collection: string, passages: readonly Passage[]): Promise<void> {
  const sourceId = `source-${collection}`;
  await bookcase.change(collection, () => ({
    act: 'add',
    addSources: [{ id: sourceId, kind: 'upload', name: 'articles', options: '{}', schedule: 'never' }],
    articles: asRead(passages).map((article) => ({ article, sourceId })),
  }));
}

async function ask(collection: string): Promise<number> {
  const before = performance.now();
  const generation = await bookcase.open(collection);
  const terms = queryTerms('Who was the first leader of the city?', generation!.index.languages, new Map());
  await generation!.index.search({ terms }, 10);
  return performance.now() - before;
}

const taken = corpus.passages(1_000 + guilds * Number(values.passages));
const take = (count: number) => Array.from({ length: count }, () => taken.next().value as Passage);
await fill('guild:large', take(1_000));
for (let guild = 0; guild < guilds; guild++) {
  await fill(`guild:${guild}`, take(Number(values.passages)));
  if ((guild + 1) % 500 === 0) process.stderr.write(`${guild + 1} shelves\n`);
}
await ask('guild:large');
library.drop('guild:large');
const baseline = memoryInUse().resident;
const draw = random(3);
const order = Array.from({ length: guilds }, (_, guild) => ({ guild, at: draw() })).sort((a, b) => a.at - b.at);
const opening: number[] = [];
const again: number[] = [];
let largest = 0;
for (const [at, { guild }] of order.entries()) {
  opening.push(await ask(`guild:${guild}`));
  again.push(await ask(`guild:${guild}`));
  if (at % 250 === 0) largest = Math.max(largest, process.memoryUsage().rss);
}
const large: number[] = [];
for (let time = 0; time < 20; time++) {
  library.drop('guild:large');
  large.push(await ask('guild:large'));
}
const { resident } = memoryInUse();
const figures = {
  guilds,
  passagesEach: Number(values.passages),
  openRestingMs: { p50: quantile(opening, 0.5), p95: quantile(opening, 0.95), p99: quantile(opening, 0.99) },
  askOpenMs: { p50: quantile(again, 0.5), p95: quantile(again, 0.95) },
  open1000PassagesMs: { p50: quantile(large, 0.5), worst: Math.max(...large) },
  residentMB: {
    resting: Math.round(baseline / 1e6),
    largest: Math.round(Math.max(largest, resident) / 1e6),
    inTheEnd: Math.round(resident / 1e6),
  },
};
process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
await indexer.close();
await store.close();
rmSync(dir, { recursive: true });
