import { expect, test } from 'vitest';
import type { Article } from '../../src/articles/article.ts';
import { createTitleIndex } from '../../src/search/titles.ts';

const titles = [
  'The history of the lighthouse',
  'Lighthouse keepers',
  'Маяки Балтики',
  '東京の灯台',
  'Otters of the coast',
  'Constructor __proto__',
];
const articles = titles.map((title, at): Article => {
  return { id: `a${at}`, source: `${at}.txt`, title, text: title, language: 'und', blocks: [], hash: '' };
});
const index = createTitleIndex(articles);
const complete = (typed: string, limit = 25) => index.complete(typed, limit).map((id) => titles[Number(id.slice(1))]);

test.each([
  ['the first letters of a word', 'ott', 'Otters of the coast'],
  ['whole words in any case', 'LIGHTHOUSE KEEP', 'Lighthouse keepers'],
  ['a typo', 'ligthouse keepers', 'Lighthouse keepers'],
  ['Russian', 'маяк', 'Маяки Балтики'],
  ['Japanese, written without blanks', '灯台', '東京の灯台'],
  ['words that objects are born with', 'constructor', 'Constructor __proto__'],
])('a title is found by %s', (_what, typed, title) => {
  expect(complete(typed)[0]).toBe(title);
});

test('titles that hold all words leave out those that hold some', () => {
  expect(complete('lighthouse history')).toEqual(['The history of the lighthouse']);
});

test('no more than asked for, and nothing for nothing', () => {
  expect(complete('lighthouse', 1)).toHaveLength(1);
  expect(complete('')).toEqual([]);
  expect(complete(' … ')).toEqual([]);
  expect(complete('zebra')).toEqual([]);
});

test('a pasted page of single letters is answered, not walked', () => {
  expect(complete('a b c d e f g '.repeat(140))).toBeInstanceOf(Array);
});
