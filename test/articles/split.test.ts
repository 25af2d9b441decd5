import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Article } from '../../src/articles/article.ts';
import { isRefusal, parseArticle } from '../../src/articles/formats/format.ts';
import { readFolder } from '../../src/articles/sources/folder.ts';
import { splitArticle } from '../../src/articles/split.ts';

const parse = async (text: string, source = 'a.txt') => {
  const article = await parseArticle({ source, bytes: new TextEncoder().encode(text), collection: 'shared' });
  if (isRefusal(article)) throw new Error(article.reason);
  return article;
};
const sentences = (article: Article) =>
  splitArticle(article).flatMap((passage) => passage.sentences.map(({ start, end }) => article.text.slice(start, end)));

test('the sample article is read, titled and split into sentences that stand in it', async () => {
  const { articles, refused } = await readFolder('seeds');
  expect(refused).toEqual([]);
  expect(articles[0]!.title).toBe('Putin congratulated Kim Jong-un on Korea Liberation Day');
  expect(articles[0]!.language).toBe('en');
  expect(sentences(articles[0]!)).toContain(
    'Korean Liberation Day — holiday, celebrated annually on August 15 in both South and North Korea.',
  );
});

test('initials and abbreviations end no sentence', async () => {
  const text = 'T\n\nMr. J. K. Rowling met Dr. Smith of the U.S. Senate. They talked.';
  expect(sentences(await parse(text))).toEqual(['T', 'Mr. J. K. Rowling met Dr. Smith of the U.S. Senate.', 'They talked.']);
});

test('the passages of any text, put end to end, are the text, and each sentence lies in its passage', async () => {
  const words = fc.constantFrom(
    'Word',
    'a',
    'U.S.',
    '“Quote.”',
    '…',
    '\n',
    '\n\n',
    '\r\n',
    '<…>',
    '日本。',
    '𝒳',
    '\u0301',
    ' ',
    '1.5',
    '?!',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(words).map((parts) => parts.join(' ')),
      ),
      async (text) => {
        const article = await parseArticle({ source: 'a.txt', bytes: new TextEncoder().encode(text), collection: 'shared' });
        if (isRefusal(article)) return;
        const passages = splitArticle(article);
        expect(passages.map(({ start, end }) => article.text.slice(start, end)).join('')).toBe(article.text);
        for (const passage of passages) {
          let at = passage.start;
          for (const { start, end } of passage.sentences) {
            expect(at <= start && start < end && end <= passage.end).toBe(true);
            at = end;
          }
        }
      },
    ),
  );
});
