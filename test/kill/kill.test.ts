/** A few kills in every run of the tests; `npm run soak:kill` does fifty of each. */
import { expect, test } from 'vitest';
import { acts, killActs } from './act-kills.ts';
import { killReloads } from './reload-kills.ts';
import { killRows } from './row-kills.ts';

test('after kill -9 in the middle of a reload the old or the new generation stands, whole, and the next reload goes on', async () => {
  const { wrong, old, fresh } = await killReloads(3);
  expect(wrong).toEqual([]);
  expect(old + fresh).toBe(3);
}, 300_000);

test('after kill -9 while settings, questions and feedback are written, nothing acknowledged is lost', async () => {
  const { wrong } = await killRows(2);
  expect(wrong).toEqual([]);
}, 300_000);

const few = ['add site', 'reload feed', 'new version of upload', 'move of site', 'undo of site', 'import of upload'];
test(`after kill -9 in the middle of ${few.join(', ')} the shelf is as before or as after, the others as they were, and questions are answered`, async () => {
  const results = await killActs(
    acts.filter(({ name }) => few.includes(name)),
    1,
  );
  expect(results.map(({ name }) => name).sort()).toEqual(few.toSorted());
  expect(results.flatMap(({ wrong }) => wrong)).toEqual([]);
}, 600_000);
