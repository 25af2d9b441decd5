import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FolderOptions, folderLimits, readFolder } from '../../src/articles/sources/folder.ts';
import { readRegularFile } from '../../src/articles/sources/folder-files.ts';
import { pdfOf } from './files.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'articles-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const write = (name: string, content: string | Uint8Array) => {
  mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
  writeFileSync(path.join(dir, name), content);
};
const read = async (options: FolderOptions = {}) => {
  const { articles, refused } = await readFolder(dir, options);
  return {
    sources: articles.map(({ source }) => source),
    refused: Object.fromEntries(refused.map(({ source, reason }) => [source, reason])),
    articles,
  };
};

test('articles of every format are read from folders within folders, in the order of their paths, with progress', async () => {
  write('b/deep/note.md', '# Note\n\nText.');
  write('a.txt', 'Title\n\nText.');
  write('page.html', '<h1>Page</h1><p>Some text.</p>');
  write('paper.pdf', pdfOf([[{ text: 'A paper about ferries and their crews.', y: 700 }]]));
  write('.hidden.txt', 'Nothing');
  const progress: string[] = [];
  const { sources, articles, refused } = await read({ onProgress: (done, total) => progress.push(`${done}/${total}`) });
  expect(sources).toEqual(['a.txt', 'b/deep/note.md', 'page.html', 'paper.pdf']);
  expect(articles.map(({ title }) => title)).toEqual(['Title', 'Note', 'Page', 'paper']);
  expect(refused).toEqual({});
  expect(progress).toEqual(['1/4', '2/4', '3/4', '4/4']);
});

test('a file that cannot be used is refused by name and reason, and the others are read', async () => {
  write('good.txt', 'A title\n\nGood text.');
  write('empty.txt', '');
  write('blank.md', ' \n\t\n');
  write('binary.txt', Uint8Array.of(1, 0, 2));
  write('latin1.txt', Uint8Array.of(0x43, 0x61, 0x66, 0xe9));
  write('table.xlsx', 'x');
  write('long.txt', 'a'.repeat(2000));
  const { sources, refused } = await read({ limits: { fileBytes: 1000 } });
  expect(sources).toEqual(['good.txt']);
  expect(refused['empty.txt']).toContain('empty');
  expect(refused['blank.md']).toContain('white space');
  expect(refused['binary.txt']).toContain('binary');
  expect(refused['latin1.txt']).toContain('UTF-8');
  expect(refused['table.xlsx']).toContain('does not read this kind of file');
  expect(refused['long.txt']).toContain('longer than');
});

test('links, pipes, sockets and folders without permission are never entered and never waited for', async () => {
  write('in/good.txt', 'Good text.');
  write('locked/secret.txt', 'Secret.');
  const outside = mkdtempSync(path.join(tmpdir(), 'outside-'));
  writeFileSync(path.join(outside, 'secret.txt'), 'Secret text from outside.');
  symlinkSync(path.join(outside, 'secret.txt'), path.join(dir, 'link.txt'));
  symlinkSync(outside, path.join(dir, 'out'));
  symlinkSync('..', path.join(dir, 'in', 'loop'));
  execFileSync('mkfifo', [path.join(dir, 'pipe.txt')]);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(path.join(dir, 'socket.txt'), resolve));
  chmodSync(path.join(dir, 'locked'), 0);
  try {
    const { sources, refused, articles } = await read();
    expect(sources.filter((source) => !source.startsWith('locked'))).toEqual(['in/good.txt']);
    for (const source of ['link.txt', 'out', 'in/loop']) expect(refused[source]).toContain('It is a link');
    for (const source of ['pipe.txt', 'socket.txt']) expect(refused[source]).toBe('It is no regular file.');
    expect(JSON.stringify(articles)).not.toContain('outside');
    // Also one that was a file when it was listed.
    expect(await readRegularFile(dir, 'pipe.txt', 100, folderLimits)).toMatchObject({ reason: 'It is no regular file.' });
  } finally {
    chmodSync(path.join(dir, 'locked'), 0o700);
    await new Promise((resolve) => server.close(resolve));
    rmSync(outside, { recursive: true });
  }
});

test('a folder that became a link after it was listed leads nowhere', async () => {
  write('sub/a.txt', 'Inside.');
  const outside = mkdtempSync(path.join(tmpdir(), 'outside-'));
  writeFileSync(path.join(outside, 'a.txt'), 'Outside.');
  expect(await readRegularFile(dir, 'sub/a.txt', 100, folderLimits)).toEqual(Buffer.from('Inside.'));
  renameSync(path.join(dir, 'sub'), path.join(dir, 'was'));
  symlinkSync(outside, path.join(dir, 'sub'));
  expect(await readRegularFile(dir, 'sub/a.txt', 100, folderLimits)).toMatchObject({ reason: expect.stringContaining('link') });
  symlinkSync(path.join(outside, 'a.txt'), path.join(dir, 'b.txt'));
  expect(await readRegularFile(dir, 'b.txt', 100, folderLimits)).toMatchObject({ reason: expect.stringContaining('link') });
  rmSync(outside, { recursive: true });
});

test('a file that grows while it is read is read no further than the limit', async () => {
  write('log.txt', 'x'.repeat(1000));
  let open = true;
  const grow = () => {
    if (!open) return;
    appendFileSync(path.join(dir, 'log.txt'), 'x'.repeat(100_000));
    setImmediate(grow);
  };
  grow();
  const { refused } = await read({ limits: { fileBytes: 3_000_000 } });
  open = false;
  expect(Object.keys(refused).length).toBeLessThanOrEqual(1);
});

test('more files, more bytes or deeper folders than the limits are left out, and said so', async () => {
  for (const name of ['a', 'b', 'c', 'd']) write(`${name}.txt`, 'Some words here.');
  write('1/2/3/deep.txt', 'Deep.');
  expect((await read({ limits: { files: 3 } })).refused['.']).toContain('more than 3 files');
  expect((await read({ limits: { depth: 2 } })).refused['1/2/3']).toContain('more than 2 folders deep');
  const { sources, refused } = await read({ limits: { bytes: 25 } });
  expect(sources).toEqual(['1/2/3/deep.txt', 'a.txt']);
  expect(refused['d.txt']).toContain('more than');
});

test('odd names are names', async () => {
  for (const name of ['ä ö.txt', 'x\ny.txt', "it's $(id).txt", '-rf.txt', '__proto__.txt', 'constructor.txt', '日本語.txt'])
    write(name, 'Some words.');
  expect((await read()).sources).toHaveLength(7);
});

test('what did not change is not parsed again, and an aborted reading ends', async () => {
  write('a.txt', 'Some words.');
  const first = await readFolder(dir);
  const known = new Map(first.articles.map((article) => [article.source, article]));
  expect((await readFolder(dir, { known })).articles[0]).toBe(first.articles[0]);
  await expect(readFolder(dir, { signal: AbortSignal.abort() })).rejects.toThrow('abort');
  await expect(readFolder(path.join(dir, 'none'))).rejects.toThrow('ENOENT');
});
