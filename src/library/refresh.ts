/** One source, read: what it changes on the shelf, and how it fares now. */
import type { Article, Refusal } from '../articles/article.ts';
import { kindOf } from '../articles/sources/kinds.ts';
import { isSame, type KnownArticle, type ReadContext, type SourceResult, type Visit } from '../articles/sources/source.ts';
import type { Member } from '../store/generation.ts';
import type { SourceState, StoredSource } from '../store/sources.ts';
import { readingVersion } from './content.ts';
import { nextTime } from './schedule.ts';

export interface Reading {
  readonly source: StoredSource;
  /** Read just now: new or with another hash. */
  readonly put: readonly Article[];
  /** Known articles that left. */
  readonly remove: readonly Member[];
  readonly unchanged: number;
  readonly refused: readonly Refusal[];
  readonly state: SourceState;
  readonly visits?: readonly Visit[];
  /** What the source calls itself. */
  readonly name?: string;
  /** Articles before and after, where the guard refused the difference. */
  readonly shrunk?: { readonly before: number; readonly after: number };
}

export interface ReadingOptions extends Omit<ReadContext, 'known' | 'visits'> {
  readonly members: readonly Member[];
  readonly visits: readonly Visit[];
  /** Take it also when almost everything would leave. */
  readonly insist: boolean;
  readonly random: number;
}

/** Hashes are stored with the version of the reading, so that a better one is used at the next chance. */
export const storedHash = (hash: string): string => `${readingVersion}:${hash}`;

/** Reads `source`. Throws only when `signal` is aborted, or what nobody expected. */
export async function readSource(source: StoredSource, options: ReadingOptions): Promise<Reading> {
  const { members, insist, random, now } = options;
  const current = members.filter(({ hash }) => hash.startsWith(`${readingVersion}:`));
  const known = new Map(members.map((member) => [member.source, knownArticle(member)]));
  const visits = new Map(current.length === members.length ? options.visits.map((visit) => [visit.address, visit]) : []);
  const kind = kindOf(source.kind);
  const parsed = kind?.options.safeParse(JSON.parse(source.options));
  const result: SourceResult =
    kind && parsed?.success
      ? await kind.read(parsed.data, { ...options, known, visits })
      : { kind: 'failed', reason: 'Its settings cannot be read. Remove it and add it again.' };
  const failed = (status: 'stale' | 'refused', reason: string, retryAfter?: number): SourceState => {
    const failures = source.failures + 1;
    const nextAt = nextTime({ schedule: source.schedule, now, failures, random, ...(retryAfter !== undefined && { retryAfter }) });
    return {
      status,
      reason,
      checkedAt: now,
      failures,
      ...(source.goodAt !== undefined && { goodAt: source.goodAt }),
      ...(nextAt !== undefined && { nextAt }),
    };
  };
  const nothing = { source, put: [], remove: [], unchanged: members.length };
  if (result.kind === 'failed')
    return {
      ...nothing,
      refused: [],
      state: failed('stale', result.reason, result.retryAfter),
      ...(result.visits && { visits: result.visits }),
    };

  const stay = new Set(result.found.map((found) => (isSame(found) ? found.same : found.source)));
  const remove = members.filter((member) => !stay.has(member.source));
  const put = result.found.filter((found): found is Article => !isSame(found) && known.get(found.source)?.hash !== found.hash);
  // For a feed: what is kept, not what it lists. A page that is gone is dropped by its own rule; an upload is never read again.
  const refusal = guarded.includes(source.kind) ? shrinks(members.length, stay.size) : undefined;
  if (refusal && !insist)
    return {
      ...nothing,
      refused: result.refused,
      state: failed('refused', refusal),
      shrunk: { before: members.length, after: stay.size },
    };
  const nextAt = nextTime({ schedule: source.schedule, now, failures: 0, random });
  return {
    source,
    put,
    remove,
    unchanged: members.length - remove.length - put.filter((article) => known.has(article.source)).length,
    refused: result.refused,
    state: { status: 'fresh', checkedAt: now, goodAt: now, failures: 0, ...(nextAt !== undefined && { nextAt }) },
    visits: result.visits,
    ...(result.name && { name: result.name }),
  };
}

const guarded: readonly string[] = ['site', 'feed', 'folder'];

/** A site, feed or folder that comes back empty, or with a tenth of what it had, is more often broken than empty. */
export function shrinks(before: number, after: number): string | undefined {
  if (before === 0 || after > before / 10) return undefined;
  return `It would drop ${Math.round(100 - (after * 100) / before)} % (${before} → ${after} articles).`;
}

/** A hash of an older reading matches nothing, so that the article is read again. */
function knownArticle({ source, hash, date, seenAt }: Member): KnownArticle {
  const [version, bytes] = hash.split(':');
  return { source, hash: version === String(readingVersion) ? (bytes ?? '') : '', seenAt, ...(date && { date }) };
}
