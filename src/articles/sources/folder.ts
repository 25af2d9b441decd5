/** A folder of the operator's machine as a source: regular files inside it, each judged alone. */
import { constants } from 'node:fs';
import { open, readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import type { Article, Refusal } from '../article.ts';
import { formatOf, parseArticle } from '../formats/format.ts';
import { contentHash } from '../identity.ts';

export interface FolderLimits {
  /** Largest file read, in bytes. */
  readonly fileBytes: number;
  readonly files: number;
}

export const folderLimits: FolderLimits = { fileBytes: 10_000_000, files: 100_000 };

/** `Known`: what the caller keeps of an article read before; an article itself will do. */
export interface FolderOptions<Known extends { readonly hash: string } = Article> {
  /** Part of each article's id; 'shared' when not given. */
  readonly collection?: string;
  readonly limits?: Partial<FolderLimits>;
  /** Articles read before, by source: one whose bytes are the same is handed back as it is, not parsed again. */
  readonly known?: ReadonlyMap<string, Known>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Paths of the regular files below `root`, relative to it with `/`, in code unit order. Links are not followed. */
async function listFiles(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort((a, b) => (a < b ? -1 : 1));
}

/** The bytes of a regular file no longer than `limit`, or why not. Not by way of a link; never waits on a pipe. */
async function readBounded(file: string, limit: number): Promise<Uint8Array | string> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const { size } = await handle.stat();
    if (size > limit) return `The file is ${size} bytes long; at most ${limit} are read.`;
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

/** Reads every article below `dir`. A file that cannot be used is refused by name and reason, the others are read. Throws when `dir` cannot be listed. */
export async function readFolder<Known extends { readonly hash: string } = Article>(
  dir: string,
  options: FolderOptions<Known> = {},
): Promise<{ articles: (Article | Known)[]; refused: Refusal[] }> {
  const { collection = 'shared', known, signal, onProgress } = options;
  const limits = { ...folderLimits, ...options.limits };
  const root = await realpath(dir);
  const sources = await listFiles(root);
  const articles: (Article | Known)[] = [];
  const refused: Refusal[] = [];
  for (const [at, source] of sources.entries()) {
    signal?.throwIfAborted();
    const result = await readOne(root, source, collection, limits, known?.get(source));
    if ('reason' in result) refused.push(result);
    else articles.push(result);
    onProgress?.(at + 1, sources.length);
  }
  return { articles, refused };
}

async function readOne<Known extends { readonly hash: string }>(
  root: string,
  source: string,
  collection: string,
  limits: FolderLimits,
  before: Known | undefined,
): Promise<Article | Known | Refusal> {
  if (!formatOf(source)) return parseArticle({ source, bytes: new Uint8Array(), collection });
  try {
    const bytes = await readBounded(path.join(root, source), limits.fileBytes);
    if (typeof bytes === 'string') return { source, reason: bytes };
    if (before && before.hash === contentHash(bytes)) return before;
    return await parseArticle({ source, bytes, collection });
  } catch (cause) {
    return { source, reason: `The file cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'unknown error'}).` };
  }
}
