/** Titles found as one types, also with typos. */
import MiniSearch from 'minisearch';
import type { Article } from '../articles/article.ts';
import { fold } from './fold.ts';
import { tokenize } from './tokenize.ts';

/** A title typed out is seldom longer; what is pasted beyond is not looked at. */
const MAX_WORDS = 8;
const MAX_TYPED = 100;

export interface TitleIndex {
  /** Ids of the articles whose titles are near what was typed, best first, at most `limit`; ties in the order given. Empty when nothing is near. */
  complete(typed: string, limit: number): readonly string[];
}

/** Folded words, not stemmed: half a word has no stem. Scripts without blanks are taken character by character. */
function words(text: string): string[] {
  const found: string[] = [];
  tokenize(text, false, (start, end, segmented) => {
    const word = fold(text.slice(start, end));
    if (segmented) found.push(...word);
    else if (word) found.push(word);
  });
  return found;
}

export function createTitleIndex(articles: Iterable<Article>): TitleIndex {
  const index = new MiniSearch<Article>({ fields: ['title'], tokenize: words, processTerm: (word) => word });
  for (const article of articles) index.add(article);
  return {
    complete(typed, limit) {
      const asked = [...new Set(words(typed.slice(0, MAX_TYPED)))].slice(0, MAX_WORDS);
      if (asked.length === 0) return [];
      const last = asked.at(-1)!;
      const options = {
        tokenize: (text: string) => text.split(' '),
        prefix: (word: string) => word === last,
        fuzzy: (word: string) => (word.length < 4 ? false : word.length < 8 ? 1 : 2),
      };
      const all = index.search(asked.join(' '), { ...options, combineWith: 'AND' });
      const found = all.length > 0 ? all : index.search(asked.join(' '), options);
      return found.slice(0, limit).map(({ id }) => String(id));
    },
  };
}
