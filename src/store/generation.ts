/** Generations of a collection: what the store promises of them. */
import { createHash } from 'node:crypto';
import type { SourceState, Visit } from './sources.ts';

/** One state of a collection that answered questions. `number` counts from 1. `report` is JSON. */
export interface Generation {
  readonly collection: string;
  readonly number: number;
  readonly at: number;
  readonly act: string;
  readonly actor?: string;
  readonly articles: number;
  /** SHA-256 over its articles' ids and content keys, in order of id. */
  readonly checksum: string;
  readonly report?: string;
}

/**
 * That an article's version belongs to a generation. `key` finds its content; `source` is its file or address within the source;
 * `hash` is of the bytes it was read from; `bytes` the size of its text; `seenAt` when the article first came.
 */
export interface Member {
  readonly article: string;
  readonly sourceId: string;
  readonly source: string;
  readonly title: string;
  readonly date?: string;
  readonly seenAt: number;
  readonly key: string;
  readonly hash: string;
  readonly bytes: number;
}

/** What the next generation changes against `base` (0: the collection has none yet). */
export interface Change {
  readonly base: number;
  readonly at: number;
  readonly act: string;
  readonly actor?: string;
  readonly report?: string;
  /** New or changed articles; their contents must have been staged. */
  readonly put: readonly Member[];
  /** Ids of articles that leave. */
  readonly remove: readonly string[];
  readonly addSources?: readonly NewSource[];
  /** Ids of sources that leave, with all their articles. */
  readonly removeSources?: readonly string[];
  /** What sources are called and how they are read from now on, by their id. */
  readonly edits?: ReadonlyMap<string, SourceSettings>;
  /** How sources fare from now on, by their id. */
  readonly states?: ReadonlyMap<string, SourceState>;
  /** What the pages of sources said, by their id: so that an article and the page's own word for it are never of different ages. */
  readonly visits?: ReadonlyMap<string, readonly Visit[]>;
}

/** What admins set of a source. */
export interface SourceSettings {
  readonly name: string;
  /** JSON, known to the source's kind. */
  readonly options: string;
  readonly schedule: string;
}

export interface NewSource extends SourceSettings {
  readonly id: string;
  readonly kind: string;
}

export interface ShelfStore {
  collections(): Promise<readonly string[]>;
  current(collection: string): Promise<Generation | undefined>;
  /** Newest first. */
  generations(collection: string): Promise<readonly Generation[]>;
  /** The articles of generation `number`, by id. */
  members(collection: string, number: number): Promise<readonly Member[]>;
  contents(collection: string, keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** One content, read in place: it takes some microseconds. */
  content(collection: string, key: string): string | undefined;
  /** Lays contents aside for a later commit and returns their keys, in order. What no commit takes is cleared by `prune`. */
  stage(collection: string, contents: readonly string[]): Promise<readonly string[]>;
  /** The next generation, in one transaction. `outdated` where the current one is not `change.base`: nothing was written then. */
  commit(collection: string, change: Change): Promise<Generation | 'outdated'>;
  /** Forgets generations before `number` and everything that only they held. */
  prune(collection: string, number: number): Promise<void>;
  /** Deletes the collection with its sources, generations and articles. */
  drop(collection: string): Promise<void>;
}

/** The key of a content: what was written can be told from what is read. */
export const contentKey = (content: string): string => createHash('sha256').update(content).digest('base64url').slice(0, 32);

/** The checksum of a generation's articles, which must come in order of id. */
export function checksumOf(members: readonly Pick<Member, 'article' | 'key'>[]): string {
  const hash = createHash('sha256');
  for (const member of members) hash.update(`${member.article} ${member.key}\n`);
  return hash.digest('hex');
}
