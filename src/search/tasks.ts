/** What the indexing worker does, and the messages that ask for it. Everything here can be cloned from thread to thread. */
import type { Tombstones } from './live.ts';
import { mergeSegments } from './merge.ts';
import { TermIndex } from './minisearch.ts';
import { type IndexableText, wordsOf } from './passage-terms.ts';
import { openSegment } from './segment.ts';
import {
  readSnapshot,
  type Snapshot,
  type SnapshotIdentity,
  type SnapshotResult,
  type SoughtSnapshot,
  writeSnapshot,
} from './snapshot.ts';

/** A segment as it is sent: its buffer is shared, not copied. */
export interface SentSegment {
  readonly buffer: SharedArrayBuffer;
  readonly dead?: Tombstones | undefined;
}

export interface Tasks {
  /** Indexes more passages into the segment that `build` names. */
  add(request: { readonly build: number; readonly texts: readonly IndexableText[] }): void;
  /** Compiles what was added under `build`: so many passages. Throws where some are missing, as when another worker took them. */
  compile(request: { readonly build: number; readonly passages: number }): SharedArrayBuffer;
  /** Gives up what was added under `build`. */
  abandon(request: { readonly build: number }): void;
  /** One segment of the living passages of several, in order. */
  merge(request: { readonly segments: readonly SentSegment[] }): SharedArrayBuffer;
  /** Writes a snapshot whole or not at all; the system's error code ("ENOSPC") where the disk refuses. */
  save(request: {
    readonly file: string;
    readonly identity: SnapshotIdentity;
    readonly snapshot: Snapshot;
  }): Promise<string | undefined>;
  /** Reads a snapshot, or says why it cannot be trusted. */
  open(request: { readonly file: string; readonly identity: SoughtSnapshot }): Promise<SnapshotResult>;
}

export function createTasks(): Tasks {
  const builds = new Map<number, TermIndex>();
  return {
    add({ build, texts }) {
      const index = builds.get(build) ?? new TermIndex();
      builds.set(build, index);
      const first = index.documentCount;
      index.addAll(texts.map((text, at) => ({ id: String(first + at), ...wordsOf(text) })));
    },
    compile({ build, passages }) {
      const index = builds.get(build) ?? new TermIndex();
      builds.delete(build);
      if (index.documentCount !== passages) throw new Error(`${index.documentCount} of ${passages} passages were added.`);
      return index.compile().buffer;
    },
    abandon({ build }) {
      builds.delete(build);
    },
    merge: ({ segments }) => mergeSegments(segments.map(({ buffer, dead }) => ({ segment: openSegment(buffer), dead }))).buffer,
    async save({ file, identity, snapshot }) {
      try {
        await writeSnapshot(file, identity, snapshot);
        return undefined;
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === undefined) throw error;
        return code;
      }
    },
    open: ({ file, identity }) => readSnapshot(file, identity),
  };
}
