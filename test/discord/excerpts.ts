/** Excerpts of articles made for a test. */
import type { Excerpt } from '../../src/answer/answer.ts';
import type { Article, Passage, Sentence } from '../../src/articles/article.ts';
import { parseArticle } from '../../src/articles/formats/format.ts';
import { splitArticle } from '../../src/articles/split.ts';
import type { View } from '../../src/discord/reply.ts';
import { wordsFor } from '../../src/messages/messages.ts';

/** A file as the folder reads it; a text file unless its name says otherwise. */
export const articleOf = async (text: string, more: Partial<Article> = {}, source = 'a.txt'): Promise<Article> => {
  const article = await parseArticle({ source, bytes: Buffer.from(text), collection: 'shared' });
  if ('reason' in article) throw new Error(article.reason);
  return { ...article, ...more };
};

/** The sentence that holds `words`, `answer` being the answering words in it. */
export const excerptOf = (article: Article, words: string, answer?: string): Excerpt => {
  const at = article.text.indexOf(words);
  const passage = splitArticle(article).find(({ start, end }) => at >= start && at < end);
  const sentence = passage?.sentences.find(({ start, end }) => at >= start && at < end);
  if (!passage || !sentence) throw new Error(`no sentence holds ${words}`);
  const from = answer === undefined ? -1 : article.text.indexOf(answer, sentence.start);
  return {
    passage,
    start: sentence.start,
    end: sentence.end,
    terms: [],
    score: 1,
    ...(answer !== undefined && { answer: { start: from, end: from + answer.length } }),
  };
};

/** Any text at all as one sentence of an article, as no format would make it. */
export const rawExcerpt = (text: string, start: number, end: number, answer?: { start: number; end: number }): Excerpt => {
  const sentence: Sentence = { start, end, kind: 'paragraph' };
  const article: Article = { id: 'raw', source: 'raw.txt', title: 'Raw', text, language: 'und', blocks: [], hash: 'a1b2c3d4' };
  const passage: Passage = {
    id: 'raw:0',
    article,
    heading: '',
    start: 0,
    end: text.length,
    ordinal: 1,
    total: 1,
    sentences: [sentence],
  };
  return { passage, start, end, terms: [], score: 1, ...(answer && { answer }) };
};

/** A view whose ids are readable: `action:field~field`. */
export const viewOf = (seen: View['seen'], locale = 'en'): View => ({
  words: wordsFor(locale),
  seen,
  id: (action, fields = []) => `${action}:${fields.join('~')}`,
  fitsId: (action, fields) => `${action}:${fields.join('~')}`.length <= 75,
  command: (path) => `/${path}`,
});
