/** The embedded engine, and the only file that knows MiniSearch. */
import MiniSearch from 'minisearch';
import type { Passage } from '../articles/article.ts';
import { type Field, fields, passageTerms } from './passage-terms.ts';
import type { Hit, Query, QueryTerm, SearchIndex } from './search-index.ts';

/** More terms than any person asks with; keeps a pasted page from walking the whole index. */
const MAX_TERMS = 64;
/** An unknown word stands for at most this many indexed ones. */
const MAX_CORRECTIONS = 3;
/** Each question corrects at most this many unknown words: a correction walks part of the term tree. */
const MAX_CORRECTED = 8;
const MIN_CORRECTED_LENGTH = 5;
const MAX_CORRECTED_LENGTH = 32;
const MAX_DISTANCE = 2;
/** A corrected spelling counts for this much of a typed one, as MiniSearch weighs fuzzy matches at distance one. */
const CORRECTION_WEIGHT = 0.6;

const boost: Readonly<Record<Field, number>> = { title: 1, heading: 1, body: 1 };

interface Document {
  readonly id: string;
  readonly title: string;
  readonly heading: string;
  readonly body: string;
}

/** MiniSearch fed by our analyzer and no other: documents arrive as terms parted by blanks. */
class TermIndex extends MiniSearch<Document> {
  constructor() {
    super({ fields: [...fields], tokenize: (terms) => (terms === '' ? [] : terms.split(' ')), processTerm: (term) => term });
  }

  documentFrequency(term: string): number {
    const postings = [...(this._index.get(term)?.values() ?? [])];
    return postings.length < 2 ? (postings[0]?.size ?? 0) : new Set(postings.flatMap((field) => [...field.keys()])).size;
  }

  corrections(term: string, limit: number): string[] {
    if (term.length < MIN_CORRECTED_LENGTH || term.length > MAX_CORRECTED_LENGTH || this._index.has(term)) return [];
    return [...this._index.fuzzyGet(term, MAX_DISTANCE)]
      .map(([near, [, distance]]) => ({ near, distance, frequency: this.documentFrequency(near) }))
      .sort((a, b) => a.distance - b.distance || b.frequency - a.frequency)
      .slice(0, limit)
      .map(({ near }) => near);
  }
}

/** The terms to look up: known ones as they are, unknown ones as their corrections, each once. */
function lookups(terms: readonly QueryTerm[], index: TermIndex): Map<string, number> {
  const weights = new Map<string, number>();
  const add = (term: string, weight: number) => weights.set(term, Math.max(weight, weights.get(term) ?? 0));
  let corrected = 0;
  for (const { term, weight = 1 } of terms.slice(0, MAX_TERMS)) {
    if (index.documentFrequency(term) > 0) add(term, weight);
    else if (corrected++ < MAX_CORRECTED) {
      for (const near of index.corrections(term, MAX_CORRECTIONS)) add(near, weight * CORRECTION_WEIGHT);
    }
  }
  return weights;
}

function byFrequency(passages: readonly Passage[]): string[] {
  const counts = new Map<string, number>();
  for (const { article } of passages) counts.set(article.language, (counts.get(article.language) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([language]) => language);
}

/** An index of `passages`, in this thread. Passages without a quotable sentence are kept, but never found. Passage ids must be unique: throws otherwise. */
export function createMiniSearchIndex(passages: readonly Passage[]): SearchIndex {
  const index = new TermIndex();
  const byId = new Map<string, Passage>();
  for (const passage of passages) {
    byId.set(passage.id, passage);
    if (passage.sentences.length === 0) continue;
    const { title, heading, body } = passageTerms(passage);
    index.add({ id: passage.id, title: title.join(' '), heading: heading.join(' '), body: body.join(' ') });
  }
  return {
    passages: index.documentCount,
    languages: byFrequency(passages),
    documentFrequency: (term) => index.documentFrequency(term),
    corrections: (term, limit) => index.corrections(term, limit),
    passage: (id) => byId.get(id),
    search: async (query: Query, limit: number): Promise<readonly Hit[]> => {
      const weights = lookups(query.terms, index);
      if (weights.size === 0) return [];
      const found = index.search([...weights.keys()].join(' '), { boost, boostTerm: (term) => weights.get(term) ?? 1 });
      return found.slice(0, limit).map(({ id, score, terms }) => ({ passageId: String(id), score, terms }));
    },
  };
}
