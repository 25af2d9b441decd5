/** A few kills in every run of the tests; `npm run soak:kill` does fifty of each. */
import { expect, test } from 'vitest';
import { killReloads, killRows } from './kills.ts';

test('after kill -9 in the middle of a reload the old or the new generation stands, whole, and the next reload goes on', async () => {
  const { wrong, old, fresh } = await killReloads(3);
  expect(wrong).toEqual([]);
  expect(old + fresh).toBe(3);
}, 300_000);

test('after kill -9 while settings, questions and feedback are written, nothing acknowledged is lost', async () => {
  const { wrong } = await killRows(2);
  expect(wrong).toEqual([]);
}, 300_000);
