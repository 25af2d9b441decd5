/** Postings of one segment that are worth reading, and what is still to come. */
import { bm25, HIGHEST_GAIN } from './bm25.ts';
import { sizeOfSet, type WordSet, withWord } from './word-set.ts';

/** The postings of one term in one field of the segment, and what they are worth. */
export interface Run {
  /** Number of the question's word that it stands for, below `MAX_WORDS`. */
  readonly word: number;
  readonly field: number;
  readonly weight: number;
  readonly from: number;
  readonly to: number;
  /** k·(1 − b + b·length/average), by length. */
  readonly norms: Float64Array;
}

const { k, d } = bm25;

/** What a posting is worth: the term stands `count` times in a field whose length gives `norm`. */
export const gain = (weight: number, count: number, norm: number) => weight * (d + (count * (k + 1)) / (count + norm));

/** What postings that were not read yet can still add to any passage. */
export interface Outlook {
  readonly sum: number;
  /** The words that they stand for. */
  readonly words: WordSet;
}

/** What the runs can still give, from each of them to the last; nothing after that. */
export function outlooks(runs: readonly Run[]): Outlook[] {
  const ahead: Outlook[] = new Array(runs.length + 1);
  ahead[runs.length] = { sum: 0, words: { low: 0, high: 0 } };
  for (let at = runs.length - 1; at >= 0; at--) {
    const { sum, words } = ahead[at + 1]!;
    const { word, weight } = runs[at]!;
    ahead[at] = { sum: sum + HIGHEST_GAIN * weight, words: withWord(words, word) };
  }
  return ahead;
}

/** The highest score of a passage that stands in none of the runs before. */
export const highestAlone = ({ sum, words }: Outlook) => sum * sizeOfSet(words.low, words.high);
