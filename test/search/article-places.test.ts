import { expect, test } from 'vitest';
import { parseArticle } from '../../src/articles/formats/format.ts';
import { splitArticle } from '../../src/articles/split.ts';
import { analyze } from '../../src/search/analyzer.ts';
import { createMiniSearchIndex } from '../../src/search/minisearch.ts';

async function articleOf(source: string, text: string) {
  const article = await parseArticle({ source, bytes: Buffer.from(text), collection: 'shared' });
  if ('reason' in article) throw new Error(article.reason);
  return article;
}

test('an article holds what any of its passages says, and nothing of what other articles say', async () => {
  const mill = await articleOf('mill.txt', 'The mill\n\nThe miller ground rye.\n\nThe sails turned for a century.');
  const ferry = await articleOf('ferry.txt', 'The ferry\n\nThe ferry crossed at noon.');
  const index = createMiniSearchIndex([...splitArticle(mill), ...splitArticle(ferry)]);
  const holds = (id: string, word: string) => index.articleHolds(id, analyze(word, 'en')[0]!.term);
  for (const word of ['mill', 'rye', 'century']) {
    expect(holds(mill.id, word)).toBe(true);
    expect(holds(ferry.id, word)).toBe(false);
  }
  expect(holds(ferry.id, 'noon')).toBe(true);
  expect(holds('nowhere', 'noon')).toBe(false);
  expect(holds(mill.id, 'aeroplane')).toBe(false);
});
