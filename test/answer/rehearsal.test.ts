import { expect, it } from 'vitest';
import { loadLearned } from '../../src/answer/learned.ts';
import { rehearse } from '../../src/answer/rehearsal.ts';
import { isRefusal, parseArticle } from '../../src/articles/formats/format.ts';
import { splitArticle } from '../../src/articles/split.ts';
import { createMiniSearchIndex } from '../../src/search/minisearch.ts';
import type { Query } from '../../src/search/search-index.ts';

const { learned } = await loadLearned();

async function shelfOf(text: string) {
  const article = await parseArticle({ source: 'mill.txt', bytes: Buffer.from(text), collection: 'shared' });
  if (isRefusal(article)) throw new Error(article.reason);
  const passages = splitArticle(article);
  const asked: Query[] = [];
  const index = createMiniSearchIndex(passages);
  const search = index.search.bind(index);
  index.search = (query, limit) => {
    asked.push(query);
    return search(query, limit);
  };
  return { passages, index, asked };
}

const mill =
  'The mill of Brackwater\n\nThe mill was built by Tobias Reed in 1871. It ground rye and barley.\n\nIt burned down in 1902.';

it('the program asks itself questions of the words of its own articles', async () => {
  const { passages, index, asked } = await shelfOf(mill);
  await rehearse(passages, index, { learned });
  expect(asked.length).toBeGreaterThan(10);
  expect(asked.flatMap(({ terms }) => terms.map(({ surface }) => surface))).toContain('Tobias');
});

it('it stops when it is told to, and an empty shelf is asked nothing', async () => {
  const { passages, index, asked } = await shelfOf(mill);
  await rehearse(passages, index, { learned }, AbortSignal.abort());
  await rehearse([], index, { learned });
  expect(asked).toEqual([]);
});
