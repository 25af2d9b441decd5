/** The stored shelves: everything that admins can do to one, and the refresh that goes on by itself. */
import path from 'node:path';
import type { Article, Refusal } from '../articles/article.ts';
import type { Fetcher } from '../articles/fetch/fetch.ts';
import type { Reader } from '../articles/formats/reader.ts';
import { guildCollection, type Usage } from '../store/guilds.ts';
import type { SourceState, StoredSource } from '../store/sources.ts';
import type { Store } from '../store/store.ts';
import { createBookcase } from './bookcase.ts';
import type { Overrides } from './content.ts';
import { createDrafts, type Drafts } from './drafts.ts';
import { editSource, type SourceEdit } from './edit.ts';
import { exportShelf, type ImportResult, importShelf } from './exchange.ts';
import type { Generation, Library } from './library.ts';
import { moveSource } from './move.ts';
import { defaultQuota, type Quota, quotaFrom, unlimited } from './quota.ts';
import { type Doing, type ReloadOptions, reloadShelf } from './reload.ts';
import type { ReloadReport } from './report.ts';
import { isOld } from './schedule.ts';
import { nothingDone, readReport, type ShelfReport } from './shelf-report.ts';
import { previewUndo, type UndoPreview, undoShelf } from './undo.ts';

/** A source as admins see it. */
export interface ShelfSource extends SourceState {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly schedule: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly overrides: Overrides;
  readonly articles: number;
  /** What of it could not be used when it was last read in this process. */
  readonly refused: readonly Refusal[];
}

export interface ShelvesOptions {
  readonly store: Store;
  readonly library: Library;
  readonly fetcher: Fetcher;
  readonly reader: Reader;
  readonly now: () => number;
  readonly random?: () => number;
  /** For each guild, where the operator says nothing else. */
  readonly quota?: Quota;
  /** Deletes what is kept of a collection's index. */
  readonly forgetIndex?: (collection: string) => Promise<void>;
}

export interface Shelves extends Drafts {
  open(collection: string): Promise<Generation | undefined>;
  sources(collection: string): Promise<readonly ShelfSource[]>;
  /** Titles of a source's articles. */
  titles(collection: string, sourceId: string): Promise<readonly string[]>;
  usage(collection: string): Promise<Usage & { readonly quota: Quota }>;
  /** One reload of a collection at a time: `busy` otherwise. Stopped: nothing was changed, and `kept` says so. */
  reload(collection: string, options?: ReloadOptions): Promise<ShelfReport | 'busy'>;
  /** Undefined where there is no such source; a string says in one sentence what is wrong. Settings of its kind take effect with the next reload. */
  edit(collection: string, sourceId: string, edit: SourceEdit, actor?: string): Promise<ShelfSource | string | undefined>;
  /** An edit that leads to another address: `moveSource`. One at a time with reloads: `busy` otherwise. */
  move(
    collection: string,
    sourceId: string,
    edit: SourceEdit,
    options?: Omit<ReloadOptions, 'sourceIds' | 'insist'>,
  ): Promise<ShelfReport | string | undefined>;
  /** Takes a source off the shelf with its articles, or one article of an upload. Undefined where there is none. */
  remove(collection: string, sourceId: string, actor?: string, articleId?: string): Promise<ShelfReport | undefined>;
  previewUndo(collection: string, to?: number): Promise<UndoPreview | undefined>;
  undo(collection: string, to?: number, actor?: string): Promise<ShelfReport | undefined>;
  /** What the change that made this generation did; undefined where it is not kept any more, or told nothing. */
  details(collection: string, generation: number): Promise<ReloadReport | undefined>;
  /** Lets held sources refresh again; returns their names. */
  resume(collection: string): Promise<readonly string[]>;
  export(collection: string): Promise<string>;
  import(collection: string, text: string, actor?: string): Promise<ImportResult>;
  /** Refreshes what is due, guild by guild in turn; resolves when it is done. */
  refreshDue(signal?: AbortSignal): Promise<void>;
  /** Makes sure that `collection` has this one folder as a source; a folder that moved is taken as it is. */
  setFolder(collection: string, dir: string): Promise<void>;
  /** Deletes a guild's shelf from store and memory. */
  purge(guildId: string): Promise<void>;
  /** Name of the source that an article in memory came from. */
  sourceOf(article: Article): string | undefined;
  /** Of these articles in memory those whose source is read again and was last read without trouble long ago, with when that was. */
  oldSince(articles: readonly Article[]): Promise<ReadonlyMap<Article, number>>;
  /** Lets shelves rest that nobody asked since `time`. */
  rest(time: number): void;
}

