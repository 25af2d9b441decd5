/** Where the app's shelves stand: in memory, read from a folder; or in the store, with a shelf for each guild. */
import path from 'node:path';
import type { Article, Refusal } from '../articles/article.ts';
import { folderReader } from '../library/folder.ts';
import { type Generation, type Library, SourceError } from '../library/library.ts';
import type { ReloadReport } from '../library/report.ts';
import type { Shelves } from '../library/shelves.ts';

/** The operator's shelf. */
export const shared = 'shared';

export interface SourceSummary {
  readonly name: string;
  readonly kind: string;
  readonly articles: number;
  readonly refused: readonly Refusal[];
  readonly loadedAt: number;
}

export interface Collections {
  open(collection: string): Promise<Generation | undefined>;
  sources(collection: string): Promise<readonly SourceSummary[]>;
  /** Name of the source that an article came from. */
  sourceOf(article: Article): string | undefined;
  /** Those whose source was last read without trouble long ago, with when that was. */
  oldSince(articles: readonly Article[]): Promise<ReadonlyMap<Article, number>>;
  reloadShared(onProgress?: (done: number, total: number) => void, signal?: AbortSignal): Promise<ReloadReport | 'busy'>;
}

/** The folder alone, read into memory. Throws `SourceError` when it cannot be read. */
export async function folderCollections(
  library: Library,
  dir: string,
  onProgress?: (done: number, total: number) => void,
): Promise<Collections> {
  const read = folderReader(dir, shared);
  const first = await library.reload(shared, read, { ...(onProgress && { onProgress }) });
  if (first === 'busy' || first.kept) throw new SourceError(first === 'busy' ? 'A reload is under way.' : first.kept!);
  return {
    open: async (collection) => library.current(collection),
    sources: async (collection) => {
      const generation = library.current(collection);
      if (!generation) return [];
      const { articles, refused, loadedAt } = generation;
      return [{ name: path.basename(dir) || 'folder', kind: 'folder', articles: articles.size, refused, loadedAt }];
    },
    sourceOf: () => undefined,
    oldSince: async () => new Map(),
    reloadShared: (progress, signal) =>
      library.reload(shared, read, { ...(progress && { onProgress: progress }), ...(signal && { signal }) }),
  };
}

/** The stored shelves, the shared one filled from the folder. A folder that cannot be read leaves its last good copy answering; throws `SourceError` where there is none. */
export async function storedCollections(
  shelves: Shelves,
  dir: string,
  onProblem?: (sentence: string) => void,
): Promise<Collections> {
  await shelves.setFolder(shared, dir);
  await shelves.open(shared);
  const reloadShared: Collections['reloadShared'] = async (progress, signal) => {
    const report = await shelves.reload(shared, { ...(progress && { onProgress: progress }), ...(signal && { signal }) });
    if (report === 'busy') return report;
    const trouble = report.sources.find(({ kind }) => kind === 'folder')?.reason;
    return { ...report, ...(trouble && !report.kept && { kept: trouble }) };
  };
  const first = await reloadShared();
  if (first !== 'busy' && first.kept) {
    if (((await shelves.open(shared))?.articles.size ?? 0) === 0) throw new SourceError(first.kept);
    onProblem?.(`${first.kept} Answering from the last good copy.`);
  }
  return {
    open: (collection) => shelves.open(collection),
    sources: async (collection) =>
      (await shelves.sources(collection)).map(({ name, kind, articles, refused, checkedAt = 0 }) => ({
        name,
        kind,
        articles,
        refused,
        loadedAt: checkedAt,
      })),
    sourceOf: (article) => shelves.sourceOf(article),
    oldSince: (articles) => shelves.oldSince(articles),
    reloadShared,
  };
}
