import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readAliases } from '../../src/library/aliases-file.ts';

const folder = () => mkdtemp(path.join(tmpdir(), 'footnote-aliases-'));

test("the operator's aliases stand beside the well-known ones", async () => {
  const file = path.join(await folder(), 'aliases.txt');
  await writeFile(file, '\uFEFFXenia = the old kiln\r\n# a remark\r\n');
  const { aliases, problems } = await readAliases(file);
  expect(problems).toEqual([]);
  expect(aliases.get('xenia')).toEqual(['the old kiln']);
  expect(aliases.get('dprk')).toContain('North Korea');
});

test('without the file the well-known aliases hold, and nothing is wrong', async () => {
  const { aliases, problems } = await readAliases(path.join(await folder(), 'aliases.txt'));
  expect(problems).toEqual([]);
  expect(aliases.get('dprk')).toContain('North Korea');
});

test('a file that cannot be read is named, and the well-known aliases hold', async () => {
  const file = path.join(await folder(), 'aliases.txt');
  await mkdir(file);
  const { aliases, problems } = await readAliases(file);
  expect(problems).toEqual([expect.stringContaining(`${file} cannot be read (EISDIR)`)]);
  expect(aliases.get('dprk')).toContain('North Korea');
});
