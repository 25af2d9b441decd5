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
/** Corrections walk part of an index; one question corrects at most this many words. */
const CORRECTED_WORDS = 8;

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
        near = open ? [...new Set(indexes.flatMap((index) => index.corrections(term, CORRECTIONS)))].slice(0, CORRECTIONS) : [];
        corrected.set(term, near);
      }
      return near;
    },
  };
}
