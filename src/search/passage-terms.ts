/** Which terms of a passage are indexed, by field. */
import type { Passage } from '../articles/article.ts';
import { maskedSlice } from '../articles/marks.ts';
import { eachWord } from './analyzer.ts';

export const fields = ['title', 'heading', 'body'] as const;
export type Field = (typeof fields)[number];

/** The terms of each field, in order, repeated as often as they stand there (but at most 255 times: a count is kept in a byte). */
export type PassageTerms = Readonly<Record<Field, readonly string[]>> & {
  /** What a mistyped word is compared with, as often as it stands there. */
  readonly spellings: readonly Spelled[];
};

/** A word as the passage writes it (folded), and the term that it became. */
export interface Spelled {
  readonly word: string;
  readonly term: string;
}

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

/**
 * Stop words are indexed in titles and headings alone: "The Who" can be found, and the postings stay small. A body that consists of nothing
 * else keeps them.
 */
export function termsOf({ title, heading, language, sentences }: IndexableText): PassageTerms {
  const spellings: Spelled[] = [];
  const all = (text: string): string[] => {
    const terms: string[] = [];
    eachWord(text, language, (word) => {
      terms.push(word.term);
      if (word.likely) spellings.push(word);
    });
    return terms;
  };
  const body: string[] = [];
  for (const sentence of sentences) {
    eachWord(sentence, language, (word, _start, _end, stop) => {
      if (stop) return;
      body.push(word.term);
      if (word.likely) spellings.push(word);
    });
  }
  const told = body.length > 0 ? body : sentences.flatMap(all);
  return { title: bounded(all(title)), heading: bounded(all(heading)), body: bounded(told), spellings };
}

export const passageTerms = (passage: Passage): PassageTerms => termsOf(indexableText(passage));
