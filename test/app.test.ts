import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { type App, createApp, SourceError } from '../src/app.ts';

let dir: string;
let app: App;
const everyone = {};
const write = (name: string, title: string, body: string) => writeFile(path.join(dir, name), `${title}\n\n${body}\n`);

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'footnote-app-'));
  await write('10.txt', 'Part 10: The kiln', 'The kiln was built by Agnes Moor in 1912.');
  await write('2.txt', 'Part 2: The quarry', 'The quarry was closed in 1931 after a flood.');
  app = await createApp({ articlesDir: dir, now: () => 1_000 });
});

test('a question is answered with a quote that stands in an article', async () => {
  const answer = await app.ask({ question: 'who built the kiln?', scope: everyone });
  expect(answer.kind).toBe('answered');
  if (answer.kind === 'nothing') return;
  const [{ passage, start, end }] = answer.excerpts;
  expect(passage.article.text.slice(start, end)).toBe('The kiln was built by Agnes Moor in 1912.');
});

test('the shelf is listed by title, numbers in their own order', async () => {
  expect((await app.articles(everyone)).map(({ title }) => title)).toEqual(['Part 2: The quarry', 'Part 10: The kiln']);
});

test('an article is found by its id and by what is typed of its title', async () => {
  const [quarry] = await app.completeArticle('quary', everyone, 5);
  expect(quarry!.title).toBe('Part 2: The quarry');
  expect(await app.article(quarry!.id, everyone)).toBe(quarry);
  expect((await app.passages(quarry!.id, everyone)).map(({ article }) => article)).toContain(quarry);
  expect(await app.article('nothing', everyone)).toBeUndefined();
  expect(await app.passages('nothing', everyone)).toEqual([]);
});

test('a server sees the shared shelf too', async () => {
  expect(await app.articles({ guildId: '123456789012345678' })).toHaveLength(2);
});

test('after a reload the new words answer, and the source says what it holds', async () => {
  await write('10.txt', 'Part 10: The kiln', 'The kiln was built by Thomas Reed in 1915.');
  expect(await app.reload()).toMatchObject({ changed: ['Part 10: The kiln'], unchanged: 1 });
  const answer = await app.ask({ question: 'who built the kiln?', scope: everyone });
  expect(answer.kind !== 'nothing' && answer.excerpts[0].passage.article.text).toContain('Thomas Reed');
  expect(await app.sources(everyone)).toEqual([
    { name: path.basename(dir), kind: 'folder', articles: 2, refused: [], loadedAt: 1_000 },
  ]);
});

test('questions are answered while a reload is under way', async () => {
  const reload = app.reload();
  expect((await app.ask({ question: 'who built the kiln?', scope: everyone })).kind).toBe('answered');
  expect(await app.reload()).toBe('busy');
  await reload;
});

test('a folder that does not exist is told with its cure; one without articles is an empty shelf', async () => {
  await expect(createApp({ articlesDir: path.join(dir, 'gone') })).rejects.toThrow(SourceError);
  await rm(path.join(dir, '10.txt'));
  await rm(path.join(dir, '2.txt'));
  const empty = await createApp({ articlesDir: dir });
  expect(await empty.articles(everyone)).toEqual([]);
  expect((await empty.ask({ question: 'who built the kiln?', scope: everyone })).kind).toBe('nothing');
});

test('a faulty line of aliases is named, at the start and with each reload', async () => {
  const aliasesFile = path.join(dir, '..', `aliases-${path.basename(dir)}.txt`);
  const problems: string[] = [];
  const own = await createApp({
    articlesDir: dir,
    aliasesFile,
    onProblem: (sentence) => sentence.includes('aliases') && problems.push(sentence),
  });
  expect(problems).toEqual([]);
  await writeFile(aliasesFile, 'Xenia = kiln\nno equals sign\n');
  await own.reload();
  expect(problems).toEqual([expect.stringMatching(/aliases-.*\.txt, line 2: There is no "=" between two names/)]);
});
