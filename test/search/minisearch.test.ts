import { describe, expect, test } from 'vitest';
import type { Article } from '../../src/articles/article.ts';
import { parseArticle } from '../../src/articles/formats/format.ts';
import { splitArticle } from '../../src/articles/split.ts';
import { analyze } from '../../src/search/analyzer.ts';
import { createMiniSearchIndex } from '../../src/search/minisearch.ts';
import type { Query } from '../../src/search/search-index.ts';

async function passagesOf(texts: Readonly<Record<string, string>>) {
  const articles = await Promise.all(
    Object.entries(texts).map(([source, text]) => parseArticle({ source, bytes: Buffer.from(text), collection: 'shared' })),
  );
  return articles.flatMap((article) => splitArticle(article as Article));
}

const ask = (question: string, language = 'en'): Query => ({
  terms: analyze(question, language)
    .filter(({ stop }) => !stop)
    .map(({ term, start, end }) => ({ term, surface: question.slice(start, end) })),
});

const shelf = {
  'lighthouse.txt':
    'The lighthouse of Ormsby\n\nEdith Marlowe built the lighthouse in 1847.\n\nIts lamp burned whale oil until electricity came.',
  'bakery.txt': 'A bakery by the harbour\n\nThe bakery sells rye bread.\n\nOn Sundays the oven rests.',
};

describe('the embedded index', async () => {
  const index = createMiniSearchIndex(await passagesOf(shelf));
  const first = async (question: string) => {
    const [hit] = await index.search(ask(question), 10);
    const passage = hit && index.passage(hit.passageId);
    return passage?.article.text.slice(passage.start, passage.end);
  };

  test('finds the passage that shares most with the question', async () => {
    expect(await first('Who built the lighthouse?')).toContain('Edith Marlowe');
    expect(await first('when does the oven rest')).toContain('On Sundays');
  });

  test('corrects a word that no article holds, and says by which', async () => {
    expect(await first('who sells bakrey')).toContain('rye bread');
    expect(index.corrections('lighthose', 3)).toEqual([analyze('lighthouse', 'en')[0]!.term]);
    expect(index.spellings('electrictiy', 3)).toEqual([{ surface: 'electricity', term: analyze('electricity', 'en')[0]!.term }]);
    expect(index.spellings('bult', 3)).toEqual([{ surface: 'built', term: analyze('built', 'en')[0]!.term }]);
    const [hit] = await index.search(ask('electrcity'), 1);
    expect(hit?.terms).toEqual([analyze('electricity', 'en')[0]!.term]);
  });

  test('leaves known, short and far-off words alone', () => {
    expect(index.corrections('oven', 3)).toEqual([]);
    expect(index.corrections('lamq', 3)).toEqual([]);
    expect(index.corrections('great', 3)).toEqual([]);
    expect(index.corrections('submarine', 3)).toEqual([]);
  });

  test('counts passages, and passages with a term', () => {
    expect(index.documentFrequency(analyze('lighthouse', 'en')[0]!.term)).toBe(2);
    expect(index.documentFrequency('nowhere')).toBe(0);
    expect(index.languages).toEqual(['en']);
  });

  test.each([
    '',
    '   ',
    '😀😀',
    'a b c d e f g '.repeat(140),
    'x'.repeat(2_000),
    'constructor __proto__ hasOwnProperty toString',
    '"unclosed AND OR NOT (title:*) ~2 ^3',
    'ქართული हिन्दी ไทย 日本語 한국어 עברית العربية ελληνικά русский հայերեն አማርኛ ລາວ',
    'lighthoue bakrey electrcity harbor sundys burnd '.repeat(40),
  ])('bears %j', async (question) => {
    expect(Array.isArray(await index.search(ask(question), 10))).toBe(true);
  });

  test('an empty query finds nothing', async () => {
    expect(await index.search({ terms: [] }, 10)).toEqual([]);
  });
});
