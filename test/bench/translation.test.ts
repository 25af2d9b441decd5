/** Which words of an answer stand for which words of a question is learned from pairs alone. */
import { expect, test } from 'vitest';
import { learnTranslations } from '../../bench/train/translation.ts';

test('what always comes together is learned as a translation, what is everywhere is not', () => {
  // 1 "the" stands in every sentence; 2 "birth" answers 3 "born", 4 "cost" answers 5 "price".
  const birth = { question: Int32Array.of(3), sentence: Int32Array.of(0, 1, 2) };
  const cost = { question: Int32Array.of(5), sentence: Int32Array.of(0, 1, 4) };
  const learned = learnTranslations([...Array(10).fill(birth), ...Array(10).fill(cost)], 6, { rounds: 20 });
  const probability = (source: number, target: number) =>
    learned.find((one) => one.source === source && one.target === target)?.probability ?? 0;
  expect(probability(2, 3)).toBe(1);
  expect(probability(4, 5)).toBe(1);
  expect(probability(1, 3)).toBeCloseTo(0.5, 1);
  expect(probability(2, 5)).toBe(0);
});
