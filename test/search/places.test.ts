import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Article, Passage } from '../../src/articles/article.ts';
import { placesIn } from '../../src/search/places.ts';

const articles = ['a', 'b', 'c'].map((id) => ({ id }) as Article);

test('the place of a passage is told in whatever order one asks, and −1 of one that is not in the list', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(2), { maxLength: 20 }), fc.infiniteStream(fc.nat()), async (owners, draws) => {
      const all = owners.map((owner): Passage => ({ article: articles[owner]! }) as Passage);
      const listed = all.filter(() => draws.next().value! % 3 > 0);
      const placeOf = await placesIn(listed);
      const asked = all.map((passage) => ({ passage, key: draws.next().value! })).sort((one, other) => one.key - other.key);
      for (const { passage } of asked) expect(placeOf(passage)).toBe(listed.indexOf(passage));
      for (const passage of all) expect(placeOf(passage)).toBe(listed.indexOf(passage));
    }),
  );
});
