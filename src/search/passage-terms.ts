/** Which terms of a passage are indexed, by field. */
import type { Passage } from '../articles/article.ts';
import { maskedSlice } from '../articles/marks.ts';
import { analyze, type Token } from './analyzer.ts';

export const fields = ['title', 'heading', 'body'] as const;
export type Field = (typeof fields)[number];

/** The terms of each field, in order, repeated as often as they stand there (but at most 255 times: a count is kept in a byte). */
export type PassageTerms = Readonly<Record<Field, readonly string[]>> & {
  /** Words as the passage writes them (folded), and the term that each became: what a mistyped word is compared with. */
  readonly spellings: ReadonlyMap<string, string>;
};

/** What of a passage is indexed: plain data, so that it can be sent to a worker. */
export interface IndexableText {
  readonly title: string;
  readonly heading: string;
  readonly language: string;
  readonly sentences: readonly string[];
}

const MAX_COUNT = 255;

/** Only what can be quoted is indexed: no furniture, no marks such as link targets. */
export function indexableText({ article, heading, sentences }: Passage): IndexableText {
  const { title, language } = article;
  return { title, heading, language, sentences: sentences.map((sentence) => maskedSlice(article, sentence)) };
}

/** Numbers of different terms are kept in 16 bits. */
const MAX_TERMS = 65_535;

function bounded(terms: readonly string[]): readonly string[] {
  if (terms.length <= MAX_COUNT) return terms;
  const counts = new Map<string, number>();
  return terms.slice(0, MAX_TERMS).filter((term) => {
    const count = (counts.get(term) ?? 0) + 1;
    counts.set(term, count);
    return count <= MAX_COUNT;
  });
}

/** Shorter words have too many neighbours to be corrected, longer ones were typed by nobody. In UTF-16 code units. */
const SPELLING = { least: 4, most: 32 } as const;
const HAS_DIGIT = /\p{N}/u;

/**
 * Stop words are indexed in titles and headings alone: "The Who" can be found, and the postings stay small. A body that consists of nothing
 * else keeps them.
 */
export function termsOf({ title, heading, language, sentences }: IndexableText): PassageTerms {
  const titled = analyze(title, language);
  const headed = analyze(heading, language);
  const tokens = sentences.flatMap((sentence) => analyze(sentence, language));
  const telling = tokens.filter(({ stop }) => !stop);
  const body = telling.length > 0 ? telling : tokens;
  const spellings = new Map<string, string>();
  for (const { word, term } of [...titled, ...headed, ...body]) {
    if (word.length >= SPELLING.least && word.length <= SPELLING.most && !HAS_DIGIT.test(word)) spellings.set(word, term);
  }
  const terms = (list: readonly Token[]) => bounded(list.map(({ term }) => term));
  return { title: terms(titled), heading: terms(headed), body: terms(body), spellings };
}

export const passageTerms = (passage: Passage): PassageTerms => termsOf(indexableText(passage));
