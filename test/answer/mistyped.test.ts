import { expect, test } from 'vitest';
import { respellAskers } from '../../src/answer/mistyped.ts';

test('mistyped question words and plurals are put right', () => {
  expect(respellAskers('wich countrys liberated korea', () => false)).toBe('which countries liberated korea');
  expect(respellAskers('Wen was it, and hwo?', () => false)).toBe('when was it, and how?');
});

test('a word that an article writes so, and words that are right, stay as typed', () => {
  expect(respellAskers('who is wen jiabao', (word) => word === 'wen')).toBe('who is wen jiabao');
  expect(respellAskers('which days and keys does constructor have', () => false)).toBe('which days and keys does constructor have');
  expect(respellAskers('who were the Kennedys', () => false)).toBe('who were the Kennedys');
});
