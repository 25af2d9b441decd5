import { mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { StoreError } from '../../src/store/errors.ts';
import { readSecret } from '../../src/store/secret.ts';

const folder = () => mkdtemp(path.join(tmpdir(), 'footnote-secret-'));

test('the key is made at first start and is the same ever after', async () => {
  const dir = path.join(await folder(), 'data');
  const key = await readSecret(dir);
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect(await readSecret(dir)).toBe(key);
  expect(await readdir(dir)).toEqual(['secret.key']);
});

test.skipIf(process.platform === 'win32')('the key is readable by its owner alone', async () => {
  const dir = await folder();
  await readSecret(dir);
  expect((await stat(path.join(dir, 'secret.key'))).mode & 0o777).toBe(0o600);
});

test('processes that start at once agree on one key', async () => {
  const dir = await folder();
  const keys = await Promise.all(Array.from({ length: 20 }, () => readSecret(dir)));
  expect(new Set(keys).size).toBe(1);
  expect(await readdir(dir)).toEqual(['secret.key']);
});

test('a folder that cannot be is said in one sentence, with what to change', async () => {
  const file = path.join(await folder(), 'file');
  await writeFile(file, 'words');
  for (const dir of [file, path.join(file, 'data')])
    await expect(readSecret(dir)).rejects.toThrow(
      new StoreError(
        'unwritable',
        `${dir} cannot be the folder for data: it, or what it should stand in, is no folder. Change DATA_DIR.`,
      ),
    );
});

test('a damaged key is named and left as it is', async () => {
  const dir = await folder();
  const file = path.join(dir, 'secret.key');
  await writeFile(file, 'abc');
  await expect(readSecret(dir)).rejects.toThrow(`${file} is damaged`);
  await expect(readSecret(dir)).rejects.toThrow(StoreError);
  expect(await readFile(file, 'utf8')).toBe('abc');
});
