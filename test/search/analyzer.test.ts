import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/search/analyzer.ts';
import { languages } from '../../src/search/languages.ts';

const terms = (text: string, language: string) => analyze(text, language).map(({ term }) => term);
const telling = (text: string, language: string) =>
  analyze(text, language)
    .filter(({ stop }) => !stop)
    .map(({ term }) => term);

describe('words meet', () => {
  test.each([
    ['en', 'liberation', 'Liberated'],
    ['en', 'U.S.', 'US'],
    ['en', 'the U.S.A.', 'the USA'],
    ['en', "Kim's", 'kim'],
    ['en', 'Kim’s', "Kim's"],
    ['en', 'e-mail', 'email'],
    ['en', '1,234,567', '1234567'],
    ['en', '1\u00a0234\u202f567', '1,234,567'],
    ['en', '08', '8'],
    ['ar', '١٩٤٥', '1945'],
    ['hi', '१९४५', '1945'],
    ['en', 'Café', 'cafe\u0301'],
    ['en', 'café', 'CAFE'],
    ['en', 'Ｋｉｍ', 'kim'],
    ['en', 'let\u00adter', 'letter'],
    ['de', 'Häuser', 'Haus'],
    ['de', 'Straße', 'STRASSE'],
    ['de', '3,5', '3.5'],
    ['fr', "l'homme", 'l homme'],
    ['es', 'liberación', 'liberaciones'],
    ['es', 'liberacion', 'liberación'],
    ['ru', 'ёлка', 'елка'],
    ['ru', 'Корея', 'Кореи'],
    ['ru', 'йогурт', 'йогурт'.normalize('NFD')],
    ['uk', 'п’ять', "п'ять"],
    ['ko', '대통령이', '대통령에게'],
    ['en', 'Путин', 'Путина'],
    ['ru', 'letter', 'letters'],
  ])('in %s, %j meets %j', (language, one, other) => {
    expect(terms(one, language)).toEqual(terms(other, language));
  });

  test('й is a letter of its own', () => {
    expect(terms('йод'.normalize('NFD'), 'ru')).toEqual(['йод']);
  });

  test('the parts of a date and of a hyphenated name can be found alone', () => {
    expect(terms('2024-08-15', 'en')).toEqual(['2024', '8', '15']);
    expect(terms('15.08.2024', 'en')).toEqual(['15', '8', '2024']);
    expect(terms('Jong-un', 'en')).toEqual(['jong', 'un']);
  });

  test('Chinese, Japanese and Thai are parted into words without blanks', () => {
    expect(terms('高麗王的統治', 'zh')).toContain('高麗');
    expect(terms('人は誰', 'ja')).toContain('誰');
    expect(terms('ภาษาไทย', 'th')).toEqual(['ภาษา', 'ไทย']);
  });
});

describe('stop words', () => {
  test('are marked, not dropped, so that a question keeps its only term', () => {
    expect(analyze('The Who', 'en')).toEqual([
      { term: 'the', word: 'the', start: 0, end: 3, stop: true },
      { term: 'who', word: 'who', start: 4, end: 7, stop: true },
    ]);
  });

  test('spare names: May in mid-sentence, US and WHO in capitals unless everything is', () => {
    expect(telling('The US and the WHO met in May', 'en')).toEqual(['us', 'who', 'met', 'mai']);
    expect(telling('WHO WILL GO', 'en')).toEqual(['go']);
  });

  test('are those of the language', () => {
    expect(telling('die Welt', 'de')).toEqual(['welt']);
    expect(telling('die young', 'en')).toEqual(['die', 'young']);
    expect(telling('кто написал', 'ru')).not.toContain('кто');
    expect(telling('a lamp', 'en')).toEqual(['lamp']);
    expect(telling('місто на Дніпрі', 'uk')).not.toContain('на');
  });
});

describe('whatever is typed', () => {
  const languageCodes = fc.constantFrom('und', 'xx', '__proto__', 'constructor', ...Object.keys(languages), 'th', 'ko');
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc
      .array(fc.constantFrom("it's", 'U.S.', '1,234.5', 'Jong-un', 'Днём', '第３次', '😀', '\ud800', ' ', '-', '.', "'"), {
        maxLength: 20,
      })
      .map((parts) => parts.join('')),
  );

  test('tokens lie in the text, in order, without overlap, and none has an empty or endless term', () => {
    fc.assert(
      fc.property(anyText, languageCodes, (text, language) => {
        let last = 0;
        for (const { term, start, end } of analyze(text, language)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(term).not.toBe('');
          expect(term.length).toBeLessThanOrEqual(200);
          expect(term).not.toMatch(/\s/);
          last = end;
        }
      }),
    );
  });

  test('NFC and NFD spellings give the same terms', () => {
    fc.assert(
      fc.property(anyText, languageCodes, (text, language) => {
        expect(terms(text.normalize('NFD'), language)).toEqual(terms(text.normalize('NFC'), language));
      }),
    );
  });
});
