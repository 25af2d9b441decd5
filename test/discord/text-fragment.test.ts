import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quoteLink } from '../../src/discord/text-fragment.ts';
import { rawExcerpt } from './excerpts.ts';

const at = (text: string, quote: string, url: string | undefined = 'https://news.example/a') => {
  const { passage } = rawExcerpt(text, 0, text.length);
  const start = text.indexOf(quote);
  return quoteLink({ ...passage.article, ...(url && { url }) }, { start, end: start + quote.length });
};

describe('the link to the quoted words', () => {
  test('carries them percent-encoded, hyphens, commas and ampersands too', () => {
    expect(at('He said: well-known, A&B (yes).', 'well-known, A&B (yes).')).toBe(
      'https://news.example/a#:~:text=well%2Dknown%2C%20A%26B%20%28yes%29.',
    );
  });

  test('names a long quote by its first and last words', () => {
    const quote = 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen.';
    expect(at(`Before. ${quote} After.`, quote)).toBe(
      'https://news.example/a#:~:text=one%20two%20three%20four%20five,ten%20eleven%20twelve%20thirteen%20fourteen.',
    );
  });

  test('tells two places apart by the words around them', () => {
    expect(at('In May it rained hard. In June too.\nIn July it rained hard. It stopped.', 'it rained hard.')).toBe(
      'https://news.example/a#:~:text=In%20May-,it%20rained%20hard.,-In%20June%20too.',
    );
  });

  test('keeps an anchor that the address has', () => {
    expect(at('Some words.', 'Some words.', 'https://news.example/a#part')).toBe(
      'https://news.example/a#part:~:text=Some%20words.',
    );
  });

  test('is shortened where the words would make it longer than 512 characters, and plain where nothing else fits', () => {
    const word = 'Ы'.repeat(30);
    expect(at(`${word} ${word} ${word} ${word} конец.`, `${word} ${word} ${word} ${word} конец.`)!.length).toBeLessThanOrEqual(512);
    const endless = '字'.repeat(200);
    expect(at(endless, endless)).toBe('https://news.example/a');
  });

  test.each([undefined, 'javascript:alert(1)', 'file:///etc/passwd', 'not an address', `https://x.example/${'a'.repeat(600)}`])(
    'is absent for %s',
    (url) => {
      const { passage } = rawExcerpt('Words.', 0, 6);
      expect(quoteLink({ ...passage.article, ...(url && { url }) }, { start: 0, end: 6 })).toBeUndefined();
    },
  );

  test('is an http address of at most 512 characters whatever the words, and its fragment says them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }), (text) => {
        const link = at(text, text)!;
        expect(link.length).toBeLessThanOrEqual(512);
        expect(link).toMatch(/^https:\/\/news\.example\/a(#:~:text=[A-Za-z0-9._~%,-]*)?$/);
      }),
    );
  });
});
