/** What was learned, read from its files: the only place of the answer room that reads any. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readSpanWeights, type SpanWeights } from './span-weights.ts';

/** Whatever is absent is answered by hand-set weights. */
export interface Learned {
  readonly spans?: SpanWeights;
}

const FOLDER = path.join(import.meta.dirname, 'weights');

/** Reads the learned weights in `dir`. What is missing or damaged is left out and named in `problems`, one clear sentence each. Never throws. */
export async function loadLearned(dir = FOLDER): Promise<{ readonly learned: Learned; readonly problems: readonly string[] }> {
  const bytes = await readFile(path.join(dir, 'spans.bin')).catch(() => undefined);
  const spans = bytes ? readSpanWeights(bytes) : 'The file of learned span weights is missing.';
  if (typeof spans === 'string') return { learned: {}, problems: [`${spans} Answering words are chosen by hand-set rules.`] };
  return { learned: { spans }, problems: [] };
}
