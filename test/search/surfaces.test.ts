import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownWord, Surfaces } from '../../src/search/surfaces.ts';

describe('words looked up where they stand', () => {
  it('are found by their letters, wherever they stand, and no other word is', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ maxLength: 12 }), { maxLength: 2_000 }),
        fc.string({ maxLength: 12 }),
        (words, other) => {
          const surfaces = new Surfaces<number>();
          for (const [number, word] of words.entries()) surfaces.add(`<${word}>`, 1, 1 + word.length, number);
          expect(surfaces.size).toBe(words.length);
          for (const [number, word] of words.entries()) expect(surfaces.get(`… ${word}!`, 2, 2 + word.length)).toBe(number);
          expect(surfaces.get(other, 0, other.length)).toBe(words.includes(other) ? words.indexOf(other) : undefined);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('are told apart when there are many of them', () => {
    const surfaces = new Surfaces<number>();
    for (let number = 0; number < 20_000; number++) surfaces.add(`w${number}`, 0, `w${number}`.length, number);
    for (let number = 0; number < 20_000; number++) expect(surfaces.get(`w${number}`, 0, `w${number}`.length)).toBe(number);
    expect(surfaces.get('w20000', 0, 6)).toBeUndefined();
  });

  it('can be had as strings of their own, whatever they are made of', () => {
    const text = `a𝒜 naïve ${'long'.repeat(200)} word`;
    expect(ownWord(text, 4, 9)).toBe('naïve');
    expect(ownWord(text, 0, 3)).toBe('a𝒜');
    expect(ownWord(text, 10, 810)).toBe('long'.repeat(200));
  });
});
