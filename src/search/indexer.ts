/** Passages → an index that answers. Large work is done in worker threads, so that the answering thread never waits. */
import type { Passage } from '../articles/article.ts';
import { buildSegments, changeSegments, type Runner, SMALL } from './build.ts';
import { CompiledIndex } from './compiled-index.ts';
import { type LiveSegment, liveSegment } from './live.ts';
import type { SearchIndex } from './search-index.ts';
import { openSegment } from './segment.ts';
import { createSnapshots } from './snapshots.ts';
import { createTasks } from './tasks.ts';
import { inTurns } from './turns.ts';
import { createWorkerClient, WorkerDied } from './worker-client.ts';

export interface BuildRequest {
  readonly collection: string;
  /** Ids must be unique. */
  readonly passages: readonly Passage[];
  /** Passages that it holds (the same objects) are taken over: what a small change costs is the change. */
  readonly previous?: SearchIndex | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Indexer {
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

export function createIndexer({ workers = 1, folder, script, onProblem = () => {} }: IndexerOptions = {}): Indexer {
  const clients = Array.from({ length: workers }, () => createWorkerClient(script));
  const [client] = clients as [(typeof clients)[number]];
  const tasks = createTasks();
  const here: Runner = { call: async (task, request) => (tasks[task] as (asked: typeof request) => never)(request) };
  const snapshots = folder === undefined ? undefined : createSnapshots(folder, here, client, onProblem);

  async function opened(collection: string, searchable: readonly Passage[]): Promise<LiveSegment[] | undefined> {
    const found = await snapshots?.open(collection, searchable);
    if (!found) return undefined;
    const segments: LiveSegment[] = [];
    for (const { buffer, positions } of found) {
      const held: Passage[] = [];
      await inTurns(positions, (position) => held.push(searchable[position]!));
      segments.push(liveSegment(openSegment(buffer), held));
    }
    return segments;
  }

  async function build({ collection, passages, previous, signal }: BuildRequest): Promise<CompiledIndex> {
    const searchable = passages.filter(({ sentences }) => sentences.length > 0);
    const small = searchable.length <= SMALL;
    const before = previous instanceof CompiledIndex ? previous.segments : undefined;
    const kept = searchable.length >= KEPT_FROM;
    if (!before && kept) {
      const segments = await opened(collection, searchable);
      if (segments) return new CompiledIndex(segments, await byArticle(passages));
    }
    const changed = before && (await changeSegments(before, searchable, here, client, signal));
    const segments = changed ?? (await buildSegments(searchable, small ? [here] : clients, signal));
    if (kept) snapshots?.save(collection, searchable, segments);
    return new CompiledIndex(segments, await byArticle(passages));
  }

  return {
    build: (request) => again(() => build(request)),
    forget: async (collection) => snapshots?.forget(collection),
    async close() {
      await snapshots?.settled();
      await Promise.all(clients.map((each) => each.close()));
    },
  };
}

async function byArticle(passages: readonly Passage[]): Promise<Map<string, Passage[]>> {
  const grouped = new Map<string, Passage[]>();
  await inTurns(passages, (passage) => {
    const held = grouped.get(passage.article.id);
    if (held) held.push(passage);
    else grouped.set(passage.article.id, [passage]);
  });
  return grouped;
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
