/** The passages of a collection by article, and what is told of them so. */
import type { Passage } from '../articles/article.ts';
import { inTurns } from './turns.ts';

/** In order, by the id of their article. */
export type PassagesByArticle = ReadonlyMap<string, readonly Passage[]>;

/** Nothing of a passage without an ordinal can be quoted. */
export const isSearchable = ({ ordinal }: Passage) => ordinal > 0;

/** Those that can be found, in order; in turns. */
export async function searchableOf(passages: readonly Passage[]): Promise<Passage[]> {
  const searchable: Passage[] = [];
  await inTurns(passages, (passage) => {
    if (isSearchable(passage)) searchable.push(passage);
  });
  return searchable;
}

/** Groups them in turns. */
export async function byArticle(passages: readonly Passage[]): Promise<Map<string, Passage[]>> {
  const grouped = new Map<string, Passage[]>();
  // Those of an article mostly follow each other.
  let last: Passage[] = [];
  await inTurns(passages, (passage) => {
    const { id } = passage.article;
    if (last[0]?.article !== passage.article) {
      last = grouped.get(id) ?? [];
      grouped.set(id, last);
    }
    last.push(passage);
  });
  return grouped;
}

function counting(): { count: (passages: readonly Passage[]) => void; ranked: () => string[] } {
  const counts = new Map<string, number>();
  return {
    count(passages) {
      const { language } = passages[0]!.article;
      counts.set(language, (counts.get(language) ?? 0) + passages.length);
    },
    ranked: () => [...counts].sort((a, b) => b[1] - a[1]).map(([language]) => language),
  };
}

/** The languages of the articles, the one with the most passages first. */
export function languagesOf(grouped: PassagesByArticle): string[] {
  const { count, ranked } = counting();
  for (const passages of grouped.values()) count(passages);
  return ranked();
}

/** The same, in turns. */
export async function countLanguages(grouped: PassagesByArticle): Promise<string[]> {
  const { count, ranked } = counting();
  await inTurns(grouped.values(), count);
  return ranked();
}

export interface Difference {
  /** Passages that only the collection before held. */
  readonly gone: ReadonlySet<Passage>;
  /** Passages (other objects) that only the collection after holds, in order. */
  readonly fresh: readonly Passage[];
}

/** What can be found in one collection and not in the other, worked out in turns: article by article, as most have the same passages. */
export async function differenceOf(before: PassagesByArticle, after: PassagesByArticle): Promise<Difference> {
  const gone = new Set<Passage>();
  const fresh: Passage[] = [];
  await inTurns(after, ([id, passages]) => {
    const known = before.get(id) ?? [];
    if (known === passages || (known.length === passages.length && known.every((passage, at) => passage === passages[at]))) return;
    const left = new Set(known.filter(isSearchable));
    for (const passage of passages) if (isSearchable(passage) && !left.delete(passage)) fresh.push(passage);
    for (const passage of left) gone.add(passage);
  });
  await inTurns(before, ([id, passages]) => {
    if (!after.has(id)) for (const passage of passages) if (isSearchable(passage)) gone.add(passage);
  });
  return { gone, fresh };
}