export function createShelves(options: ShelvesOptions): Shelves {
  const { store, library, fetcher, reader, now, random = Math.random, quota = defaultQuota, forgetIndex } = options;
  const bookcase = createBookcase({ store, library, now });
  const quotaOf = async (collection: string) =>
    collection.startsWith('guild:') ? quotaFrom(await store.guilds.quota(collection.slice(6)), quota) : unlimited;
  const doing: Doing = { store, bookcase, fetcher, reader, quotaOf, now, random };
  const reloading = new Set<string>();
  const refusals = new Map<string, readonly Refusal[]>();

  async function reload(collection: string, reloadOptions: ReloadOptions = {}): Promise<ShelfReport | 'busy'> {
    if (reloading.has(collection)) return 'busy';
    reloading.add(collection);
    try {
      const report = await reloadShelf(doing, collection, reloadOptions);
      for (const { id, refused } of report.sources) refusals.set(id, refused);
      return report;
    } catch (error) {
      if (!reloadOptions.signal?.aborted) throw error;
      const { members } = await bookcase.state(collection);
      return { ...nothingDone(members.length), sources: [], kept: 'The reload was stopped.' };
    } finally {
      reloading.delete(collection);
    }
  }

  async function sources(collection: string): Promise<ShelfSource[]> {
    const state = await bookcase.state(collection);
    const counts = Map.groupBy(state.members, ({ sourceId }) => sourceId);
    return state.sources.map((source) => toShelfSource(source, counts.get(source.id)?.length ?? 0, refusals.get(source.id) ?? []));
  }

  return {
    ...createDrafts(doing),
    open: (collection) => bookcase.open(collection),
    sources,
    titles: async (collection, sourceId) =>
      (await bookcase.state(collection)).members.filter((member) => member.sourceId === sourceId).map(({ title }) => title),
    usage: async (collection) => ({ ...(await store.guilds.usage(collection)), quota: await quotaOf(collection) }),
    reload,
    async edit(collection, sourceId, edit, actor) {
      const trouble = await editSource(doing, collection, sourceId, edit, actor);
      return trouble ?? (await sources(collection)).find(({ id }) => id === sourceId);
    },
    async move(collection, sourceId, edit, moveOptions = {}) {
      if (reloading.has(collection)) return 'busy';
      reloading.add(collection);
      try {
        return await moveSource(doing, collection, sourceId, edit, moveOptions);
      } catch (error) {
        if (!moveOptions.signal?.aborted) throw error;
        return 'It was stopped.';
      } finally {
        reloading.delete(collection);
      }
    },
    async remove(collection, sourceId, actor, articleId) {
      let report: ShelfReport | undefined;
      const generation = await bookcase.change(collection, (state) => {
        const source = state.sources.find(({ id }) => id === sourceId);
        const gone = state.members.filter(
          (member) => member.sourceId === sourceId && (articleId === undefined || member.article === articleId),
        );
        if (!source || (articleId !== undefined && (gone.length === 0 || source.kind !== 'upload'))) return undefined;
        report = { ...nothingDone(state.members.length - gone.length), removed: gone.map(({ title }) => title), sources: [] };
        const what = articleId === undefined ? { removeSources: [sourceId] } : { remove: [articleId] };
        return { act: 'remove', ...what, report: JSON.stringify(report), ...(actor && { actor }) };
      });
      return report && generation && { ...report, generation: generation.number };
    },
    previewUndo: (collection, to) => previewUndo(doing, collection, to),
    undo: (collection, to, actor) => undoShelf(doing, collection, to, actor),
    async details(collection, number) {
      const found = (await store.shelves.generations(collection)).find((one) => one.number === number);
      return readReport(found?.report);
    },
    async resume(collection) {
      const held = (await store.sources.list(collection)).filter(({ status }) => status === 'held');
      for (const { id, schedule, reason: _, nextAt: __, ...state } of held) {
        const nextAt = schedule === 'never' ? undefined : now();
        await store.sources.setState(id, { ...state, status: 'fresh', ...(nextAt !== undefined && { nextAt }) });
      }
      return held.map(({ name }) => name);
    },
    export: (collection) => exportShelf(doing, collection),
    import: (collection, text, actor) => importShelf(doing, collection, text, actor),
    async refreshDue(signal) {
      const due = Map.groupBy(await store.sources.due(now()), ({ collection }) => collection);
      await Promise.all(
        [...due].map(([collection, some]) =>
          reload(collection, { sourceIds: some.map(({ id }) => id), ...(signal && { signal }) }),
        ),
      );
    },
    async setFolder(collection, dir) {
      const folder = (await store.sources.list(collection)).find(({ kind }) => kind === 'folder');
      const settings = JSON.stringify({ dir });
      const name = path.basename(dir) || 'folder';
      if (!folder) {
        await bookcase.change(collection, () => ({
          act: 'add',
          addSources: [{ id: `folder-${collection}`, kind: 'folder', name, options: settings, schedule: 'never' }],
        }));
      } else if (folder.options !== settings) {
        const edits = new Map([[folder.id, { name, options: settings, schedule: 'never' }]]);
        await bookcase.change(collection, () => ({ act: 'edit', edits }));
        await reload(collection, { sourceIds: [folder.id], insist: true });
      }
    },
    async purge(guildId) {
      await bookcase.drop(guildCollection(guildId));
      await forgetIndex?.(guildCollection(guildId));
      await store.guilds.purge(guildId);
    },
    sourceOf: (article) => bookcase.originOf(article)?.name,
    async oldSince(articles) {
      const origins = new Map(articles.map((article) => [article, bookcase.originOf(article)]));
      const collections = new Set([...origins.values()].flatMap((origin) => origin?.collection ?? []));
      const sources = (await Promise.all([...collections].map((collection) => store.sources.list(collection)))).flat();
      const old = new Map(sources.filter((source) => isOld(source, now())).map(({ id, goodAt }) => [id, goodAt]));
      const since = articles.map((article) => [article, old.get(origins.get(article)?.sourceId ?? '')] as const);
      return new Map(since.flatMap(([article, goodAt]) => (goodAt === undefined ? [] : [[article, goodAt] as const])));
    },
    rest: (time) => bookcase.rest(time),
  };
}

function toShelfSource({ options, ...source }: StoredSource, articles: number, refused: readonly Refusal[]): ShelfSource {
  const { overrides: over, ...own } = JSON.parse(options) as { overrides?: Overrides };
  return { ...source, options: own, overrides: over ?? {}, articles, refused };
}
