/** The key that buttons are signed with: made once, kept in the data folder, readable by its owner alone. */
import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { folderError, StoreError, storeError } from './errors.ts';

const fileName = 'secret.key';

/**
 * The key kept in `dataDir`, made there when absent (32 random bytes, hex). Two processes that start at once agree on one key, and
 * a crash leaves a whole key or none. Throws StoreError when the folder cannot be made or written, or the key there is damaged.
 */
export async function readSecret(dataDir: string): Promise<string> {
  const file = path.join(dataDir, fileName);
  try {
    return await keptOrMade(file, dataDir);
  } catch (error) {
    throw storeError(folderError(error, dataDir), file);
  }
}

async function keptOrMade(file: string, dataDir: string): Promise<string> {
  const kept = await readKey(file);
  if (kept) return kept;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(`${randomBytes(32).toString('hex')}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    // A link, unlike a rename, never replaces the key that another process has just made.
    await link(draft, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  const made = await readKey(file);
  if (!made) throw new Error(`${file} was removed while it was being made. Start again.`);
  return made;
}

async function readKey(file: string): Promise<string | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  if (/^[0-9a-f]{64}\n?$/.test(text)) return text.trim();
  throw new StoreError(
    'damaged',
    `${file} is damaged. Restore it from a backup, or delete it: the buttons of older answers then ask to ask again.`,
  );
}
