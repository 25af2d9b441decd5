/** What several indexes together say of a word. */
import type { QueryTerm, SearchIndex } from '../search/search-index.ts';

type Word = Pick<QueryTerm, 'term' | 'surface'>;

export interface Lexicon {
  /** Number of passages in all indexes. */
  readonly passages: number;
  documentFrequency(term: string): number;
  /** Terms that a word may have meant whose own term no index holds, likeliest first. */
  corrections(word: Word): readonly string[];
  /** How the articles write what such a word may have meant: the likeliest, where there is one. */
  spelling(word: Word): string | undefined;
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
    corrections: ({ term, surface }) => {
      if (documentFrequency(term) > 0) return [];
      let near = corrected.get(surface);
      if (!near) {
        const all = corrected.size < CORRECTED_WORDS ? indexes.flatMap((index) => index.corrections(surface, CORRECTIONS)) : [];
        near = [...new Set(all)].slice(0, CORRECTIONS);
        corrected.set(surface, near);
      }
      return near;
    },
    spelling: ({ term, surface }) => {
      if (documentFrequency(term) > 0) return undefined;
      return indexes.map((index) => index.spellings(surface, 1)[0]?.surface).find((spelling) => spelling !== undefined);
    },
  };
}
