/** The snapshots of all collections: one file each in one folder. */
import { createHash } from 'node:crypto';
import { glob, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Passage } from '../articles/article.ts';
import type { Runner } from './build.ts';
import type { LiveSegment } from './live.ts';
import { placesIn } from './places.ts';
import type { SnapshotResult } from './snapshot.ts';
import { inTurns } from './turns.ts';

/** What is kept of a collection beside its segments. */
export interface Kept {
  readonly collection: string;
  /** The passages that `segments` are of. */
  readonly passages: readonly Passage[];
  /** Tells what they were made from; worked out from the passages when absent. */
  readonly fingerprint?: string | undefined;
  /** What the library keeps beside the index, made when it is written. */
  readonly shelf?: (() => Uint8Array) | undefined;
}

/** A snapshot as it was read: what the library kept, and the segments. */
export type Opened = Extract<SnapshotResult, { readonly shelf: Uint8Array }>;

export interface Snapshots {
  /** A snapshot with this fingerprint, read while that is worked out; undefined where there is none that can be trusted. */
  open(collection: string, fingerprint: string | Promise<string>): Promise<Opened | undefined>;
  /** Tells of a snapshot that is sound, but cannot be understood. */
  reject(collection: string): void;
  /** Writes the snapshot in its own time. While one is being written, only the last of those that follow is kept. */
  save(kept: Kept, segments: readonly LiveSegment[]): void;
  /** Deletes the snapshot of a collection. */
  forget(collection: string): Promise<void>;
  /** Resolves when nothing is being written. */
  settled(): Promise<void>;
}

/** Tells apart lists of passages: their articles with the hashes of their bytes, and where each passage begins and ends. */
export async function fingerprintOf(passages: readonly Passage[]): Promise<string> {
  const hash = createHash('sha256');
  // Hashing many short texts costs more than joining them.
  let text = '';
  await inTurns(passages, ({ article, start, end, ordinal }, at) => {
    if (passages[at - 1]?.article !== article) {
      hash.update(text);
      text = `${article.id} ${article.hash} ${article.language}\n${article.title}\n`;
    }
    text += `${ordinal} ${start} ${end}\n`;
  });
  return hash.update(text).digest('hex');
}

async function sweep(folder: string): Promise<void> {
  for await (const file of glob('*.tmp', { cwd: folder })) await rm(path.join(folder, file), { force: true });
}

/** Snapshots of at most this many bytes are read where they are asked for: it takes a few milliseconds, and starting a worker a few hundred. */
const READ_HERE = 400_000;
/** Snapshots of at most this many passages are written here: it takes a few milliseconds. */
const WRITTEN_HERE = 300;

/** `worker` writes, and reads what `here` would take long for; `onProblem` is told of what is damaged or cannot be written. */
export function createSnapshots(folder: string, here: Runner, worker: Runner, onProblem: (problem: string) => void): Snapshots {
  const fileOf = (collection: string) =>
    path.join(folder, `${createHash('sha256').update(collection).digest('hex').slice(0, 32)}.index`);
  // What a process left half-written when it was killed; nothing else writes in this folder.
  const swept = sweep(folder);
  const waiting = new Map<string, () => Promise<void>>();
  let writing: Promise<void> | undefined;

  async function write({ collection, passages, fingerprint, shelf }: Kept, segments: readonly LiveSegment[]): Promise<void> {
    const placeOf = await placesIn(passages);
    const kept = [];
    for (const { segment, dead, passages: held } of segments) {
      const positions = new Uint32Array(held.length);
      await inTurns(held, (passage, number) => {
        positions[number] = Math.max(0, placeOf(passage));
      });
      kept.push({ buffer: segment.buffer, dead, positions });
    }
    const identity = { collection, fingerprint: fingerprint ?? (await fingerprintOf(passages)) };
    const refused = await (passages.length <= WRITTEN_HERE ? here : worker)
      .call('save', { file: fileOf(collection), identity, snapshot: { shelf: shelf?.(), segments: kept } })
      .catch((error: unknown) => (error as Error).message);
    if (refused)
      onProblem(`The index snapshot of ${collection} cannot be written (${refused}); the next start builds the index again.`);
  }

  async function drain(): Promise<void> {
    await swept;
    for (const [collection, job] of waiting) {
      waiting.delete(collection);
      await job();
    }
    writing = undefined;
  }

  return {
    async open(collection, fingerprint) {
      const file = fileOf(collection);
      const { size } = await stat(file).catch(() => ({ size: 0 }));
      const identity = { collection, fingerprint: typeof fingerprint === 'string' ? fingerprint : undefined };
      const [read, expected] = await Promise.all([
        (size <= READ_HERE ? here : worker).call('open', { file, identity }),
        fingerprint,
      ]);
      if ('shelf' in read) return read.fingerprint === expected ? read : undefined;
      if (read.problem !== undefined) onProblem(`${read.problem} The index is built again.`);
      return undefined;
    },
    reject(collection) {
      onProblem(`The snapshot ${path.basename(fileOf(collection))} is damaged. The index is built again.`);
    },
    save(kept, segments) {
      waiting.delete(kept.collection);
      waiting.set(kept.collection, () => write(kept, segments));
      writing ??= drain();
    },
    async forget(collection) {
      waiting.delete(collection);
      await writing;
      await rm(fileOf(collection), { force: true });
    },
    async settled() {
      await swept;
      await writing;
    },
  };
}
