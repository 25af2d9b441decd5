import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { Article, Passage } from '../../src/articles/article.ts';
import { parseArticle } from '../../src/articles/formats/format.ts';
import { splitArticle } from '../../src/articles/split.ts';
import { createBookcase } from '../../src/library/bookcase.ts';
import { createLibrary } from '../../src/library/library.ts';
import { StoredArticle } from '../../src/library/stored-article.ts';
import { Texts } from '../../src/library/texts.ts';
import { createIndexer } from '../../src/search/indexer.ts';
import { openStore, type Store } from '../../src/store/store.ts';

const collection = 'guild:1';
let dir: string;
let problems: string[];

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'footnote-shelf-'));
  problems = [];
  onTestFinished(() => rmSync(dir, { recursive: true }));
});

/** A start of the program on the same folder. `contents` are the keys that were asked for at once. */
async function start() {
  const store = await openStore({ dir, secret: 'for tests' });
  const asked: string[] = [];
  const shelves = {
    ...store.shelves,
    contents: (name: string, keys: readonly string[]) => {
      asked.push(...keys);
      return store.shelves.contents(name, keys);
    },
  };
  const watched: Store = { ...store, shelves };
  const indexer = createIndexer({ folder: path.join(dir, 'index'), onProblem: (problem) => problems.push(problem) });
  const library = createLibrary({ buildIndex: indexer.build, openIndex: indexer.open, now: () => 0 });
  const stop = async () => {
    await indexer.close();
    await store.close();
  };
  return { store, asked, library, bookcase: createBookcase({ store: watched, library, now: () => 0 }), stop };
}

const articles = async (count: number, words: string) =>
  Promise.all(
    Array.from({ length: count }, async (_, at) => {
      const text = `# Mill ${at}\n\nThe **mill** of ${words} ${at} grinds. It is old.\n\n## Ferry\n\nThe ferry sails. Nobody waits.\n\n- a bell\n- a rope\n`;
      const article = await parseArticle({ source: `${at}.md`, bytes: Buffer.from(text), collection });
      return { article: article as Article, sourceId: 'source' };
    }),
  );
const source = (options = '{}') => ({ id: 'source', kind: 'upload', name: 'mills', options, schedule: 'never' });

async function filled() {
  const house = await start();
  const put = await articles(40, 'Ormsby');
  await house.bookcase.change(collection, () => ({ act: 'add', addSources: [source()], articles: put }));
  await house.bookcase.open(collection);
  return { house, put };
}

/** A passage with all that it says of itself. */
const plain = ({ id, start: from, end, heading, ordinal, total, sentences }: Passage) => ({
  id,
  from,
  end,
  heading,
  ordinal,
  total,
  sentences,
});

const snapshot = () => path.join(dir, 'index', readdirSync(path.join(dir, 'index'))[0]!);
const ids = async (generation: { index: { search(query: object, limit: number): Promise<readonly { passageId: string }[]> } }) =>
  (
    await generation.index.search(
      {
        terms: [
          { term: 'ormsbi', surface: 'ormsby' },
          { term: '7', surface: '7' },
        ],
      },
      5,
    )
  ).map(({ passageId }) => passageId);

test('after a restart a shelf opens from its snapshot alone, and its words are read when they are looked at', async () => {
  const { house, put } = await filled();
  const before = await ids((await house.bookcase.open(collection))!);
  await house.stop();
  const { bookcase, asked, stop } = await start();
  const opened = (await bookcase.open(collection))!;
  expect(asked).toEqual([]);
  expect(await ids(opened)).toEqual(before);
  expect(before.length).toBe(5);
  for (const { article } of put) {
    const found = opened.articles.get(article.id)!;
    const { text, blocks, title, language, hash, source: file } = found;
    expect({ text, blocks, title, language, hash, file }).toEqual({
      text: article.text,
      blocks: article.blocks,
      title: article.title,
      language: article.language,
      hash: article.hash,
      file: article.source,
    });
    expect(found.marks).toEqual(article.marks);
    const held = opened.passages.get(article.id)!.map(plain);
    const split = splitArticle(article).map(plain);
    expect(held).toEqual(split);
    expect(bookcase.originOf(found)).toMatchObject({ collection, sourceId: 'source', name: 'mills' });
  }
  expect(problems).toEqual([]);
  await stop();
});

