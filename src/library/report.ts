/** What a reload did. */
import type { Article, Refusal } from '../articles/article.ts';

/** Names are article titles, in the order of the shelf. */
export interface ReloadReport {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
  readonly refused: readonly Refusal[];
  /** Set when the reload was not taken and the old generation still answers: one clear sentence. */
  readonly kept?: string;
}

/** Compares two states of a collection, article by article: the same id is the same article, another hash another text. */
export function compareShelves(
  before: ReadonlyMap<string, Article>,
  after: ReadonlyMap<string, Article>,
  refused: readonly Refusal[],
): ReloadReport {
  const titles = (articles: Iterable<Article>, keep: (article: Article) => boolean) =>
    [...articles].filter(keep).map((article) => article.title);
  const changed = titles(after.values(), ({ id, hash }) => before.has(id) && before.get(id)?.hash !== hash);
  const added = titles(after.values(), ({ id }) => !before.has(id));
  return {
    added,
    changed,
    removed: titles(before.values(), ({ id }) => !after.has(id)),
    unchanged: after.size - added.length - changed.length,
    refused,
  };
}
