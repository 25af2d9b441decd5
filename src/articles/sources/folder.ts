/** A folder of the operator's machine as a source: regular files inside it, each judged alone. */
import { realpath } from 'node:fs/promises';
import type { Article, Refusal } from '../article.ts';
import { formatOf, isHeavy, parseArticle, type RawFile } from '../formats/format.ts';
import { createReader, type Reader } from '../formats/reader.ts';
import { contentHash } from '../identity.ts';
import { inOrder } from './concurrent.ts';
import { listFiles, readRegularFile, tooLong } from './folder-files.ts';

export interface FolderLimits {
  /** Largest file read, in bytes. */
  readonly fileBytes: number;
  /** Bytes read in all; files beyond are refused. */
  readonly bytes: number;
  readonly files: number;
  /** Folders within folders. */
  readonly depth: number;
}

export const folderLimits: FolderLimits = { fileBytes: 10_000_000, bytes: 300_000_000, files: 100_000, depth: 32 };

/** Files opened before their turn: reading waits for the disk, parsing for the processor. */
const READ_AHEAD = 8;
/** For one file that is read in a worker; generous, for these files are the operator's own. */
const READER_LIMITS = { time: 60_000, megabytes: 1_024, idle: 60_000 };

/** `Known`: what the caller keeps of an article read before; an article itself will do. */
export interface FolderOptions<Known extends { readonly hash: string } = Article> {
  /** Part of each article's id; 'shared' when not given. */
  readonly collection?: string;
  readonly limits?: Partial<FolderLimits>;
  /** Articles read before, by source: one whose bytes are the same is handed back as it is, not parsed again. */
  readonly known?: ReadonlyMap<string, Known>;
  /** Parses everything in a worker, not only what is heavy: for a thread that answers meanwhile. */
  readonly aside?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Reads every article below `dir`, in the order of their paths. A file that cannot be used is refused by name and reason, the others are
 * read; hidden files are passed over. Throws when `dir` cannot be listed, and when the signal is aborted.
 */
export async function readFolder<Known extends { readonly hash: string } = Article>(
  dir: string,
  options: FolderOptions<Known> = {},
): Promise<{ articles: (Article | Known)[]; refused: Refusal[] }> {
  const { collection = 'shared', known, aside = false, signal, onProgress } = options;
  const limits = { ...folderLimits, ...options.limits };
  const root = await realpath(dir);
  const { files, refused } = await listFiles(root, limits, signal);
  const articles: (Article | Known)[] = [];
  const reader = createReader(READER_LIMITS);
  let left = limits.bytes;
  const read = async (source: string) => {
    const file = formatOf(source)
      ? await readRegularFile(root, source, Math.min(limits.fileBytes, left), limits)
      : new Uint8Array();
    return { source, file };
  };
  let done = 0;
  try {
    for await (const { source, file } of inOrder(files, READ_AHEAD, read)) {
      signal?.throwIfAborted();
      const bytes = file instanceof Uint8Array && file.length > left ? { source, reason: tooLong(left, limits) } : file;
      if (bytes instanceof Uint8Array) left -= bytes.length;
      const result =
        bytes instanceof Uint8Array ? await parse({ source, bytes, collection }, known?.get(source), reader, aside) : bytes;
      if ('reason' in result) refused.push(result);
      else articles.push(result);
      onProgress?.(++done, files.length);
    }
  } finally {
    await reader.close();
  }
  return { articles, refused };
}

async function parse<Known extends { readonly hash: string }>(
  file: RawFile,
  before: Known | undefined,
  reader: Reader,
  aside: boolean,
): Promise<Article | Known | Refusal> {
  if (before && before.hash === contentHash(file.bytes)) return before;
  if (!aside && !isHeavy(file)) return parseArticle(file);
  const read = await reader.read('article', file);
  return 'reason' in read ? { source: file.source, reason: read.reason } : read;
}
