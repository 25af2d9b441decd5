/**
 * Many servers in one process: npm run bench:guilds -- --data DIR [--guilds 10000] [--passages 200]. Another process gives each server a shelf in a
 * store and asks it once, so that its index is built and kept. Then this one, with all shelves at rest, asks every one of them once in another
 * order, and again at once, and says how long a resting shelf takes to open and how much memory the process holds. Then the same for one server
 * with 1,000 passages. Prints JSON. Filling 10,000 shelves takes half an hour: with --folder FOLDER they are kept there, and used again the next time.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
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
  options: {
    data: { type: 'string' },
    guilds: { type: 'string', default: '10000' },
    passages: { type: 'string', default: '200' },
    folder: { type: 'string' },
    fill: { type: 'string' },
  },
});
if (!values.data) {
  process.stderr.write('Name a folder with articles/, questions.jsonl and gold.jsonl: npm run bench:guilds -- --data DIR\n');
  process.exit(2);
}
const [guilds, passagesEach] = [Number(values.guilds), Number(values.passages)];
const LARGE = 'guild:large';

/** Articles as a source hands them over: with blocks, each paragraph one, and blank lines between them. */
const asRead = (passages: readonly Passage[]): Article[] =>
  [...Map.groupBy(passages, ({ article }) => article)].map(([article, held]) => ({
    ...article,
    blocks: held.map(({ start, end }) => {
      const trimmed = article.text.slice(start, end).trimEnd();
      return { kind: 'paragraph' as const, heading: '', start, end: start + trimmed.length };
    }),
  }));

async function openHouse(dir: string) {
  const store = await openStore({ dir, secret: 'for measuring only' });
  const indexer = createIndexer({ folder: path.join(dir, 'index'), onProblem: (problem) => process.stderr.write(`${problem}\n`) });
  const library = createLibrary({ buildIndex: indexer.build, openIndex: indexer.open, now: Date.now });
  const bookcase = createBookcase({ store, library, now: Date.now });
  return {
    library,
    bookcase,
    async ask(collection: string): Promise<number> {
      const before = performance.now();
      const generation = await bookcase.open(collection);
      const terms = queryTerms('Who was the first leader of the city?', generation!.index.languages, new Map());
      await generation!.index.search({ terms }, 10);
      return performance.now() - before;
    },
    async close() {
      await indexer.close();
      await store.close();
    },
  };
}

/** Gives each server its shelf, and asks it once. */
async function fill(dir: string, data: string): Promise<void> {
  const { bookcase, library, ask, close } = await openHouse(dir);
  const corpus = await readCorpus(path.resolve(data));
  const taken = corpus.passages(1_000 + guilds * passagesEach);
  const take = (count: number) => Array.from({ length: count }, () => taken.next().value as Passage);
  const add = async (collection: string, passages: readonly Passage[]) => {
    const sourceId = `source-${collection}`;
    await bookcase.change(collection, () => ({
      act: 'add',
      addSources: [{ id: sourceId, kind: 'upload', name: 'articles', options: '{}', schedule: 'never' }],
      articles: asRead(passages).map((article) => ({ article, sourceId })),
    }));
    await ask(collection);
    library.drop(collection);
  };
  await add(LARGE, take(1_000));
  for (let guild = 0; guild < guilds; guild++) {
    await add(`guild:${guild}`, take(passagesEach));
    if ((guild + 1) % 500 === 0) process.stderr.write(`${guild + 1} shelves\n`);
  }
  await close();
}

async function measure(dir: string): Promise<object> {
  const { library, ask, close } = await openHouse(dir);
  await ask(LARGE);
  library.drop(LARGE);
  const resting = memoryInUse().resident;
  const draw = random(3);
  const order = Array.from({ length: guilds }, (_, guild) => ({ guild, at: draw() })).sort((a, b) => a.at - b.at);
  const opening: number[] = [];
  const again: number[] = [];
  let largest = 0;
  const { user, system } = process.cpuUsage();
  for (const [at, { guild }] of order.entries()) {
    opening.push(await ask(`guild:${guild}`));
    again.push(await ask(`guild:${guild}`));
    if (at % 50 === 0) largest = Math.max(largest, process.memoryUsage().rss);
  }
  const spent = process.cpuUsage();
  const open = order.filter(({ guild }) => library.current(`guild:${guild}`)).length;
  const large: number[] = [];
  for (let time = 0; time < 50; time++) {
    library.drop(LARGE);
    large.push(await ask(LARGE));
    await pause(20);
  }
  const { resident } = memoryInUse();
  await close();
  return {
    guilds,
    passagesEach,
    openRestingMs: {
      p50: quantile(opening, 0.5),
      p95: quantile(opening, 0.95),
      p99: quantile(opening, 0.99),
      worst: Math.max(...opening),
    },
    processorMsEach: (spent.user + spent.system - user - system) / 1_000 / guilds,
    askOpenMs: { p50: quantile(again, 0.5), p95: quantile(again, 0.95) },
    open1000PassagesMs: { p50: quantile(large, 0.5), p95: quantile(large, 0.95), worst: Math.max(...large) },
    openInTheEnd: open,
    residentMB: {
      resting: Math.round(resting / 1e6),
      largest: Math.round(Math.max(largest, resident) / 1e6),
      inTheEnd: Math.round(resident / 1e6),
    },
  };
}

if (values.fill) await fill(values.fill, values.data);
else {
  const dir = values.folder ?? mkdtempSync(path.join(tmpdir(), 'footnote-guilds-'));
  const filled = path.join(dir, `filled-${guilds}-${passagesEach}`);
  try {
    if (!existsSync(filled)) {
      const args = [...process.execArgv, ...process.argv.slice(1), '--fill', dir];
      if (spawnSync(process.execPath, args, { stdio: 'inherit' }).status !== 0) throw new Error('The shelves could not be filled.');
      writeFileSync(filled, '');
    }
    process.stdout.write(`${JSON.stringify(await measure(dir), null, 2)}\n`);
  } finally {
    if (!values.folder) rmSync(dir, { recursive: true, force: true });
  }
}
