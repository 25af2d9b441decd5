import { expect, test } from 'vitest';
import { isOf, readRecency } from '../../src/answer/recency.ts';

test('"yesterday" means the articles of the day before', () => {
  const { question, recency } = readRecency('what happened yesterday in Lindow?', '2024-03-01');
  expect(recency).toEqual({ from: '2024-02-29', to: '2024-02-29' });
  expect(question).not.toContain('yesterday');
  expect(isOf({ date: '2024-02-29T18:30:00Z' }, recency!)).toBe(true);
  expect(isOf({ date: '2024-03-01' }, recency!)).toBe(false);
  expect(isOf({}, recency!)).toBe(false);
});

test('"last week" reaches seven days back, in several languages', () => {
  for (const asked of ['who resigned last week?', 'кто ушёл на прошлой неделе?', 'wer ging letzte Woche?', '上周谁辞职了？']) {
    expect(readRecency(asked, '2024-03-10').recency).toEqual({ from: '2024-03-03', to: '2024-03-10' });
  }
});

test('"the latest" asks for the newest article', () => {
  expect(readRecency('what is the latest price?').recency).toEqual({ newest: true });
});

test('a year in the question is a matter of the text', () => {
  expect(readRecency('who was elected in 1948?', '2024-03-10').recency).toBeUndefined();
  expect(readRecency('how long did the occupation last?', '2024-03-10').recency).toBeUndefined();
});
