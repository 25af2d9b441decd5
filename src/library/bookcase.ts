/** Collections that are stored: opened when they are needed, changed one at a time, never seen half-changed. */
import { getHeapStatistics } from 'node:v8';
import type { Article } from '../articles/article.ts';
import { ifPossible } from '../store/errors.ts';
import { type Change, checksumOf, type Member, type NewSource, type Generation as StoredGeneration } from '../store/generation.ts';
import type { StoredSource } from '../store/sources.ts';
import type { Store } from '../store/store.ts';
import { toContent } from './content.ts';
import type { Generation, Library } from './library.ts';
import { createLocks } from './locks.ts';
import { storedHash } from './refresh.ts';
import { articlesOf, fingerprintOf, restoreArticles } from './shelf-articles.ts';
import { encodeShelf } from './shelf-codec.ts';
import { type Origin, StoredArticle } from './stored-article.ts';
import { Texts } from './texts.ts';

/** A collection as the store has it now. */
export interface ShelfState {
  /** Number of the current generation, 0 before the first. */
  readonly base: number;
  readonly members: readonly Member[];
  readonly sources: readonly StoredSource[];
}

/** What is to change. `articles` are newly read, `members` come from an older generation whose contents are still stored. */
export interface Plan extends Omit<Change, 'base' | 'put' | 'at' | 'remove'> {
  readonly articles?: readonly { readonly article: Article; readonly sourceId: string }[];
  readonly members?: readonly Member[];
  readonly remove?: readonly string[];
}

export interface Bookcase {
  /** The generation that answers; a collection at rest is opened first. Undefined where it has none. */
  open(collection: string): Promise<Generation | undefined>;
  state(collection: string): Promise<ShelfState>;
  /** The next generation as `draft` plans it against the current one; undefined where it plans nothing. Waits for other changes of the collection. */
  change(
    collection: string,
    draft: (state: ShelfState) => Plan | undefined | Promise<Plan | undefined>,
  ): Promise<StoredGeneration | undefined>;
  /** Where an article in memory came from. */
  originOf(article: Article): Origin | undefined;
  /** Deletes a collection from memory; the store is left as it is. */
  drop(collection: string): Promise<void>;
  /** Lets collections rest that nobody asked since `time`. */
  rest(time: number): void;
}

/**
 * Bytes that open shelves may take: most of them indexes, which stand beside the heap, the words being in the store. The heap's limit tells how
 * large the machine is: Node takes a quarter of its memory, at most 4 GB.
 */
const usualBytes = Math.min(400_000_000, 0.4 * getHeapStatistics().heap_size_limit);
/** Bytes of a passage and its share of its article, beside the index. */
const PASSAGE = 200;

/** Generations that can be undone: the last ten, and all of the last seven days up to a bound. */
const kept = { generations: 10, days: 7, most: 200 };

export interface BookcaseOptions {
  readonly store: Store;
  readonly library: Library;
  readonly now: () => number;
  /** Bytes of servers' shelves in memory at once; when absent, 400 MB, or two fifths of the heap's limit. */
  readonly residentBytes?: number;
}

