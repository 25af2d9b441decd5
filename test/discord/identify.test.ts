import { expect, test } from 'vitest';
import { finalClosing, whyNotConnected } from '../../src/discord/closing.ts';
import { pauseBefore, refusalToStart } from '../../src/discord/identify.ts';

const minute = 60_000;

test('a few starts in ten minutes are ordinary; each further one waits twice as long, up to ten minutes', () => {
  const now = 100 * minute;
  const starts = (count: number) => Array.from({ length: count }, () => now);
  expect([0, 1, 2].map((count) => pauseBefore(starts(count), now))).toEqual([0, 0, 0]);
  expect([3, 4, 5, 30].map((count) => pauseBefore(starts(count), now))).toEqual([5_000, 10_000, 20_000, 10 * minute]);
});

test('starts of long ago, or of a clock that was wrong, do not hold up this one', () => {
  const now = 100 * minute;
  expect(
    pauseBefore(
      Array.from({ length: 9 }, () => now - 11 * minute),
      now,
    ),
  ).toBe(0);
  expect(
    pauseBefore(
      Array.from({ length: 9 }, () => now + 90 * minute),
      now,
    ),
  ).toBe(0);
  expect(
    pauseBefore(
      Array.from({ length: 4 }, () => now - 9_000),
      now,
    ),
  ).toBe(1_000);
});

test('near the end of the day’s starts the bot refuses, saying until when', () => {
  const limit = { total: 1000, remaining: 10, reset_after: 90 * minute, max_concurrency: 1 };
  expect(refusalToStart(limit, 0)).toContain('after 1970-01-01T01:30:00.000Z');
  expect(refusalToStart({ ...limit, remaining: 11 }, 0)).toBeUndefined();
});

test('a final closing has one line with its cure, another has none', () => {
  for (const code of [4004, 4010, 4011, 4012, 4013, 4014]) expect(finalClosing(code)).toMatch(/^[^\n]+\.$/);
  for (const code of [1000, 1006, 4000, 4009]) expect(finalClosing(code)).toBeUndefined();
});

test('a refused token and an unreachable Discord are told apart', () => {
  expect(whyNotConnected(Object.assign(new Error('x'), { code: 'TokenInvalid' }), 'https://discord.com/api')).toContain(
    'DISCORD_TOKEN',
  );
  const away = new Error('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }) });
  expect(whyNotConnected(away, 'http://127.0.0.1:1/api')).toContain('cannot be reached at http://127.0.0.1:1/api (ECONNREFUSED)');
});
