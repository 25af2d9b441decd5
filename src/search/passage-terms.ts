/** Which terms of a passage are indexed, by field. */
import type { Passage } from '../articles/article.ts';
import { analyze } from './analyzer.ts';

export const fields = ['title', 'heading', 'body'] as const;
export type Field = (typeof fields)[number];

/** The terms of each field, in order, repeated as often as they stand there. */
export type PassageTerms = Readonly<Record<Field, readonly string[]>>;

/**
 * Only what can be quoted is indexed: no furniture. Stop words are indexed in titles and headings alone: "The Who" can be found,
 * and the postings stay small. A body that consists of nothing else keeps them.
 */
export function passageTerms(passage: Passage): PassageTerms {
  const { language, title, text } = passage.article;
  const all = (words: string) => analyze(words, language).map(({ term }) => term);
  const tokens = passage.sentences.flatMap(({ start, end }) => analyze(text.slice(start, end), language));
  const telling = tokens.filter(({ stop }) => !stop);
  return {
    title: all(title),
    heading: all(passage.heading),
    body: (telling.length > 0 ? telling : tokens).map(({ term }) => term),
  };
}
