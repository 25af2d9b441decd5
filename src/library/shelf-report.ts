/** What a change of a stored shelf did. */
import { z } from 'zod';
import type { Article, Refusal } from '../articles/article.ts';
import type { Member } from '../store/generation.ts';
import type { SourceStatus } from '../store/sources.ts';
import type { Reading } from './refresh.ts';
import type { ReloadReport } from './report.ts';

/** How one source fared. */
export interface SourceOutcome {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly status: SourceStatus;
  /** Why it was not taken: one clear sentence. The old copy still answers. */
  readonly reason?: string;
  /** It came back empty or nearly so; an admin may insist. */
  readonly shrunk?: { readonly before: number; readonly after: number };
  readonly goodAt?: number;
  readonly nextAt?: number;
  /** What of it could not be used. */
  readonly refused: readonly Refusal[];
}

export interface ShelfReport extends ReloadReport {
  readonly sources: readonly SourceOutcome[];
  /** Names of the sources whose settings an undo brought back. */
  readonly edited?: readonly string[];
  /** Number of the generation that answers now; absent where the collection has none. */
  readonly generation?: number;
}

export function outcomeOf({ source, state, shrunk, refused }: Reading): SourceOutcome {
  const { id, kind, name } = source;
  const { status, reason, goodAt, nextAt } = state;
  return {
    id,
    kind,
    name,
    status,
    refused,
    ...(reason !== undefined && { reason }),
    ...(shrunk && { shrunk }),
    ...(goodAt !== undefined && { goodAt }),
    ...(nextAt !== undefined && { nextAt }),
  };
}

/** The titles of what came, changed and left, against what stood there before. */
export function compareMembers(
  before: readonly Member[],
  put: readonly Pick<Article, 'id' | 'title'>[],
  remove: readonly Member[],
) {
  const known = new Set(before.map(({ article }) => article));
  const titles = (articles: readonly { title: string }[]) => articles.map(({ title }) => title);
  const changed = put.filter(({ id }) => known.has(id));
  return {
    added: titles(put.filter(({ id }) => !known.has(id))),
    changed: titles(changed),
    removed: titles(remove),
    unchanged: before.length - changed.length - remove.length,
  };
}

const titles = z.array(z.string());
const stored = z.object({
  added: titles,
  changed: titles,
  removed: titles,
  unchanged: z.number(),
  refused: z.array(z.object({ source: z.string(), reason: z.string() })),
});

/** A report as it was stored with its generation; undefined where there is none. */
export function readReport(text: string | undefined): ReloadReport | undefined {
  const parsed = text === undefined ? undefined : stored.safeParse(JSON.parse(text));
  return parsed?.success ? parsed.data : undefined;
}

/** A report of nothing done. */
export const nothingDone = (unchanged: number, refused: readonly Refusal[] = []): Omit<ShelfReport, 'sources'> => ({
  added: [],
  changed: [],
  removed: [],
  unchanged,
  refused,
});
