/** Which generation of each collection answers questions. A reload builds the next one aside and swaps it in with one assignment. */
import type { Article, Passage, Refusal } from '../articles/article.ts';
import type { BuildRequest, OpenRequest } from '../search/indexer.ts';
import type { SearchIndex } from '../search/search-index.ts';
import { compareShelves, type ReloadReport } from './report.ts';
import { passagesOf, StoredArticle } from './stored-article.ts';

/** One state of a collection, never modified: who took it finishes with it, whatever is reloaded meanwhile. */
export interface Generation {
  readonly collection: string;
  /** From 1, rising with every change of the collection. */
  readonly number: number;
  /** By id. */
  readonly articles: ReadonlyMap<string, Article>;
  /** By the id of their article, in order. */
  readonly passages: ReadonlyMap<string, readonly Passage[]>;
  readonly index: SearchIndex;
  readonly refused: readonly Refusal[];
  /** Milliseconds since 1970. */
  readonly loadedAt: number;
}

export interface ReadOptions {
  /** The articles of the current generation by source: one with the same hash is handed back as it is, not parsed again. */
  readonly known: ReadonlyMap<string, Article>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** A source as a whole cannot be read: the message is one clear sentence for people. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
}

/** Reads all articles of a collection. Throws `SourceError` when the source as a whole cannot be read. */
export type ReadArticles = (options: ReadOptions) => Promise<{ articles: readonly Article[]; refused: readonly Refusal[] }>;

export interface LibraryOptions {
  /** Builds the next index aside: the indexer's `build`. */
  readonly buildIndex: (request: BuildRequest) => Promise<SearchIndex>;
  /** Opens an index from its snapshot alone: the indexer's `open`. Without it each is built. */
  readonly openIndex?: (request: OpenRequest) => Promise<SearchIndex | undefined>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** `fingerprint` and `shelf`: what the snapshot is known by, and what is kept with it for `restore`. */
export interface AdoptOptions extends Pick<BuildRequest, 'fingerprint' | 'shelf'> {
  readonly confirm?: () => Promise<void>;
}

export interface Library {
  /** The generation that answers now; undefined before the first successful reload. */
  current(collection: string): Generation | undefined;
  /**
   * Reads the collection anew and swaps the result in. One at a time for each collection: 'busy' otherwise. When the source cannot be
   * read, the reload is stopped, or nothing comes where there was something, the current generation stays and the report says why
   * (`kept`). Throws what is unexpected; the current generation stays then too.
   */
  reload(collection: string, read: ReadArticles, options?: Omit<ReadOptions, 'known'>): Promise<ReloadReport | 'busy'>;
  /**
   * Builds the next generation of these articles aside, waits for `confirm` (to write it down) and swaps it in. What throws leaves the
   * current generation as it was. Articles that are the very objects of the current generation are not split again. Calls for one
   * collection must wait for each other.
   */
  adopt(collection: string, articles: readonly Article[], options?: AdoptOptions): Promise<Generation>;
  /**
   * Opens the collection from the snapshot with this fingerprint alone, whose articles `read` makes of what was kept with it; undefined, and the
   * library is as it was, where there is none.
   */
  restore(
    collection: string,
    fingerprint: string,
    read: (shelf: Uint8Array) => readonly Article[],
  ): Promise<Generation | undefined>;
  /** Forgets a collection. */
  drop(collection: string): void;
}

const nothingRead = 'The source holds no article that Footnote can read.';

export function createLibrary({ buildIndex, openIndex, now }: LibraryOptions): Library {
  const generations = new Map<string, Generation>();
  const reloading = new Set<string>();

  async function prepare(
    collection: string,
    articles: ReadonlyMap<string, Article>,
    refused: readonly Refusal[],
    options: Pick<BuildRequest, 'signal' | 'fingerprint' | 'shelf'>,
  ): Promise<Generation> {
    const before = generations.get(collection);
    const byArticle = await splitAll(articles, before);
    const passages = [...byArticle.values()].flat();
    const index = await buildIndex({ ...options, collection, passages, byArticle, previous: before?.index });
    return { collection, number: (before?.number ?? 0) + 1, articles, passages: byArticle, index, refused, loadedAt: now() };
  }

  async function build(collection: string, read: ReadArticles, options: Omit<ReadOptions, 'known'>): Promise<ReloadReport> {
    const before = generations.get(collection);
    const known = new Map([...(before?.articles.values() ?? [])].map((article) => [article.source, article]));
    const { articles: list, refused } = await read({ ...options, known });
    const articles = new Map(list.map((article) => [article.id, article]));
    const report = compareShelves(before?.articles ?? new Map(), articles, refused);
    if (before && before.articles.size > 0 && articles.size === 0) return keep(before, nothingRead, refused);
    if (before && report.added.length + report.changed.length + report.removed.length === 0) {
      generations.set(collection, { ...before, refused, loadedAt: now() });
      return report;
    }
    const next = await prepare(collection, articles, refused, { signal: options.signal });
    options.signal?.throwIfAborted();
    generations.set(collection, next);
    return report;
  }

  return {
    current: (collection) => generations.get(collection),
    async reload(collection, read, options = {}) {
      if (reloading.has(collection)) return 'busy';
      reloading.add(collection);
      try {
        return await build(collection, read, options);
      } catch (error) {
        if (options.signal?.aborted) return keep(generations.get(collection), 'The reload was stopped.', []);
        if (error instanceof SourceError) return keep(generations.get(collection), error.message, []);
        throw error;
      } finally {
        reloading.delete(collection);
      }
    },
    async adopt(collection, list, { confirm, ...options } = {}) {
      const next = await prepare(collection, new Map(list.map((article) => [article.id, article])), [], options);
      await confirm?.();
      generations.set(collection, next);
      return next;
    },
    async restore(collection, fingerprint, read) {
      const articles = new Map<string, Article>();
      const passages = new Map<string, readonly Passage[]>();
      const index = await openIndex?.({
        collection,
        fingerprint,
        read: (shelf) => {
          for (const article of read(shelf)) {
            articles.set(article.id, article);
            passages.set(article.id, passagesOf(article));
          }
          return passages;
        },
      });
      if (!index) return undefined;
      const number = (generations.get(collection)?.number ?? 0) + 1;
      const restored = { collection, number, articles, passages, index, refused: [], loadedAt: now() };
      generations.set(collection, restored);
      return restored;
    },
    drop: (collection) => void generations.delete(collection),
  };
}

/** The passages of each article; those of an article that did not change are the very same objects. Questions have their turn in between. */
async function splitAll(
  articles: ReadonlyMap<string, Article>,
  before: Generation | undefined,
): Promise<Map<string, readonly Passage[]>> {
  const passages = new Map<string, readonly Passage[]>();
  for (const [id, article] of articles) {
    const known = before?.articles.get(id) === article ? before.passages.get(id) : undefined;
    const laidOut = article instanceof StoredArticle && article.isLaidOut;
    passages.set(id, known ?? passagesOf(article));
    if (!known && !laidOut) await new Promise((resolve) => setImmediate(resolve));
  }
  return passages;
}

function keep(current: Generation | undefined, kept: string, refused: readonly Refusal[]): ReloadReport {
  return { added: [], changed: [], removed: [], unchanged: current?.articles.size ?? 0, refused, kept };
}
