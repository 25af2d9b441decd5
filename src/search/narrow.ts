/** An index of which only some articles are looked at. */
import type { Article } from '../articles/article.ts';
import type { SearchIndex } from './search-index.ts';

/** Asked for this many times as many hits, where too few of the first ones may be kept. */
const widen = 4;

/** `index` as if it held only the passages of articles that `keep` lets through; its statistics stay those of the whole. */
export function narrowIndex(index: SearchIndex, keep: (article: Article) => boolean): SearchIndex {
  const kept = (id: string) => {
    const passage = index.passage(id);
    return passage && keep(passage.article) ? passage : undefined;
  };
  return {
    passages: index.passages,
    bytes: index.bytes,
    languages: index.languages,
    documentFrequency: (term) => index.documentFrequency(term),
    corrections: (term, limit) => index.corrections(term, limit),
    spellings: (...args) => index.spellings(...args),
    passage: kept,
    articleHolds: (articleId, term) => index.articleHolds(articleId, term),
    async search(query, limit) {
      for (let wide = limit; ; wide *= widen) {
        const hits = await index.search(query, wide);
        const good = hits.filter(({ passageId }) => kept(passageId));
        if (good.length >= limit || hits.length < wide) return good.slice(0, limit);
      }
    },
  };
}
