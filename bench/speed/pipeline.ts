/**
 * The whole of Footnote's index as it runs, in a process of its own: node --expose-gc pipeline.ts DATA PASSAGES [QUESTIONS]. Prints one line of
 * JSON. What is watched is the answering thread: everything else happens in workers.
 */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { answerQuestion } from '../../src/answer/answer-question.ts';
import { loadLearned } from '../../src/answer/learned.ts';
import { rehearse } from '../../src/answer/rehearsal.ts';
import type { Passage } from '../../src/articles/article.ts';
import { createIndexer } from '../../src/search/indexer.ts';
import { readCorpus } from './corpus.ts';
import { memoryInUse, type Times, timeRounds } from './measure.ts';

export interface PipelineFigures {
  readonly passages: number;
  /** Passages a second, analyzed, indexed and swapped in. */
  readonly buildRate: number;
  /** Worst event-loop delay meanwhile; and p99. Milliseconds, less the sampling interval. */
  readonly buildDelay: number;
  readonly buildDelayP99: number;
  /** Bytes of segments, and of what stands beside them in this thread. */
  readonly segmentBytes: number;
  readonly besideBytes: number;
  readonly snapshotBytes: number;
  /** Milliseconds from an indexer without anything to the first hits of the opened snapshot, and the worst delay meanwhile. */
  readonly openFirst: number;
  readonly openDelay: number;
  /** One per cent of the passages replaced: until the next question sees them. */
  readonly change: number;
  readonly changeDelay: number;
  /** The whole way of a question: search, sentences, ranking, words, verification. */
  readonly ask: Times;
}

const RESOLUTION = 1;
const [data, size, count] = process.argv.slice(2) as [string, string, string];
const corpus = await readCorpus(data);
const passages = [...corpus.passages(Number(size))];
const fresh = [...corpus.passages(Number(size) + Math.ceil(Number(size) / 100))].slice(Number(size));
const folder = mkdtempSync(path.join(tmpdir(), 'footnote-index-'));

/** The longest that a timer of this thread came late while `work` went on. */
async function watched<Result>(work: () => Promise<Result>) {
  globalThis.gc?.();
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
  await new Promise((resolve) => setTimeout(resolve, 50));
  delay.enable();
  const before = performance.now();
  const result = await work();
  const taken = performance.now() - before;
  await new Promise((resolve) => setTimeout(resolve, 10));
  delay.disable();
  const late = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - RESOLUTION);
  return { result, taken, worst: late(delay.max), p99: late(delay.percentile(99)) };
}

const bytesOf = (index: unknown) =>
  (index as { segments: { segment: { buffer: SharedArrayBuffer } }[] }).segments.reduce(
    (sum, { segment }) => sum + segment.buffer.byteLength,
    0,
  );

const questions = corpus.questions(Number(size), Number(count ?? 500));
const before = memoryInUse();
const indexer = createIndexer({ workers: 2, folder });
const built = await watched(() => indexer.build({ collection: 'shared', passages }));
await indexer.close();
const after = memoryInUse();
const snapshotBytes = readdirSync(folder).reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0);

// The modules of the worker are loaded by a first, small snapshot.
const second = createIndexer({ workers: 1, folder });
const small = passages.slice(0, 500);
await second.build({ collection: 'small', passages: small });
const first = { terms: [{ term: 'korea', surface: 'korea' }] };
const opened = await watched(async () => {
  const index = await second.build({ collection: 'shared', passages });
  await index.search(first, 10);
  return index;
});

const step = Math.max(1, Math.floor(passages.length / fresh.length));
const changedPassages: Passage[] = passages.filter((_, at) => at % step !== 7 % step || at / step >= fresh.length).concat(fresh);
const changed = await watched(async () => {
  const index = await second.build({ collection: 'shared', passages: changedPassages, previous: opened.result });
  await index.search(first, 10);
  return index;
});

// Its snapshot is written first: what is measured next is what a question takes.
await second.close();
const { learned } = await loadLearned();
// As the program does when it starts.
await rehearse(passages, opened.result, { learned });
const ask = await timeRounds(questions, 1, ({ question }) => answerQuestion({ question }, [opened.result], { learned }));
rmSync(folder, { recursive: true });

const figures: PipelineFigures = {
  passages: passages.length,
  buildRate: (1_000 * passages.length) / built.taken,
  buildDelay: built.worst,
  buildDelayP99: built.p99,
  segmentBytes: bytesOf(built.result),
  besideBytes: after.heap - before.heap,
  snapshotBytes,
  openFirst: opened.taken,
  openDelay: opened.worst,
  change: changed.taken,
  changeDelay: changed.worst,
  ask: ask.times,
};
process.stdout.write(`${JSON.stringify(figures)}\n`);
