/** The regular files inside a folder, and their bytes: no links, no pipes, no devices, nothing from outside, nothing without bound. */
import { constants } from 'node:fs';
import { type FileHandle, open, opendir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Refusal } from '../article.ts';
import type { FolderLimits } from './folder.ts';

const CHUNK = 1 << 20;

interface Listing {
  /** Paths relative to the root, with `/`, in code unit order. */
  readonly files: string[];
  /** What stands in the folder and is no file to read. */
  readonly refused: Refusal[];
}

/** Lists the files below `root` (its real path). Throws when the root itself cannot be listed. */
export async function listFiles(root: string, limits: FolderLimits, signal?: AbortSignal): Promise<Listing> {
  const files: string[] = [];
  const refused: Refusal[] = [];
  const pending = [''];
  let seen = 0;
  for (let folder = pending.pop(); folder !== undefined && seen <= limits.files; folder = pending.pop()) {
    signal?.throwIfAborted();
    try {
      for await (const entry of await opendir(path.join(root, folder))) {
        if (entry.name.startsWith('.')) continue;
        seen += 1;
        if (seen > limits.files) break;
        const source = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.isFile()) files.push(source);
        else if (!entry.isDirectory()) refused.push({ source, reason: notAFile(entry.isSymbolicLink()) });
        else if (source.split('/').length > limits.depth)
          refused.push({ source, reason: `It lies more than ${limits.depth} folders deep.` });
        else pending.push(source);
      }
    } catch (cause) {
      if (folder === '') throw cause;
      refused.push({ source: folder, reason: `The folder cannot be listed (${codeOf(cause)}).` });
    }
  }
  if (seen > limits.files)
    refused.push({ source: '.', reason: `The folder holds more than ${limits.files} files; the others are left out.` });
  files.sort((a, b) => (a < b ? -1 : 1));
  return { files, refused };
}

/** The bytes of a regular file inside `root`, at most `limit` of them, or why it is not read. Never waits on a pipe, never follows a link. */
export async function readRegularFile(
  root: string,
  source: string,
  limit: number,
  limits: FolderLimits,
): Promise<Uint8Array | Refusal> {
  const file = path.join(root, source);
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const opened = await handle.stat();
    if (!opened.isFile()) return { source, reason: notAFile(false) };
    // A folder on the way may have become a link since it was listed: what was opened must be what stands inside the root.
    const real = await realpath(file);
    const inside = await stat(real);
    if (!real.startsWith(root + path.sep) || inside.ino !== opened.ino || inside.dev !== opened.dev)
      return { source, reason: notAFile(true) };
    return (await readUpTo(handle, opened.size, limit)) ?? { source, reason: tooLong(limit, limits) };
  } catch (cause) {
    return { source, reason: codeOf(cause) === 'ELOOP' ? notAFile(true) : `The file cannot be read (${codeOf(cause)}).` };
  } finally {
    await handle?.close();
  }
}

/**
 * Reads to the end; undefined where there are more than `limit` bytes, however long the file said it was. Buffers are as long as the file
 * says: thousands of small files in large ones keep the garbage collector busy for longer than they are read.
 */
async function readUpTo(handle: FileHandle, size: number, limit: number): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for (;;) {
    const room = Math.min(CHUNK, Math.max(size - length + 1, 1024));
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(room), 0, room);
    if (bytesRead === 0) return Buffer.concat(chunks, length);
    length += bytesRead;
    if (length > limit) return undefined;
    chunks.push(buffer.subarray(0, bytesRead));
  }
}

/** Why a file of which at most `limit` bytes may be read is not. */
export const tooLong = (limit: number, { fileBytes, bytes }: FolderLimits): string =>
  limit < fileBytes
    ? `The folder holds more than ${bytes / 1_000_000} MB; this file is left out.`
    : `The file is longer than ${fileBytes / 1_000_000} MB. Part it into several files.`;

const notAFile = (link: boolean) =>
  link ? 'It is a link; only files inside the folder itself are read.' : 'It is no regular file.';

const codeOf = (cause: unknown) => (cause as NodeJS.ErrnoException).code ?? 'unknown error';
