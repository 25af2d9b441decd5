/** Which passages a question is put to. */
import type { Passage } from '../articles/article.ts';
import type { Aliases } from '../search/aliases.ts';
import { queryTerms } from '../search/query.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { FoundPassage } from './candidates.ts';
import type { Question } from './question.ts';

/** Passages fetched from each index. */
const PASSAGES = 36;
/** Passages of one article, when the question is restricted to it. */
const ARTICLE_PASSAGES = 400;

/** Languages of the articles in scope, the most common of each index first. */
const languagesOf = (indexes: readonly SearchIndex[]) => [...new Set(indexes.flatMap(({ languages }) => languages))];

/** The passages of one article, in order; empty where no index in scope holds it. */
export function passagesOf(articleId: string, indexes: readonly SearchIndex[]): FoundPassage[] {
  for (const index of indexes) {
    const found: FoundPassage[] = [];
    for (let ordinal = 1; ordinal <= ARTICLE_PASSAGES; ordinal++) {
      const passage = index.passage(`${articleId}:${ordinal}`);
      if (!passage) break;
      found.push({ passage, rank: 0, score: 0 });
    }
    if (found.length > 0) return found;
  }
  return [];
}

/** The best passages of all indexes together, best first; scores are relative to the best of all. */
export async function findPassages(question: Question, indexes: readonly SearchIndex[], aliases: Aliases): Promise<FoundPassage[]> {
  const query = { terms: queryTerms(question.text, languagesOf(indexes), aliases) };
  const lists = await Promise.all(indexes.map((index) => index.search(query, PASSAGES)));
  const best = Math.max(1e-9, ...lists.map((hits) => hits[0]?.score ?? 0));
  const found = lists.flatMap((hits, at) =>
    hits.flatMap(({ passageId, score }) => {
      const passage: Passage | undefined = indexes[at]!.passage(passageId);
      return passage ? [{ passage, score: score / best }] : [];
    }),
  );
  return found
    .sort((a, b) => b.score - a.score)
    .slice(0, PASSAGES)
    .map(({ passage, score }, rank) => ({ passage, score, rank }));
}
