/** Uploaded archives: what is inside is read as if it had been uploaded, and nothing leads out of them or grows without bound. */
import { afterAll, expect, test } from 'vitest';
import { createReader } from '../../src/articles/formats/reader.ts';
import { readUploads } from '../../src/articles/sources/upload.ts';
import { unzip } from '../../src/articles/sources/zip.ts';
import { type ZipQuirks, zipOf } from './files.ts';

const reader = createReader();
afterAll(() => reader.close());

const story = (title: string) => `${title}\n\n${title} stands in an archive.\n`;
const read = async (files: Readonly<Record<string, string>>, quirks?: ZipQuirks) => {
  const { articles, refused } = await readUploads([{ name: 'a.zip', bytes: zipOf(files, quirks) }], 'guild:1', reader);
  return { read: articles.map(({ source, title }) => `${source}: ${title}`), refused };
};

test.each([false, true])(
  'articles in an archive are read, in their folders; what is no article is named (deflated: %s)',
  async (deflated) => {
    const files = { 'a.txt': story('A'), 'deep/b.md': `# B\n\n${story('B')}`, '.hidden': 'x', '__MACOSX/a.txt': 'x', 'c.exe': 'x' };
    expect(await read(files, { deflated })).toEqual({
      read: ['a.txt: A', 'deep/b.md: B'],
      refused: [{ source: 'c.exe', reason: expect.stringContaining('does not read this kind of file') }],
    });
  },
);

test.each(['../out.txt', 'in/../../out.txt', '/etc/out.txt', 'C:/out.txt', 'in\\..\\..\\out.txt'])(
  'an archive with a file called %s is refused',
  async (name) => {
    expect(await read({ 'a.txt': story('A'), [name]: story('Out') })).toEqual({
      read: [],
      refused: [{ source: 'a.zip', reason: 'The archive is damaged, or holds a file name that leads out of it.' }],
    });
  },
);

test('a single file whose name leads out is called by what is left of it', async () => {
  const { articles } = await readUploads([{ name: '../..\\etc/./a\u202e.txt', bytes: Buffer.from(story('A')) }], 'guild:1', reader);
  expect(articles.map(({ source }) => source)).toEqual(['etc/a.txt']);
});

test('links and archives inside an archive are named and left out', async () => {
  expect(await read({ 'a.txt': story('A'), 'link.txt': '/etc/passwd', 'more.zip': 'x' }, { link: 'link.txt' })).toEqual({
    read: ['a.txt: A'],
    refused: [
      { source: 'link.txt', reason: 'It is a link, not a file.' },
      { source: 'more.zip', reason: 'An archive inside an archive is not opened.' },
    ],
  });
});

test('files are bounded in length and number, by what they say and by what comes', async () => {
  const zeros = '0'.repeat(12_000_000);
  expect(await read({ 'a.txt': story('A'), 'bomb.txt': zeros }, { deflated: true })).toEqual({
    read: ['a.txt: A'],
    refused: [{ source: 'bomb.txt', reason: 'It is longer than 10 MB.' }],
  });
  const liar = await read({ 'bomb.txt': zeros }, { deflated: true, claims: { 'bomb.txt': 1000 } });
  expect(liar).toMatchObject({ read: [], refused: [{ source: 'a.zip' }] });
  const many = Object.fromEntries(Array.from({ length: 501 }, (_, at) => [`${at}.txt`, 'x']));
  expect(await read(many)).toMatchObject({ read: [], refused: [{ reason: 'The archive holds more than 500 files.' }] });
  const large = Object.fromEntries(Array.from({ length: 6 }, (_, at) => [`${at}.txt`, '0'.repeat(9_000_000)]));
  expect(await unzip(zipOf(large, { deflated: true }))).toEqual({
    reason: 'The files in the archive are longer than 50 MB together.',
  });
});
