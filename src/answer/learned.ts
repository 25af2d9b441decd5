/** What was learned, read from its files: the only place of the answer room that reads any. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Ranker } from './ranker.ts';
import { readRankingWeights } from './ranking-weights.ts';
import { readSpanWeights, type SpanWeights } from './span-weights.ts';

/** Whatever is absent is answered by hand-set weights. */
export interface Learned {
  readonly spans?: SpanWeights;
  readonly ranker?: Ranker;
}

const FOLDER = path.join(import.meta.dirname, 'weights');

/** Reads the learned weights in `dir`. What is missing or damaged is left out and named in `problems`, one clear sentence each. Never throws. */
export async function loadLearned(dir = FOLDER): Promise<{ readonly learned: Learned; readonly problems: readonly string[] }> {
  const problems: string[] = [];
  const read = async <T>(file: string, parse: (bytes: Uint8Array) => T, instead: string): Promise<T | undefined> => {
    try {
      return parse(await readFile(path.join(dir, file)));
    } catch (cause) {
      const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
      problems.push(
        `The learned weights ${file} cannot be used (${missing ? 'the file is missing' : (cause as Error).message}). ${instead}`,
      );
      return undefined;
    }
  };
  const spans = await read('spans.bin', readSpanWeights, 'Answering words are chosen by hand-set rules.');
  const ranker = await read(
    'ranking.bin',
    (bytes) => new Ranker(readRankingWeights(bytes)),
    'Sentences are ordered by hand-set weights.',
  );
  return { learned: { ...(spans && { spans }), ...(ranker && { ranker }) }, problems };
}
