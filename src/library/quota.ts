/** How much a collection may hold. */
import { z } from 'zod';
import type { Usage } from '../store/guilds.ts';

export interface Quota {
  readonly sources: number;
  readonly articles: number;
  /** Bytes of text. */
  readonly bytes: number;
}

export const defaultQuota: Quota = { sources: 25, articles: 2000, bytes: 100_000_000 };
export const unlimited: Quota = { sources: 1000, articles: 200_000, bytes: 10_000_000_000 };

const stored = z
  .object({ sources: z.number().int().min(0), articles: z.number().int().min(0), bytes: z.number().int().min(0) })
  .partial();

/** The operator's own quota for a guild, where there is one, over the usual one. */
export const quotaFrom = (text: string | undefined, usual: Quota): Quota =>
  text === undefined ? usual : { ...usual, ...stored.parse(JSON.parse(text)) };

/** One sentence where `usage` is over `quota`. */
export function overQuota(usage: Usage, quota: Quota): string | undefined {
  const over = (name: 'sources' | 'articles', what: string) =>
    usage[name] > quota[name]
      ? `That would be ${usage[name]} ${what}; this server may have ${quota[name]}. Remove some first.`
      : undefined;
  const megabytes = (bytes: number) => `${Math.ceil(bytes / 1_000_000)} MB`;
  return (
    over('sources', 'sources') ??
    over('articles', 'articles') ??
    (usage.bytes > quota.bytes
      ? `That would be ${megabytes(usage.bytes)} of text; this server may have ${megabytes(quota.bytes)}. Remove some first.`
      : undefined)
  );
}
