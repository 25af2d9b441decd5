/** When a source is read again, whatever its schedule, its failures and its luck. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextTime, schedules } from '../../src/library/schedule.ts';

const minute = 60_000;
const turn = fc.record({
  schedule: fc.constantFrom(...schedules.filter((name) => name !== 'never')),
  now: fc.integer({ min: 0, max: 4_000_000_000_000 }),
  failures: fc.integer({ min: 0, max: 60 }),
  retryAfter: fc.integer({ min: 0, max: 1440 * minute }),
  random: fc.double({ min: 0, max: 1, noNaN: true }),
});

test('no source is asked again within ten minutes, nor sooner than its server asked for', () => {
  fc.assert(
    fc.property(turn, (given) => {
      const pause = nextTime(given)! - given.now;
      expect(pause).toBeGreaterThanOrEqual(Math.max(10 * minute, given.retryAfter));
    }),
  );
});

test('no failure puts a source off for longer than its schedule, a tenth more at most', () => {
  const usual = { hourly: 60 * minute, daily: 1440 * minute, weekly: 10_080 * minute };
  fc.assert(
    fc.property(turn, ({ retryAfter: _, ...given }) => {
      expect(nextTime(given)! - given.now).toBeLessThanOrEqual(Math.ceil(usual[given.schedule as keyof typeof usual] * 1.1));
    }),
  );
});

test('what is never read again has no next time', () => {
  expect(nextTime({ schedule: 'never', now: 0, failures: 3, random: 0.5 })).toBeUndefined();
});
