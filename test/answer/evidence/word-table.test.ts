import { expect, it } from 'vitest';
import { WordTable } from '../../../src/answer/evidence/word-table.ts';

it('words read once are known wherever they stand, however many there are, and no other word is', () => {
  const table = new WordTable();
  const words = Array.from({ length: 30_000 }, (_, number) => `${number % 7 ? 'word' : 'Слово'}${number}`);
  for (const [number, word] of words.entries()) table.set(`(${word})`, 1, 1 + word.length, number + 1);
  expect(table.size).toBe(words.length);
  for (const [number, word] of words.entries()) expect(table.get(`… ${word}, …`, 2, 2 + word.length)).toBe(number + 1);
  for (const other of ['word', 'word30000', 'Word1', 'wordl', '']) expect(table.get(other, 0, other.length)).toBe(0);
});
