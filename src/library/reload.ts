/** Reads sources of a shelf anew: the slow reading first, beside everything else; then one short change. */
import type { Refusal } from '../articles/article.ts';
import type { Fetcher } from '../articles/fetch/fetch.ts';
import type { Reader } from '../articles/formats/reader.ts';
import type { Member } from '../store/generation.ts';
import type { StoredSource } from '../store/sources.ts';
import type { Store } from '../store/store.ts';
import type { Bookcase, Plan, ShelfState } from './bookcase.ts';
import { overQuota, type Quota } from './quota.ts';
import { type Reading, readSource } from './refresh.ts';
import { compareMembers, nothingDone, outcomeOf, type ShelfReport } from './shelf-report.ts';

/** What the doings of a shelf have in common. */
export interface Doing {
  readonly store: Store;
  readonly bookcase: Bookcase;
  readonly fetcher: Fetcher;
  readonly reader: Reader;
  readonly quotaOf: (collection: string) => Promise<Quota>;
  readonly now: () => number;
  /** 0 to 1. */
  readonly random: () => number;
}

export interface ReloadOptions {
  /** Only these sources; all that are not held, where absent. */
  readonly sourceIds?: readonly string[];
  /** Take also what shrinks to a tenth. */
  readonly insist?: boolean;
  /** Keyed hash of who asked for it. */
  readonly actor?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Throws the reason of `signal` when it is aborted: nothing was changed then. */
export async function reloadShelf(doing: Doing, collection: string, options: ReloadOptions = {}): Promise<ShelfReport> {
  const { bookcase } = doing;
  const { insist = false, actor, sourceIds, signal } = options;
  const before = await bookcase.state(collection);
  const chosen = before.sources.filter(({ id, status }) => (sourceIds ? sourceIds.includes(id) : status !== 'held'));
  const readings = await readAll(doing, collection, chosen, before, { ...options, insist });
  signal?.throwIfAborted();
  const quota = await doing.quotaOf(collection);
  let report: Omit<ShelfReport, 'sources' | 'generation'> = nothingDone(before.members.length);
  let taken: Reading[] = [];
  const generation = await bookcase.change(collection, (now) => {
    const plan = planOf(readings, now, quota);
    taken = plan.taken;
    const refused = [...plan.refused, ...taken.flatMap((reading) => reading.refused)];
    const put = plan.articles.map(({ article }) => article);
    const over = put.length > 0 ? plan.over : undefined;
    if (over || put.length + plan.remove.length === 0) {
      report = { ...nothingDone(now.members.length, refused), ...(over && { kept: over }) };
      return undefined;
    }
    report = { ...compareMembers(now.members, put, plan.remove), refused };
    return toPlan(plan, actor, report);
  });
  for (const { source, state, visits } of taken) {
    if (generation) break;
    await doing.store.sources.setState(source.id, state);
    if (visits && !report.kept) await doing.store.sources.saveVisits(source.id, visits);
  }
  const number = (generation ?? (await doing.store.shelves.current(collection)))?.number;
  return { ...report, sources: taken.map(outcomeOf), ...(number !== undefined && { generation: number }) };
}

/** Reads the chosen sources side by side; the fetcher keeps to its bounds. */
export async function readAll(
  doing: Doing,
  collection: string,
  chosen: readonly StoredSource[],
  state: ShelfState,
  options: ReloadOptions & { insist: boolean },
) {
  const { store, fetcher, reader, now, random } = doing;
  const room = (await doing.quotaOf(collection)).articles - state.members.length;
  const progress = chosen.map(() => ({ done: 0, total: 0 }));
  const tell = () =>
    options.onProgress?.(
      progress.reduce((sum, { done }) => sum + done, 0),
      progress.reduce((sum, { total }) => sum + total, 0),
    );
  return Promise.all(
    chosen.map(async (source, at) => {
      const members = state.members.filter(({ sourceId }) => sourceId === source.id);
      return readSource(source, {
        collection,
        fetcher,
        reader,
        members,
        visits: await store.sources.visits(source.id),
        maxArticles: Math.max(0, room) + members.length,
        insist: options.insist,
        random: random(),
        now: now(),
        ...(options.signal && { signal: options.signal }),
        onProgress: (done, total) => {
          progress[at] = { done, total };
          tell();
        },
      });
    }),
  );
}

export interface Drawn {
  readonly taken: Reading[];
  readonly articles: NonNullable<Plan['articles']>;
  readonly remove: readonly Member[];
  readonly refused: readonly Refusal[];
  readonly over: string | undefined;
}

/** What the readings change against the state of now: sources that left meanwhile are left out, an article belongs to the source that had it first. */
export function planOf(readings: readonly Reading[], now: ShelfState, quota: Quota): Drawn {
  const sources = new Map(now.sources.map((source) => [source.id, source]));
  const taken = readings.filter(({ source }) => sources.has(source.id));
  const owner = new Map(now.members.map(({ article, sourceId }) => [article, sourceId]));
  const refused: Refusal[] = [];
  const articles = taken.flatMap(({ source, put }) =>
    put.flatMap((article) => {
      const other = owner.get(article.id);
      if (other === undefined || other === source.id) {
        owner.set(article.id, source.id);
        return [{ article, sourceId: source.id }];
      }
      refused.push({
        source: article.source,
        reason: `It is on the shelf already, from "${sources.get(other)?.name ?? 'another source'}".`,
      });
      return [];
    }),
  );
  const remove = taken.flatMap((reading) => reading.remove).filter(({ article, sourceId }) => owner.get(article) === sourceId);
  const leaving = new Set([...remove.map(({ article }) => article), ...articles.map(({ article }) => article.id)]);
  const staying = now.members.filter(({ article }) => !leaving.has(article));
  const bytes =
    staying.reduce((sum, member) => sum + member.bytes, 0) +
    articles.reduce((sum, { article }) => sum + Buffer.byteLength(article.text), 0);
  const over = overQuota({ sources: now.sources.length, articles: staying.length + articles.length, bytes }, quota);
  return { taken, articles, remove, refused, over };
}

export const toPlan = ({ taken, articles, remove }: Drawn, actor: string | undefined, report: object): Plan => ({
  act: 'reload',
  articles,
  remove: remove.map(({ article }) => article),
  states: new Map(taken.map(({ source, state }) => [source.id, state])),
  visits: new Map(taken.flatMap(({ source, visits }) => (visits ? [[source.id, visits]] : []))),
  report: JSON.stringify(report),
  ...(actor && { actor }),
});
