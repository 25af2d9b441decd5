/** Collections that are stored: opened when they are needed, changed one at a time, never seen half-changed. */
import { getHeapStatistics } from 'node:v8';
import type { Article } from '../articles/article.ts';
import { inTurns } from '../search/turns.ts';
import { ifPossible } from '../store/errors.ts';
import type { Change, Member, NewSource, Generation as StoredGeneration } from '../store/generation.ts';
import type { StoredSource } from '../store/sources.ts';
import type { Store } from '../store/store.ts';
import { fromContent, overrides, toContent, withOverrides } from './content.ts';
import type { Generation, Library } from './library.ts';
import { createLocks } from './locks.ts';
import { storedHash } from './refresh.ts';

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

/** Where an article came from. */
export interface Origin {
  readonly collection: string;
  readonly sourceId: string;
  /** Of the source. */
  readonly name: string;
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

/** Bytes of a passage in the heap, with its text and sentences. */
const PASSAGE = 4_096;
const usualPassages = Math.min(40_000, Math.floor(getHeapStatistics().heap_size_limit / 4 / PASSAGE));

/** As many articles are parsed in a millisecond or two. */
const PARSED = 50;

/** Generations that can be undone: the last ten, and all of the last seven days up to a bound. */
const kept = { generations: 10, days: 7, most: 200 };

export interface BookcaseOptions {
  readonly store: Store;
  readonly library: Library;
  readonly now: () => number;
  /** Passages of servers' shelves in memory at once; when absent, 40,000, or as many as fit a quarter of the heap's limit. */
  readonly residentPassages?: number;
}

export function createBookcase({ store, library, now, residentPassages = usualPassages }: BookcaseOptions): Bookcase {
  const locks = createLocks();
  const asked = new Map<string, number>();
  /** What each article in memory was made from. */
  const versions = new WeakMap<Article, string>();
  const origins = new WeakMap<Article, Origin>();

  const state = async (collection: string): Promise<ShelfState> => {
    const base = (await store.shelves.current(collection))?.number ?? 0;
    return { base, members: await store.shelves.members(collection, base), sources: await store.sources.list(collection) };
  };

  /** The articles of `members`: those in memory where they are the same, `fresh` ones, and the others from the store. */
  async function articlesOf(
    collection: string,
    members: readonly Member[],
    sources: readonly Pick<StoredSource, 'id' | 'name' | 'options'>[],
    fresh: ReadonlyMap<string, Article>,
  ) {
    const names = new Map(sources.map(({ id, name }) => [id, name]));
    const over = new Map(sources.map(({ id, options }) => [id, overridesIn(options)]));
    const counts = Map.groupBy(members, ({ sourceId }) => sourceId);
    const wanted = members.map((member) => {
      const own = over.get(member.sourceId) ?? {};
      const only = counts.get(member.sourceId)?.length === 1;
      const version = JSON.stringify([member.key, own, only, names.get(member.sourceId)]);
      const known = library.current(collection)?.articles.get(member.article);
      return { member, own, only, version, known: known && versions.get(known) === version ? known : undefined };
    });
    const missing = wanted.filter(({ member, known }) => !known && !fresh.has(member.key)).map(({ member }) => member.key);
    const contents = await store.shelves.contents(collection, missing);
    const articles: Article[] = [];
    await inTurns(
      wanted,
      ({ member: { key, sourceId }, own, only, version, known }) => {
        const article = known ?? withOverrides(fresh.get(key) ?? fromContent(contents.get(key) ?? '', key), own, only);
        articles.push(article);
        if (known) return;
        versions.set(article, version);
        origins.set(article, { collection, sourceId, name: names.get(sourceId) ?? '' });
      },
      PARSED,
    );
    return articles;
  }

  async function load(collection: string): Promise<Generation | undefined> {
    const { base, members, sources } = await state(collection);
    if (base === 0) return undefined;
    return library.adopt(collection, await articlesOf(collection, members, sources, new Map()));
  }

  const inMemory = (collection: string) => library.current(collection)?.index.passages ?? 0;

  /** Lets the shelves that were asked longest ago rest, until the others fit; never the shared one, nor the one just opened. */
  function makeRoom(opened: string): void {
    let passages = [...asked.keys()].reduce((sum, collection) => sum + inMemory(collection), 0) - inMemory('shared');
    for (const collection of [...asked.keys()]) {
      if (passages <= residentPassages) return;
      if (collection === 'shared' || collection === opened) continue;
      passages -= inMemory(collection);
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
      const edited = sources.map((source) => ({ ...source, ...rest.edits?.get(source.id) }));
      const from: readonly (StoredSource | NewSource)[] = [...edited, ...(rest.addSources ?? [])];
      await library.adopt(collection, await articlesOf(collection, next, from, fresh), commit);
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
    originOf: (article) => origins.get(article),
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

function overridesIn(options: string) {
  const parsed = overrides.safeParse((JSON.parse(options) as { overrides?: unknown }).overrides);
  return parsed.success ? parsed.data : {};
}

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
