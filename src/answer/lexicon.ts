/** What several indexes together say of a term. */
import type { SearchIndex } from '../search/search-index.ts';

export interface Lexicon {
  /** Number of passages in all indexes. */
  readonly passages: number;
  documentFrequency(term: string): number;
  /** Indexed spellings near a term that no index holds, nearest first. */
  corrections(term: string): readonly string[];
}

const CORRECTIONS = 3;
/** Two edits make another word of a short one. */
const TWO_EDITS_FROM = 8;
/** Corrections walk part of an index; one question corrects at most this many words. */
const CORRECTED_WORDS = 8;

/** Whether one letter put in, left out, replaced, or swapped with its neighbour makes one word of the other. */
function oneEdit(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  return Math.max(left.length, right.length) <= 1 || (left.length === 2 && left === [...right].reverse().join(''));
}

/** A lexicon for one question; it remembers what it was asked. */
export function lexiconOf(indexes: readonly SearchIndex[]): Lexicon {
  const frequencies = new Map<string, number>();
  const corrected = new Map<string, readonly string[]>();
  const documentFrequency = (term: string) => {
    let sum = frequencies.get(term);
    if (sum === undefined) {
      sum = indexes.reduce((all, index) => all + index.documentFrequency(term), 0);
      frequencies.set(term, sum);
    }
    return sum;
  };
  return {
    passages: indexes.reduce((sum, { passages }) => sum + passages, 0),
    documentFrequency,
    corrections: (term) => {
      if (documentFrequency(term) > 0) return [];
      let near = corrected.get(term);
      if (!near) {
        const open = corrected.size < CORRECTED_WORDS;
        const all = open ? indexes.flatMap((index) => index.corrections(term, CORRECTIONS)) : [];
        near = [...new Set(all)].filter((other) => term.length >= TWO_EDITS_FROM || oneEdit(term, other)).slice(0, CORRECTIONS);
        corrected.set(term, near);
      }
      return near;
    },
  };
}
