/** Sentences that ranked high, looked at closely: where the question's words stand in them. */
import type { Passage, Sentence } from '../articles/article.ts';
import type { Evidence } from './evidence/evidence.ts';
import type { Lexicon } from './lexicon.ts';
import type { Question, QuestionTerm } from './question.ts';
import { type AnalyzedSentence, analyzedSentence } from './sentence.ts';

/** A passage as the index found it. `rank` counts from 0 over all indexes asked; `score` is relative to the best, 0…1. */
export interface FoundPassage {
  readonly passage: Passage;
  readonly rank: number;
  readonly score: number;
}

/** A sentence beside a question: which of the question's terms it holds. Its words are read when they are first asked for. */
export interface Candidate extends AnalyzedSentence {
  readonly found: FoundPassage;
  /** The question's terms in the article's language; the arrays below are parallel to it. */
  readonly terms: readonly QuestionTerm[];
  /** Inverse document frequency of each term, 0…1. */
  readonly idf: Float64Array;
  /** 1 where the term, or what stands for it, stands in the sentence. */
  readonly held: Uint8Array;
  /** 1 where it stands not there but elsewhere in the passage, its heading or the article's title. */
  readonly near: Uint8Array;
}

/** A sentence and how well it answers; scores can be compared within one question alone. */
export interface Ranked {
  readonly candidate: Candidate;
  readonly evidence: Evidence;
  readonly score: number;
}

/** Even a word that stands everywhere in a small folder tells something. */
const LEAST_IDF = 0.4;
/** A word that is nowhere indexed may be a name that matters, or a turn of phrase that does not. */
const UNKNOWN_IDF = 0.7;

/**
 * Inverse document frequency in 0…1, so that it means the same in a folder of two articles and of ten thousand:
 * log((N + 1) / (df + ½)) over its greatest value, from `LEAST_IDF` up.
 */
export function boundedIdf(term: string, lexicon: Lexicon): number {
  const { passages } = lexicon;
  const frequency = lexicon.documentFrequency(term);
  if (frequency === 0) return UNKNOWN_IDF;
  const rarity = Math.log((passages + 1) / (frequency + 0.5)) / Math.log((passages + 1) / 0.5);
  return LEAST_IDF + (1 - LEAST_IDF) * Math.max(0, rarity);
}

/** One class for all: an object literal with accessors of its own takes ten times as long to make. */
class DescribedSentence implements Candidate {
  readonly found: FoundPassage;
  readonly index: number;
  readonly terms: Candidate['terms'];
  readonly idf: Candidate['idf'];
  readonly held: Uint8Array;
  readonly near: Uint8Array;
  #read: AnalyzedSentence | undefined;

  constructor({ found, at, match, inPassage, inHeadings }: Evidence, { terms, idf }: Pick<Candidate, 'terms' | 'idf'>) {
    this.found = found;
    this.index = at;
    this.terms = terms;
    this.idf = idf;
    this.held = bitsOf(match.held, terms.length);
    this.near = bitsOf((inPassage | inHeadings) & ~match.held, terms.length);
  }

  get #words(): AnalyzedSentence {
    this.#read ??= analyzedSentence(this.passage, this.index);
    return this.#read;
  }
  get passage(): Passage {
    return this.found.passage;
  }
  get sentence(): Sentence {
    return this.passage.sentences[this.index]!;
  }
  get text(): string {
    return this.#words.text;
  }
  get tokens(): Candidate['tokens'] {
    return this.#words.tokens;
  }
  mentions(): ReturnType<Candidate['mentions']> {
    return this.#words.mentions();
  }
  headings(): ReadonlySet<string> {
    return this.#words.headings();
  }
}

/** What excerpts, spans and the verdict need to know of the ranked sentences. `lexicon` speaks for all indexes asked together. */
export function describeCandidates(question: Question, evidences: readonly Evidence[], lexicon: Lexicon): Candidate[] {
  const languages = new Map<string, Pick<Candidate, 'terms' | 'idf'>>();
  return evidences.map((evidence) => {
    const { language } = evidence.found.passage.article;
    const asked = languages.get(language) ?? askedTerms(question, language, lexicon);
    languages.set(language, asked);
    return new DescribedSentence(evidence, asked);
  });
}

function bitsOf(mask: number, count: number): Uint8Array {
  const bits = new Uint8Array(count);
  for (let t = 0; t < count; t++) bits[t] = (mask >>> t) & 1;
  return bits;
}

function askedTerms(question: Question, language: string, lexicon: Lexicon): Pick<Candidate, 'terms' | 'idf'> {
  const terms = question.termsIn(language);
  const known = (word: QuestionTerm) => lexicon.corrections(word)[0] ?? word.term;
  return { terms, idf: Float64Array.from(terms, (term) => boundedIdf(known(term), lexicon)) };
}