test('a change of some articles leaves the others the very objects they were, and is what the next start opens', async () => {
  const { house } = await filled();
  const before = (await house.bookcase.open(collection))!;
  const fresh = (await articles(3, 'Wexcombe')).slice(0, 2);
  await house.bookcase.change(collection, () => ({ act: 'reload', articles: fresh }));
  const after = (await house.bookcase.open(collection))!;
  expect([...after.articles].filter(([id, article]) => before.articles.get(id) === article).length).toBe(38);
  await house.stop();
  const { bookcase, asked, stop } = await start();
  const opened = (await bookcase.open(collection))!;
  expect(asked).toEqual([]);
  expect(opened.articles.get(fresh[0]!.article.id)!.text).toBe(fresh[0]!.article.text);
  expect(await ids(opened)).toEqual(await ids(after));
  await stop();
});

test('what an admin says of a source is seen after a restart, though the snapshot is older', async () => {
  const { house } = await filled();
  await house.bookcase.drop(collection);
  const edits = new Map([['source', { name: 'old mills', options: '{"overrides":{"author":"Ida Holm"}}', schedule: 'never' }]]);
  await house.bookcase.change(collection, () => ({ act: 'edit', edits }));
  await house.stop();
  const { bookcase, stop } = await start();
  const [article] = [...(await bookcase.open(collection))!.articles.values()];
  expect(article!.author).toBe('Ida Holm');
  expect(bookcase.originOf(article!)?.name).toBe('old mills');
  expect(problems).toEqual([]);
  await stop();
});

test('a damaged snapshot is told of in one line, and the shelf comes from the store', async () => {
  const { house } = await filled();
  const before = await ids((await house.bookcase.open(collection))!);
  await house.stop();
  const bytes = readFileSync(snapshot());
  for (const at of [0, 50, bytes.length - 1]) {
    writeFileSync(snapshot(), Buffer.from(bytes.map((byte, place) => (place === at ? byte ^ 1 : byte))));
    problems = [];
    const { bookcase, stop } = await start();
    const opened = (await bookcase.open(collection))!;
    expect(await ids(opened)).toEqual(before);
    expect(opened.articles.size).toBe(40);
    await stop();
    expect(problems).toEqual([expect.stringMatching(/^The snapshot [0-9a-f]+\.index is damaged\. The index is built again\.$/)]);
  }
});

test('a text that is not what was written is never quoted', async () => {
  const { house, put } = await filled();
  await house.stop();
  const database = new Database(path.join(dir, 'footnote.db'));
  database.exec("update contents set content = replace(content, 'Ormsby 7 grinds', 'Ormsby 7 sleeps')");
  database.close();
  const { bookcase, stop } = await start();
  const opened = (await bookcase.open(collection))!;
  expect(opened.articles.get(put[6]!.article.id)!.text).toContain('Ormsby 6 grinds');
  expect(() => opened.articles.get(put[7]!.article.id)!.text).toThrow('is not what was written');
  await stop();
});

test('texts that were put aside are read again, the same to the letter', async () => {
  const { house, put } = await filled();
  const texts = new Texts(house.store.shelves.content, 10);
  const origin = { collection, sourceId: 'source', name: 'mills', version: '' };
  const members = await house.store.shelves.members(collection, 1);
  const stored = Array.from({ length: 5 }, () =>
    members.map(
      (member) =>
        new StoredArticle({ ...put.find(({ article }) => article.id === member.article)!.article }, member.key, origin, texts),
    ),
  ).flat();
  for (const article of [...stored, ...stored]) {
    const { article: read } = put.find(({ article: { id } }) => id === article.id)!;
    expect(article.text).toBe(read.text);
    expect(article.passages.map(({ end }) => end)).toEqual(splitArticle(read).map(({ end }) => end));
  }
  await house.stop();
});
