import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Article } from '../../src/articles/article.ts';
import { parseArticle } from '../../src/articles/formats/format.ts';
import { createBookcase } from '../../src/library/bookcase.ts';
import { createLibrary } from '../../src/library/library.ts';
import { createIndexer } from '../../src/search/indexer.ts';
import { openStore } from '../../src/store/store.ts';

test('when memory is full, the shelf that was asked longest ago rests, and comes back when it is asked', async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'footnote-bookcase-'));
  const store = await openStore({ dir, secret: 'for tests' });
  onTestFinished(async () => {
    await store.close();
    rmSync(dir, { recursive: true });
  });
  const library = createLibrary({ buildIndex: createIndexer().build, now: () => 0 });
  const unbounded = createBookcase({ store, library, now: () => 0 });
  const collections = ['guild:1', 'guild:2', 'guild:3'];
  for (const [at, collection] of collections.entries()) {
    const bytes = Buffer.from(`Shelf ${at}\n\nThe mill grinds.\n\nThe ferry sails.\n\nThe bell rings.`);
    const article = (await parseArticle({ source: 'a.txt', bytes, collection })) as Article;
    await unbounded.change(collection, () => ({
      act: 'add',
      addSources: [{ id: `source-${at}`, kind: 'upload', name: 'a.txt', options: '{}', schedule: 'never' }],
      articles: [{ article, sourceId: `source-${at}` }],
    }));
  }
  const { bytes } = (await unbounded.open('guild:1'))!.index;
  const bookcase = createBookcase({ store, library, now: () => 0, residentBytes: 2.5 * (bytes + 3 * 200) });
  await bookcase.open('guild:1');
  await bookcase.open('guild:2');
  await bookcase.open('guild:1');
  await bookcase.open('guild:3');
  expect(collections.filter((collection) => library.current(collection))).toEqual(['guild:1', 'guild:3']);
  expect((await bookcase.open('guild:2'))?.index.passages).toBe(3);
  expect(collections.filter((collection) => library.current(collection))).toEqual(['guild:2', 'guild:3']);
});
