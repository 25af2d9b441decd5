/** Sentences that ranked high, looked at closely: where the question's words stand in them. */
import type { Passage } from '../articles/article.ts';
import { analyze } from '../search/analyzer.ts';
import type { Evidence } from './evidence/features.ts';
import type { Lexicon } from './lexicon.ts';
import { type OtherName, placeOfRun } from './other-names.ts';
import type { Question, QuestionTerm } from './question.ts';
import { type AnalyzedSentence, analyzedSentences } from './sentence.ts';

/** A passage as the index found it. `rank` counts from 0 over all indexes asked; `score` is relative to the best, 0…1. */
export interface FoundPassage {
  readonly passage: Passage;
  readonly rank: number;
  readonly score: number;
}

/** A sentence beside a question: which of the question's terms it holds, and where. */
export interface Candidate extends AnalyzedSentence {
  readonly found: FoundPassage;
  /** The question's terms in the article's language; the arrays below are parallel to it. */
  readonly terms: readonly QuestionTerm[];
  /** Inverse document frequency of each term, 0…1. */
  readonly idf: Float64Array;
  /** Token index of the term's first occurrence in the sentence, −1 where it is absent. */
  readonly first: Int32Array;
  /** How often each term stands in the sentence. */
  readonly counts: Int32Array;
  /** 1 where the term stands elsewhere in the passage, its heading or the article's title. */
  readonly near: Uint8Array;
  /** 1 where the term stands in the article's title. */
  readonly titled: Uint8Array;
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

/** One sentence of a passage found, by its place there. */
export interface Choice {
  readonly found: FoundPassage;
  readonly at: number;
}

/** What excerpts, spans and the verdict need to know of the sentences chosen. `lexicon` speaks for all indexes asked together. */
export function describeCandidates(question: Question, choices: readonly Choice[], lexicon: Lexicon): Candidate[] {
  const languages = new Map<string, AskedTerms>();
  const passages = new Map<Passage, ReturnType<typeof describePassage>>();
  return choices.map(({ found, at }) => {
    const { passage } = found;
    const { language } = passage.article;
    const asked = languages.get(language) ?? askedTerms(question, language, lexicon);
    languages.set(language, asked);
    const described = passages.get(passage) ?? describePassage(passage, asked);
    passages.set(passage, described);
    return describe(found, at, asked, described);
  });
}

interface AskedTerms {
  readonly terms: readonly QuestionTerm[];
  readonly places: ReadonlyMap<string, number>;
  readonly idf: Float64Array;
  readonly otherNames: readonly OtherName[];
}

function askedTerms(question: Question, language: string, lexicon: Lexicon): AskedTerms {
  const terms = question.termsIn(language);
  const known = (word: QuestionTerm) => lexicon.corrections(word)[0] ?? word.term;
  return {
    terms,
    places: placesOf(terms, lexicon),
    idf: Float64Array.from(terms, (term) => boundedIdf(known(term), lexicon)),
    otherNames: question.otherNamesIn(language),
  };
}

function describePassage(passage: Passage, { places, terms, otherNames }: AskedTerms) {
  const sentences = analyzedSentences(passage);
  return {
    sentences,
    titled: titleTerms(passage, places, terms.length),
    matches: sentences.map((sentence) => matchTerms(sentence, places, terms.length, otherNames)),
  };
}

function describe(
  found: FoundPassage,
  at: number,
  { terms, idf }: AskedTerms,
  { sentences, titled, matches }: ReturnType<typeof describePassage>,
): Candidate {
  const sentence = sentences[at]!;
  const { first, counts } = matches[at]!;
  const near = titled.slice();
  for (const [other, match] of matches.entries())
    if (other !== at) for (let t = 0; t < near.length; t++) near[t]! |= match.counts[t]! > 0 ? 1 : 0;
  return { ...sentence, found, terms, idf, first, counts, near, titled };
}

/** Term → its place in the list. A word that is nowhere indexed is met by its corrected spellings. */
function placesOf(terms: readonly QuestionTerm[], lexicon: Lexicon): Map<string, number> {
  const places = new Map(terms.map(({ term }, at) => [term, at]));
  for (const [at, word] of terms.entries()) {
    for (const near of lexicon.corrections(word)) if (!places.has(near)) places.set(near, at);
  }
  return places;
}

function matchTerms({ tokens }: AnalyzedSentence, places: ReadonlyMap<string, number>, size: number, others: readonly OtherName[]) {
  const first = new Int32Array(size).fill(-1);
  const counts = new Int32Array(size);
  for (let at = 0; at < tokens.length; at++) {
    const place = places.get(tokens[at]!.term);
    if (place === undefined) continue;
    if (first[place]! < 0) first[place] = at;
    counts[place]!++;
  }
  const terms = others.length > 0 ? tokens.map(({ term }) => term) : [];
  for (const { run, places: met } of others) {
    const at = placeOfRun(terms, run);
    if (at < 0) continue;
    for (const place of met) {
      if (counts[place]! > 0) continue;
      counts[place] = 1;
      first[place] = at;
    }
  }
  return { first, counts };
}

const analyzeTitle = (title: string, language: string) => analyze(title.slice(0, 300), language).map(({ term }) => term);
const titles = new WeakMap<object, readonly string[]>();

function titleTerms({ article, heading }: Passage, places: ReadonlyMap<string, number>, size: number): Uint8Array {
  let terms = titles.get(article);
  if (!terms) {
    terms = analyzeTitle(article.title, article.language);
    titles.set(article, terms);
  }
  const marks = new Uint8Array(size);
  for (const term of heading ? [...terms, ...analyzeTitle(heading, article.language)] : terms) {
    const place = places.get(term);
    if (place !== undefined) marks[place] = 1;
  }
  return marks;
}
