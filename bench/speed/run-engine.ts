/** One engine in a process of its own: node --expose-gc run-engine.ts ENGINE FOLDER PASSAGES. Prints one line of JSON. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Document, type Query, readDocuments, readQueries } from './documents.ts';
import { engines } from './engines.ts';
import { memoryInUse, type Times, timeRounds } from './measure.ts';

export interface EngineFigures {
  readonly engine: string;
  readonly passages: number;
  /** Milliseconds spent in the engine while it was built. */
  readonly build: number;
  readonly question: Times;
  /** Share of questions with a gold passage among the first five. */
  readonly recall: number;
  readonly mistyped: Times;
  readonly mistypedRecall: number;
  /** Bytes held by the engine in this process (heap and array buffers), questions and documents let go. */
  readonly bytes: number;
}

const LIMIT = 10;
const ROUNDS = 3;

const [name, folder, size] = process.argv.slice(2) as [string, string, string];
const before = memoryInUse();
const engine = await engines[name]!();
let build = 0;
let passages = 0;
async function timed(work: () => Promise<void> | void): Promise<void> {
  const start = performance.now();
  await work();
  build += performance.now() - start;
}
let batch: Document[] = [];
const flush = async () => {
  const documents = batch;
  batch = [];
  passages += documents.length;
  await timed(() => engine.add(documents));
};
for await (const document of readDocuments(folder)) {
  if (batch.push(document) === 1_000) await flush();
  if (passages + batch.length === Number(size)) break;
}
if (batch.length > 0) await flush();
await timed(() => engine.finish());
const after = memoryInUse();

const { plain, mistyped } = readQueries(folder);
const recallOf = (queries: readonly Query[], results: readonly (readonly { readonly id: string }[])[]) =>
  queries.filter(({ gold }, at) => results[at]!.slice(0, 5).some(({ id }) => gold.includes(id))).length / queries.length;
const asked = await timeRounds(plain, ROUNDS, ({ terms }) => engine.search(terms, LIMIT));
writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(asked.results));

const searchTypos = engine.searchMistyped ?? engine.search;
// Fuzzy search of every term takes seconds: one round.
const typed = await timeRounds(mistyped, engine.searchMistyped ? 1 : ROUNDS, ({ terms }) => searchTypos(terms, LIMIT));

const figures: EngineFigures = {
  engine: name,
  passages,
  build,
  question: asked.times,
  recall: recallOf(plain, asked.results),
  mistyped: typed.times,
  mistypedRecall: recallOf(mistyped, typed.results),
  bytes: after.heap + after.outside - before.heap - before.outside,
};
process.stdout.write(`${JSON.stringify(figures)}\n`);
process.exit(0);
