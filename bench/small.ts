/**
 * A small machine: npm run bench:small -- --data DIR [--servers 40] [--articles 300]. The real program with a shelf for each of many servers and
 * one of its own, asked in every server once (so that all shelves are open), left alone, then asked while all articles of its own shelf change.
 * Prints JSON. Linux: `taskset -c 0` before it leaves it one core, which it then shares with what asks it. The heap is bounded as Node itself
 * bounds it on a machine of 1 GB, to a quarter.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Article } from '../src/articles/article.ts';
import { parseArticle } from '../src/articles/formats/format.ts';
import { createBookcase } from '../src/library/bookcase.ts';
import { createLibrary } from '../src/library/library.ts';
import type { Guild } from '../src/sandbox/world-types.ts';
import { createMiniSearchIndex } from '../src/search/minisearch.ts';
import { guildCollection } from '../src/store/guilds.ts';
import { readSecret } from '../src/store/secret.ts';
import { openStore } from '../src/store/store.ts';
import { startProgram } from '../test/e2e/program.ts';
import type { Reading } from './load-monitor.ts';
import { readCorpus } from './speed/corpus.ts';
import { quantile } from './speed/measure.ts';

const { values } = parseArgs({
  options: { data: { type: 'string' }, servers: { type: 'string', default: '40' }, articles: { type: 'string', default: '300' } },
});
if (!values.data) {
  process.stderr.write('Name a folder with articles/, questions.jsonl and gold.jsonl: npm run bench:small -- --data DIR\n');
  process.exit(2);
}
const [servers, articles] = [Number(values.servers), Number(values.articles)];
/** Paragraphs of an article. */
const PARAGRAPHS = 5;
const HEAP = 256;

const folder = mkdtempSync(path.join(tmpdir(), 'footnote-small-'));
const [dataDir, articlesDir, monitor] = ['data', 'articles', 'monitor.jsonl'].map((name) => path.join(folder, name)) as [
  string,
  string,
  string,
];
mkdirSync(dataDir);
mkdirSync(articlesDir);

const corpus = await readCorpus(path.resolve(values.data));
const paragraphs = corpus.passages((servers + 1) * articles * PARAGRAPHS);
function text(title: string): string {
  const held = Array.from({ length: PARAGRAPHS }, () => paragraphs.next().value).filter((passage) => passage !== undefined);
  return [title, ...held.map(({ article, start, end }) => article.text.slice(start, end).trim())].join('\n\n');
}

const idOf = (server: number) => String(10n ** 17n + BigInt(server));
const store = await openStore({ dir: dataDir, secret: await readSecret(dataDir) });
const library = createLibrary({ buildIndex: async ({ passages }) => createMiniSearchIndex(passages), now: Date.now });
const bookcase = createBookcase({ store, library, now: Date.now });
for (let server = 0; server < servers; server++) {
  const collection = guildCollection(idOf(server));
  const read = await Promise.all(
    Array.from({ length: articles }, (_, at) =>
      parseArticle({ source: `${at}.txt`, bytes: Buffer.from(text(`Article ${at}`)), collection }),
    ),
  );
  await bookcase.change(collection, () => ({
    act: 'add',
    addSources: [{ id: `source-${server}`, kind: 'upload', name: 'articles', options: '{}', schedule: 'never' }],
    articles: read.map((article) => ({ article: article as Article, sourceId: `source-${server}` })),
  }));
}
await store.close();
const own = Array.from({ length: articles }, (_, at) => [path.join(articlesDir, `${at}.txt`), text(`Own article ${at}`)] as const);
for (const [file, words] of own) writeFileSync(file, words);
const questions = corpus.questions(servers * articles * PARAGRAPHS, 500).map(({ question }) => question);

const guilds: Guild[] = [];
process.stderr.write(`starting with ${servers} shelves of ${articles} articles …\n`);
const bot = await startProgram({
  sandbox: { deadlines: { firstResponseMs: 60_000 } },
  prepare: (discord) => {
    for (let server = 0; server < servers; server++) guilds.push(discord.addGuild({ id: idOf(server), name: `Server ${server}` }));
  },
  env: {
    DATA_DIR: dataDir,
    ARTICLES_DIR: articlesDir,
    LOAD_MONITOR: monitor,
    LOAD_MONITOR_STEP: '1000',
    NODE_OPTIONS: `--max-old-space-size=${HEAP} --import=${path.resolve(import.meta.dirname, 'load-monitor.ts')}`,
  },
});
const members = guilds.map((guild, at) => bot.discord.member(guild, `Member ${at}`));
async function ask(number: number): Promise<number> {
  const began = performance.now();
  const { failed, text: told } = await members[number % members.length]!.slash(
    'ask',
    { question: questions[number % questions.length]! },
    60_000,
  );
  if (failed) throw new Error(`A question was not answered: ${told}\n${bot.output().slice(-2_000)}`);
  return performance.now() - began;
}
const readings = () =>
  readFileSync(monitor, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Reading);

const opening: number[] = [];
for (let server = 0; server < servers; server++) opening.push(await ask(server));
const open: number[] = [];
for (let number = 0; number < 100; number++) open.push(await ask(number));

// The last minute of more than two: workers without work have ended by then, and what is done each minute is done once in it.
await pause(130_000);
const idle = readings().slice(-13);
const [first, last] = [idle[0]!, idle.at(-1)!];

for (const [file, words] of own) writeFileSync(file, words.replace(/\n\n/, '\n\nThis sentence is new. '));
const began = Date.now();
const meanwhile: Promise<number>[] = [];
for (let number = 0; number < 60; number++) {
  meanwhile.push(ask(number));
  await pause(500);
}
const answered = await Promise.all(meanwhile);
const kept = await openStore({ dir: dataDir, secret: await readSecret(dataDir), mode: 'read' });
const generation = await kept.shelves.current('shared');
await kept.close();
if ((generation?.number ?? 0) < 2 || began > (generation?.at ?? 0))
  throw new Error('The changed articles were not read while questions were asked.');
const figures = {
  servers,
  articlesEach: articles,
  residentMB: {
    open: Math.round(last.resident / 1e6),
    largest: Math.round(Math.max(...readings().map(({ resident }) => resident)) / 1e6),
  },
  heapMB: Math.round(last.heap / 1e6),
  idleProcessorPercent: Number(((last.cpu - first.cpu) / ((last.at - first.at) * 10)).toFixed(2)),
  firstQuestionMs: { p50: Math.round(quantile(opening, 0.5)), p95: Math.round(quantile(opening, 0.95)) },
  askMs: { p50: Math.round(quantile(open, 0.5)), p95: Math.round(quantile(open, 0.95)) },
  askWhileReloadingMs: Math.round(quantile(answered, 0.95)),
};
process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
await bot.stop();
rmSync(folder, { recursive: true, force: true });
