/** The learned order of sentences as a file: what goes in comes out, and damage is noticed. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadLearned } from '../../src/answer/learned.ts';
import { Forest, joinTrees, type Tree } from '../../src/answer/model.ts';
import { pack, unpack } from '../../src/answer/ranking-weights.ts';

const leaf = (value: number): Tree => ({
  feature: Int16Array.of(-1),
  threshold: Float32Array.of(0),
  left: Uint16Array.of(0),
  right: Uint16Array.of(0),
  value: Float32Array.of(value),
});

/** Feature `at`: `low` up to the threshold, `high` above it. */
const stump = (at: number, threshold: number, low: number, high: number): Tree => ({
  feature: Int16Array.of(at, -1, -1),
  threshold: Float32Array.of(threshold, 0, 0),
  left: Uint16Array.of(1, 0, 0),
  right: Uint16Array.of(2, 0, 0),
  value: Float32Array.of(0, low, high),
});

test('a forest says the sum of what its trees say', () => {
  const number = fc.integer({ min: -50, max: 50 });
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(2), number, number, number)), fc.tuple(number, number, number), (stumps, row) => {
      const forest = new Forest(
        joinTrees([leaf(3), ...stumps.map(([at, threshold, low, high]) => stump(at, threshold, low, high))]),
      );
      const expected = stumps.reduce((sum, [at, threshold, low, high]) => sum + (row[at]! <= threshold ? low : high), 3);
      expect(forest.score(Float32Array.of(99, ...row), 1)).toBe(expected);
    }),
  );
});

test('lists and facts come out of the file as they went in', () => {
  const lists = { a: Float32Array.of(1.5, -2), b: Uint8Array.of(1, 2, 3), c: Uint16Array.of(65_535), d: new Int16Array() };
  const read = unpack(pack({ trained: '2026-01-01' }, lists));
  expect(read.facts).toEqual({ trained: '2026-01-01' });
  expect(read.lists).toEqual(lists);
});

test('a file with one byte changed, or cut short, is not taken for weights', () => {
  const bytes = pack({}, { a: Float32Array.of(1, 2, 3) });
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const damaged = Uint8Array.from(bytes);
      damaged[at]! ^= change;
      expect(() => unpack(damaged)).toThrow(/damaged|not a file of weights/);
      expect(() => unpack(bytes.subarray(0, at))).toThrow(/damaged|not a file of weights/);
    }),
  );
});

test('damaged weights are named in one sentence, and weights set by hand answer instead', async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'weights-'));
  try {
    writeFileSync(path.join(dir, 'ranking.bin'), 'nothing of the kind');
    const { learned, problems } = await loadLearned(dir);
    expect(learned.ranker).toBeUndefined();
    expect(problems.filter((problem) => problem.includes('ranking.bin'))).toEqual([
      'The learned weights ranking.bin cannot be used (it is not a file of weights). Sentences are ordered by hand-set weights.',
    ]);
  } finally {
    rmSync(dir, { recursive: true });
  }
});
