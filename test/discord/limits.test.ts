import { describe, expect, test } from 'vitest';
import { Busy, createBuckets, createOnce, createQueue } from '../../src/discord/limits.ts';

describe('asking often', () => {
  test('is granted up to the bucket, then says how long to wait, then is granted again', () => {
    let now = 0;
    const buckets = createBuckets({ capacity: 4, perSecond: 2, now: () => now });
    expect([buckets.take('a', 2), buckets.take('a', 2), buckets.take('a', 2)]).toEqual([0, 0, 1]);
    now = 1000;
    expect(buckets.take('a', 2)).toBe(0);
    expect(buckets.take('a', 2)).toBe(1);
  });

  test('of one person does not touch another', () => {
    const buckets = createBuckets({ capacity: 1, perSecond: 1, now: () => 0 });
    expect([buckets.take('a'), buckets.take('a'), buckets.take('b')]).toEqual([0, 1, 0]);
  });

  test('by very many people keeps bounded memory: who has not asked for longest is forgotten', () => {
    const buckets = createBuckets({ capacity: 1, perSecond: 0.001, now: () => 0, keys: 2 });
    for (const key of ['a', 'b', 'c']) expect(buckets.take(key)).toBe(0);
    expect(buckets.take('c')).toBeGreaterThan(0);
    expect(buckets.take('a')).toBe(0);
  });
});

describe('the line of those who wait', () => {
  const gate = () => Promise.withResolvers<void>();

  test('runs so many at a time, in order, and refuses beyond its bound', async () => {
    const queue = createQueue({ running: 2, waiting: 2 });
    const gates = [gate(), gate(), gate(), gate()];
    const order: number[] = [];
    const works = gates.map(({ promise }, at) =>
      queue.run(async () => {
        order.push(at);
        await promise;
        return at;
      }),
    );
    await expect(queue.run(async () => {})).rejects.toBeInstanceOf(Busy);
    expect(order).toEqual([0, 1]);
    for (const { resolve } of gates) resolve();
    expect(await Promise.all(works)).toEqual([0, 1, 2, 3]);
    expect(order).toEqual([0, 1, 2, 3]);
    expect(queue.waiting).toBe(0);
  });

  test('goes on after a failure', async () => {
    const queue = createQueue({ running: 1, waiting: 9 });
    const failing = queue.run(async () => {
      throw new Error('no');
    });
    const next = queue.run(async () => 'yes');
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('yes');
  });

  test('never runs more than it should, however works end', async () => {
    const queue = createQueue({ running: 3, waiting: 1000 });
    let active = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 200 }, (_, at) =>
        queue.run(async () => {
          most = Math.max(most, ++active);
          if (at % 3 > 0) await new Promise((resolve) => setImmediate(resolve));
          active--;
        }),
      ),
    );
    expect(most).toBe(3);
  });
});

test('what was heard is not heard again, until it is long past', () => {
  const first = createOnce(2);
  expect([first('a'), first('a'), first('b'), first('c'), first('b'), first('a')]).toEqual([true, false, true, true, false, true]);
});
