/** All that the house knows of a search engine. */
import type { Passage } from '../articles/article.ts';

/**
 * A term of a question after analysis: `term` as indexed (folded, stemmed), `surface` as the person typed it.
 * One word of the question may give several terms (a stem per language of the articles, corrected spellings, aliases): they share their surface.
 */
export interface QueryTerm {
  readonly term: string;
  readonly surface: string;
  /** How much a match counts beside a typed word's; 1 when absent. Less for a corrected spelling or an alias. */
  readonly weight?: number;
}

export interface Query {
  readonly terms: readonly QueryTerm[];
}

/** A passage found. `terms` are the indexed terms that matched (a corrected spelling stands as the indexed word). */
export interface Hit {
  readonly passageId: string;
  readonly score: number;
  readonly terms: readonly string[];
}

/** What the index can say of a term: for idf-weighted evidence. */
export interface TermStatistics {
  /** Number of passages in the index. */
  readonly passages: number;
  /** Number of passages that hold the term. */
  documentFrequency(term: string): number;
}

export interface SearchIndex extends TermStatistics {
  /** What it takes in memory, passages apart. */
  readonly bytes: number;
  /** ISO 639-1 codes of the articles' languages, the most common first: a question is analyzed in each of them. */
  readonly languages: readonly string[];
  /**
   * The best `limit` passages, best first; ties in index order. An empty query finds nothing. Never throws on any question.
   * A word none of whose terms is indexed is replaced by its `corrections`; at most 64 terms are looked at.
   */
  search(query: Query, limit: number): Promise<readonly Hit[]>;
  passage(id: string): Passage | undefined;
  /** Whether some passage of the article holds the term: in its title, its heading or its body (stop words: in title and heading alone). */
  articleHolds(articleId: string, term: string): boolean;
  /**
   * Words of the articles that are spelled nearly like `word` (as typed; not a stem), the likeliest first; at most `limit`. One edit away (a
   * letter more, less, another, or two swapped), from eight letters on two; none for a word of less than four letters or one that is an
   * indexed term. A word that the articles write just so stands for itself alone.
   */
  spellings(word: string, limit: number): readonly Spelling[];
  /** The terms that those spellings stand for, each once; at most `limit`. */
  corrections(word: string, limit: number): readonly string[];
}

/** A word as the articles write it (folded), and its term. */
export interface Spelling {
  readonly surface: string;
  readonly term: string;
}
