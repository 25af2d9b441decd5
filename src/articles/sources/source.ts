/** Where articles come from. Each kind of source is one file that turns its options into articles. */
import type { z } from 'zod';
import type { Article, Refusal } from '../article.ts';
import type { Fetcher } from '../fetch/fetch.ts';
import type { Reader } from '../formats/reader.ts';

/** What one address of a source said when it was last asked: for conditional requests, and for dropping what is gone for good. */
export interface Visit {
  readonly address: string;
  readonly etag?: string;
  readonly lastModified?: string;
  /** SHA-256 of the bytes that came, hex. */
  readonly hash?: string;
  /** How many times in a row it was gone (404, 410). */
  readonly misses: number;
  readonly checkedAt: number;
}

/** An article that the shelf already has from this source. */
export interface KnownArticle {
  readonly source: string;
  readonly hash: string;
  readonly date?: string;
  /** When it first came, milliseconds since 1970. */
  readonly seenAt: number;
}

/** An article as it was just read, or the address of a known one that stays as it is. */
export type Found = Article | { readonly same: string };

export interface ReadContext {
  readonly collection: string;
  /** By `Article.source`. */
  readonly known: ReadonlyMap<string, KnownArticle>;
  /** By address. */
  readonly visits: ReadonlyMap<string, Visit>;
  readonly fetcher: Fetcher;
  readonly reader: Reader;
  /** Articles that still fit into the quota. */
  readonly maxArticles: number;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** `failed`: the source as a whole could not be read, and its last good copy stays. */
export type SourceResult =
  | {
      readonly kind: 'read';
      /** What the source calls itself. */
      readonly name?: string;
      /** Everything that it holds now; a known article that is missing here has left it. */
      readonly found: readonly Found[];
      readonly refused: readonly Refusal[];
      readonly visits: readonly Visit[];
    }
  | { readonly kind: 'failed'; readonly reason: string; readonly retryAfter?: number; readonly visits?: readonly Visit[] };

export interface SourceKind<Options> {
  readonly kind: string;
  readonly options: z.ZodType<Options>;
  read(options: Options, context: ReadContext): Promise<SourceResult>;
}

export const isSame = (found: Found): found is { readonly same: string } => 'same' in found;

/** How many times in a row a page must be gone before its article leaves the shelf. */
export const missesAllowed = 3;