export function createBookcase({ store, library, now, residentBytes = usualBytes }: BookcaseOptions): Bookcase {
  const locks = createLocks();
  const asked = new Map<string, number>();
  const texts = new Texts(store.shelves.content);

  const state = async (collection: string): Promise<ShelfState> => {
    const base = (await store.shelves.current(collection))?.number ?? 0;
    return { base, members: await store.shelves.members(collection, base), sources: await store.sources.list(collection) };
  };

  const current = (collection: string) => library.current(collection)?.articles;

  async function load(collection: string): Promise<Generation | undefined> {
    const generation = await store.shelves.current(collection);
    if (!generation) return undefined;
    const sources = await store.sources.list(collection);
    const fingerprint = fingerprintOf(generation, sources);
    const restored = await library.restore(collection, fingerprint, (shelf) => restoreArticles(collection, shelf, sources, texts));
    if (restored) return restored;
    const members = await store.shelves.members(collection, generation.number);
    const articles = await articlesOf({ collection, members, sources, store, texts, current: current(collection) });
    return library.adopt(collection, articles, { fingerprint, shelf: () => encodeShelf(articles) });
  }

  const inMemory = (collection: string) => {
    const index = library.current(collection)?.index;
    return index ? index.bytes + index.passages * PASSAGE : 0;
  };

  /** Lets the shelves that were asked longest ago rest, until the others fit; never the shared one, nor the one just opened. */
  function makeRoom(opened: string): void {
    let bytes = [...asked.keys()].reduce((sum, collection) => sum + inMemory(collection), 0) - inMemory('shared');
    for (const collection of [...asked.keys()]) {
      if (bytes <= residentBytes) return;
      if (collection === 'shared' || collection === opened) continue;
      bytes -= inMemory(collection);
      asked.delete(collection);
      library.drop(collection);
    }
  }

  async function change(collection: string, plan: Plan, { base, members, sources }: ShelfState): Promise<StoredGeneration> {
    const { articles = [], members: revived = [], remove = [], ...rest } = plan;
    const keys = await store.shelves.stage(
      collection,
      articles.map(({ article }) => toContent(article)),
    );
    const at = now();
    const before = new Map(members.map((member) => [member.article, member]));
    const put = [
      ...revived,
      ...articles.map(({ article, sourceId }, index) =>
        toMember(article, sourceId, keys[index]!, before.get(article.id)?.seenAt ?? at),
      ),
    ];
    const leaving = new Set([...remove, ...put.map(({ article }) => article)]);
    const gone = new Set(rest.removeSources);
    const next = [...members.filter(({ article, sourceId }) => !leaving.has(article) && !gone.has(sourceId)), ...put].sort(
      byArticle,
    );
    let committed: StoredGeneration | 'outdated' = 'outdated';
    const commit = async () => {
      committed = await store.shelves.commit(collection, { ...rest, base, at, put, remove });
      if (committed === 'outdated') throw new Error(`another process changed ${collection}`);
    };
    if (library.current(collection)) {
      const fresh = new Map(articles.map(({ article }, index) => [keys[index]!, article]));
      const edited = sources.filter(({ id }) => !gone.has(id)).map((source) => ({ ...source, ...rest.edits?.get(source.id) }));
      const from: readonly (StoredSource | NewSource)[] = [...edited, ...(rest.addSources ?? [])];
      const made = await articlesOf({
        collection,
        members: next,
        sources: from,
        store,
        texts,
        fresh,
        current: current(collection),
      });
      const fingerprint = fingerprintOf({ number: base + 1, at, checksum: checksumOf(next) }, from);
      await library.adopt(collection, made, { confirm: commit, fingerprint, shelf: () => encodeShelf(made) });
    } else await commit();
    // What is not cleared now is cleared with the next change.
    await ifPossible(prune(collection));
    return committed as unknown as StoredGeneration;
  }

  async function prune(collection: string): Promise<void> {
    const generations = await store.shelves.generations(collection);
    const since = now() - kept.days * 86_400_000;
    const oldest = generations.slice(0, kept.most).findLast(({ at }, index) => index < kept.generations || at >= since);
    if (oldest) await store.shelves.prune(collection, oldest.number);
  }

  return {
    state,
    async open(collection) {
      // Deleted first, so that the map stands in the order of asking.
      asked.delete(collection);
      asked.set(collection, now());
      const current = library.current(collection);
      if (current) return current;
      const opened = await locks.run(collection, async () => library.current(collection) ?? (await load(collection)));
      makeRoom(collection);
      return opened;
    },
    change: (collection, draft) =>
      locks.run(collection, async () => {
        const current = await state(collection);
        const plan = await draft(current);
        return plan && change(collection, plan, current);
      }),
    originOf: (article) => (article instanceof StoredArticle ? article.origin : undefined),
    drop: (collection) => locks.run(collection, async () => library.drop(collection)),
    rest(time) {
      for (const [collection, last] of asked) {
        if (last >= time || collection === 'shared') continue;
        asked.delete(collection);
        library.drop(collection);
      }
    },
  };
}

const byArticle = (a: Member, b: Member) => (a.article < b.article ? -1 : 1);

function toMember(article: Article, sourceId: string, key: string, seenAt: number): Member {
  const { id, source, title, date, text, hash } = article;
  return {
    article: id,
    sourceId,
    source,
    title,
    seenAt,
    key,
    hash: storedHash(hash),
    bytes: Buffer.byteLength(text),
    ...(date && { date }),
  };
}
