import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Article, Passage } from '../../src/articles/article.ts';
import { byArticle, differenceOf } from '../../src/search/grouping.ts';

const articles = ['a', 'b', 'c'].map((id) => ({ id }) as Article);
const passage = fc
  .record({ owner: fc.nat(2), ordinal: fc.nat(2) })
  .map(({ owner, ordinal }): Passage => ({ article: articles[owner]!, ordinal }) as Passage);

test('what came and what went between two lists of passages is told, whatever their articles share', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(passage, { maxLength: 20 }), fc.infiniteStream(fc.nat(3)), async (all, draws) => {
      const fates = all.map((each) => ({ each, fate: draws.next().value! }));
      const before = fates.filter(({ fate }) => fate !== 0).map(({ each }) => each);
      const after = fates.filter(({ fate }) => fate !== 1).map(({ each }) => each);
      const { gone, fresh } = await differenceOf(await byArticle(before), await byArticle(after));
      const findable = ({ ordinal }: Passage) => ordinal > 0;
      expect(gone).toEqual(new Set(before.filter((each) => !after.includes(each) && findable(each))));
      expect(new Set(fresh)).toEqual(new Set(after.filter((each) => !before.includes(each) && findable(each))));
      expect(fresh.length).toBe(new Set(fresh).size);
    }),
  );
});
