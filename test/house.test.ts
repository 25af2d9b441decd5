/** Who may know whom: the imports of src/ compared with the table of doors. A new room fails until its doors are written down here. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const doors: Record<string, readonly string[]> = {
  articles: [],
  search: ['articles'],
  answer: ['articles', 'search'],
  store: [],
  library: ['articles', 'search', 'store'],
  config: [],
  log: ['config'],
  app: ['articles', 'search', 'answer', 'library', 'store', 'config'],
  messages: ['answer', 'articles'],
  discord: ['log', 'app', 'messages', 'answer', 'articles'],
  terminal: ['log', 'app', 'messages', 'answer', 'articles', 'config', 'library', 'store'],
  sandbox: [],
  main: ['*'],
};

/** Packages that one place alone may know. */
const keepers: Record<string, readonly string[]> = {
  minisearch: ['src/search/minisearch.ts', 'src/search/titles.ts'],
  'discord.js': ['src/discord/'],
  dotenv: ['src/terminal/'],
  'better-sqlite3': ['src/store/'],
  kysely: ['src/store/'],
};

const files = globSync('src/**/*.ts').map((file) => file.split(path.sep).join('/'));
const room = (file: string) => file.split('/')[1]!.replace(/\.ts$/, '');
const imports = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g)].map((match) => match[1]!);

test('every room has its doors written down', () => {
  expect([...new Set(files.map(room))].filter((name) => !(name in doors))).toEqual([]);
});

test('rooms know only the rooms that their doors name', () => {
  const trespasses = files.flatMap((file) =>
    imports(file)
      .filter((name) => name.startsWith('.'))
      .map((name) => room(path.posix.join(path.posix.dirname(file), name)))
      .filter((other) => other !== room(file) && !doors[room(file)]?.includes('*') && !doors[room(file)]?.includes(other))
      .map((other) => `${file} knows ${other}`),
  );
  expect(trespasses).toEqual([]);
});

test('a guarded package is known to its keeper alone', () => {
  const trespasses = files.flatMap((file) =>
    imports(file)
      .filter((name) => keepers[name] && !keepers[name].some((place) => file.startsWith(place)))
      .map((name) => `${file} imports ${name}`),
  );
  expect(trespasses).toEqual([]);
});

test('no file of src outgrows 250 lines', () => {
  expect(files.filter((file) => readFileSync(file, 'utf8').split('\n').length > 251)).toEqual([]);
});
