import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { folderReader } from '../../src/library/folder.ts';
import { createLibrary, type Library } from '../../src/library/library.ts';
import type { ReloadReport } from '../../src/library/report.ts';
import { createIndexer } from '../../src/search/indexer.ts';

let dir: string;
let library: Library;
const write = (name: string, title: string, body: string) => writeFile(path.join(dir, name), `${title}\n\n${body}\n`);
const reload = async () => (await library.reload('shared', folderReader(dir, 'shared'))) as ReloadReport;
const titles = () => [...(library.current('shared')?.articles.values() ?? [])].map((article) => article.title).sort();

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'footnote-library-'));
  library = createLibrary({ buildIndex: createIndexer().build, now: () => 1_000 });
  await write('heron.txt', 'The heron', 'A heron stands still for an hour.');
  await write('mole.txt', 'The mole', 'A mole digs four metres in an hour.');
});

test('a reload says what was added, changed, removed, left as it was and refused', async () => {
  expect(await reload()).toMatchObject({ added: ['The heron', 'The mole'], changed: [], removed: [], unchanged: 0, refused: [] });
  await write('heron.txt', 'The grey heron', 'A heron stands still for two hours.');
  await write('newt.txt', 'The newt', 'A newt grows a new leg.');
  await rm(path.join(dir, 'mole.txt'));
  await writeFile(path.join(dir, 'empty.txt'), '');
  const report = await reload();
  expect(report).toMatchObject({ added: ['The newt'], changed: ['The grey heron'], removed: ['The mole'], unchanged: 0 });
  expect(report.refused.map(({ source }) => source)).toEqual(['empty.txt']);
  expect(titles()).toEqual(['The grey heron', 'The newt']);
});

test('who took a generation finishes with it, whatever is reloaded meanwhile', async () => {
  await reload();
  const before = library.current('shared')!;
  await write('heron.txt', 'The heron', 'A heron sleeps on one leg.');
  await reload();
  const [heron] = [...before.articles.values()].filter(({ source }) => source === 'heron.txt');
  expect(heron!.text).toContain('stands still');
  expect(before.passages.get(heron!.id)![0]!.article).toBe(heron);
  expect(library.current('shared')!.articles.get(heron!.id)!.text).toContain('sleeps on one leg');
  expect(library.current('shared')!.number).toBe(before.number + 1);
});

test('an article whose bytes are the same is taken over as it is', async () => {
  await reload();
  const before = library.current('shared')!;
  await write('heron.txt', 'The heron', 'A heron sleeps on one leg.');
  await reload();
  const after = library.current('shared')!;
  const kept = [...before.articles.values()].filter((article) => after.articles.get(article.id) === article);
  expect(kept.map(({ title }) => title)).toEqual(['The mole']);
  expect(after.passages.get(kept[0]!.id)).toBe(before.passages.get(kept[0]!.id));
});

test('when nothing changed, the same index goes on answering', async () => {
  await reload();
  const before = library.current('shared')!;
  expect(await reload()).toMatchObject({ added: [], changed: [], removed: [], unchanged: 2 });
  expect(library.current('shared')!.index).toBe(before.index);
});

test('a folder that comes back empty keeps what was there, and says so', async () => {
  await reload();
  await rm(dir, { recursive: true });
  await mkdir(dir);
  expect(await reload()).toMatchObject({ kept: 'The source holds no article that Footnote can read.', unchanged: 2, removed: [] });
  expect(titles()).toEqual(['The heron', 'The mole']);
});

test('a folder that is gone keeps what was there, and the sentence names it', async () => {
  await reload();
  await rm(dir, { recursive: true });
  expect((await reload()).kept).toBe(`The folder ${dir} cannot be read: it does not exist. Put that right and try again.`);
  expect(titles()).toEqual(['The heron', 'The mole']);
});

test('one reload of a collection at a time; the other is told so', async () => {
  const [first, second] = await Promise.all([
    library.reload('shared', folderReader(dir, 'shared')),
    library.reload('shared', folderReader(dir, 'shared')),
  ]);
  expect(first).toMatchObject({ added: ['The heron', 'The mole'] });
  expect(second).toBe('busy');
});

test('a reload that is stopped changes nothing', async () => {
  await reload();
  await write('newt.txt', 'The newt', 'A newt grows a new leg.');
  const stop = new AbortController();
  const report = await library.reload('shared', folderReader(dir, 'shared'), {
    signal: stop.signal,
    onProgress: () => stop.abort(),
  });
  expect(report).toMatchObject({ kept: 'The reload was stopped.', unchanged: 2 });
  expect(titles()).toEqual(['The heron', 'The mole']);
});

test('an unexpected failure is thrown, keeps what was there, and does not block the next reload', async () => {
  await reload();
  const failing = () => Promise.reject(new Error('a fault of ours'));
  await expect(library.reload('shared', failing)).rejects.toThrow('a fault of ours');
  expect(titles()).toEqual(['The heron', 'The mole']);
  expect(await reload()).toMatchObject({ unchanged: 2 });
});
