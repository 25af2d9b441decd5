/** Passages → an index that answers. Large work is done in worker threads, so that the answering thread never waits. */
import type { Passage } from '../articles/article.ts';
import { buildSegments, changeSegments, type Runner, SMALL } from './build.ts';
import { CompiledIndex } from './compiled-index.ts';
import { byArticle, countLanguages, differenceOf, isSearchable, type PassagesByArticle, searchableOf } from './grouping.ts';
import { type LiveSegment, liveSegment } from './live.ts';
import type { SearchIndex } from './search-index.ts';
import { openSegment } from './segment.ts';
import { createSnapshots, fingerprintOf, type Kept, type Opened } from './snapshots.ts';
import { createTasks } from './tasks.ts';
import { inTurns } from './turns.ts';
import { createWorkerClient, WorkerDied } from './worker-client.ts';

export interface BuildRequest extends Kept {
  /** Ids must be unique. Where a `fingerprint` is given, the snapshot is not opened: that is for `open`. */
  readonly passages: readonly Passage[];
  /** The same by the id of their article, in order; grouped anew when absent. */
  readonly byArticle?: PassagesByArticle | undefined;
  /** Passages that it holds (the same objects) are taken over: what a small change costs is the change. */
  readonly previous?: SearchIndex | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface OpenRequest {
  readonly collection: string;
  readonly fingerprint: string;
  /** The passages by the id of their article, as the index was built of them, from what `shelf` kept. Throws where it cannot be understood. */
  readonly read: (shelf: Uint8Array) => ReadonlyMap<string, readonly Passage[]>;
}

export interface Indexer {
  /** The index from its snapshot alone; undefined where none with this fingerprint can be trusted. */
  open(request: OpenRequest): Promise<SearchIndex | undefined>;
  /**
   * An index of the passages: changed from `previous`, opened from its snapshot, or built. Rejects when the signal aborts, or when workers
   * died twice over the same work.
   */
  build(request: BuildRequest): Promise<SearchIndex>;
  /** Deletes what is kept of a collection on disk. */
  forget(collection: string): Promise<void>;
  /** Waits for snapshots under way, then ends the workers. */
  close(): Promise<void>;
}

export interface IndexerOptions {
  /** Threads that build a large collection side by side; 1 when absent. */
  readonly workers?: number;
  /** Absolute path of the folder of snapshots; none are kept when absent. */
  readonly folder?: string;
  /** The script of the workers; the real one when absent. */
  readonly script?: URL;
  /** Told of a snapshot that is damaged or cannot be written, in one clear sentence. */
  readonly onProblem?: (problem: string) => void;
}

/** Smaller collections are indexed sooner than a snapshot is read. */
const KEPT_FROM = 64;
/** Where a greater share of the passages changed, the collection is built anew. */
const CHANGED_SHARE = 0.4;

export function createIndexer({ workers = 1, folder, script, onProblem = () => {} }: IndexerOptions = {}): Indexer {
  const clients = Array.from({ length: workers }, () => createWorkerClient(script));
  const [client] = clients as [(typeof clients)[number]];
  const tasks = createTasks();
  const here: Runner = { call: async (task, request) => (tasks[task] as (asked: typeof request) => never)(request) };
  const snapshots = folder === undefined ? undefined : createSnapshots(folder, here, client, onProblem);

  async function build(request: BuildRequest): Promise<CompiledIndex> {
    const { collection, passages, previous, signal } = request;
    const before = previous instanceof CompiledIndex ? previous : undefined;
    const searching = searchableOf(passages);
    // Who has a fingerprint has looked for the snapshot before. It is read while the passages are gone through.
    const sought = !before && request.fingerprint === undefined && passages.length >= KEPT_FROM;
    const opening = sought ? snapshots?.open(collection, searching.then(fingerprintOf)) : undefined;
    // Its failure is heard of below.
    opening?.catch(() => {});
    const grouped = request.byArticle ?? (await byArticle(passages));
    const difference = before && (await differenceOf(before.byArticle, grouped));
    const changing =
      before && difference && difference.fresh.length + difference.gone.size <= CHANGED_SHARE * passages.length
        ? changeSegments(before.segments, difference, here, client, signal)
        : undefined;
    // While a worker indexes what is fresh.
    const [changed, searchable, languages] = await Promise.all([changing, searching, countLanguages(grouped)]);
    const found = await opening;
    if (found) return new CompiledIndex(await liveSegments(found, searchable), grouped, languages);
    const kept = snapshots && searchable.length >= KEPT_FROM ? { ...request, passages: searchable } : undefined;
    const runners = searchable.length <= SMALL ? [here] : clients;
    const segments = changed ?? (await buildSegments(searchable, runners, signal));
    if (kept) snapshots?.save(kept, segments);
    return new CompiledIndex(segments, grouped, languages);
  }

  async function open({ collection, fingerprint, read }: OpenRequest): Promise<CompiledIndex | undefined> {
    const found = await snapshots?.open(collection, fingerprint);
    if (!found) return undefined;
    try {
      const grouped = read(found.shelf);
      const segments = await liveSegments(found, [...grouped.values()].flat().filter(isSearchable));
      return new CompiledIndex(segments, grouped, await countLanguages(grouped));
    } catch {
      snapshots?.reject(collection);
      return undefined;
    }
  }

  return {
    build: (request) => again(() => build(request)),
    open: (request) => again(() => open(request)),
    forget: async (collection) => snapshots?.forget(collection),
    async close() {
      await snapshots?.settled();
      await Promise.all(clients.map((each) => each.close()));
    },
  };
}

async function liveSegments({ segments }: Opened, searchable: readonly Passage[]): Promise<LiveSegment[]> {
  const live: LiveSegment[] = [];
  for (const { buffer, positions } of segments) {
    const held: Passage[] = new Array(positions.length);
    await inTurns(positions, (position, at) => {
      held[at] = searchable[position]!;
    });
    live.push(liveSegment(openSegment(buffer), held));
  }
  return live;
}

/** A worker that died is replaced, and the work done once more. */
async function again<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof WorkerDied)) throw error;
    return work();
  }
}
