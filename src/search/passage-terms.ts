/** Which words of a passage are indexed, by field. */
import type { Passage } from '../articles/article.ts';
import { maskedSlice } from '../articles/marks.ts';
import { eachWord, type Word } from './analyzer.ts';

export const fields = ['title', 'heading', 'body'] as const;
export type Field = (typeof fields)[number];

/** A word as the passage writes it (folded), the term that it became, and whether a mistyped word is compared with it. */
export type IndexedWord = Pick<Word, 'word' | 'term' | 'likely'>;

/** The words of each field, in order, repeated as often as their terms stand there (but at most 255 times: a count is kept in a byte). */
export type PassageWords = Readonly<Record<Field, readonly IndexedWord[]>>;

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

function bounded(words: readonly IndexedWord[]): readonly IndexedWord[] {
  if (words.length <= MAX_COUNT) return words;
  const counts = new Map<string, number>();
  return words.slice(0, MAX_TERMS).filter(({ term }) => {
    const count = (counts.get(term) ?? 0) + 1;
    counts.set(term, count);
    return count <= MAX_COUNT;
  });
}

/**
 * Stop words are indexed in titles and headings alone: "The Who" can be found, and the postings stay small. A body that consists of nothing
 * else keeps them.
 */
export function wordsOf({ title, heading, language, sentences }: IndexableText): PassageWords {
  const all = (text: string): IndexedWord[] => {
    const words: IndexedWord[] = [];
    eachWord(text, language, (word) => words.push(word));
    return words;
  };
  const body: IndexedWord[] = [];
  const take = (word: IndexedWord, _start: number, _end: number, stop: boolean) => {
    if (!stop) body.push(word);
  };
  for (const sentence of sentences) eachWord(sentence, language, take);
  const told = body.length > 0 ? body : sentences.flatMap(all);
  return { title: bounded(all(title)), heading: bounded(all(heading)), body: bounded(told) };
}

export const passageWords = (passage: Passage): PassageWords => wordsOf(indexableText(passage));
