import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allAliases, parseAliases } from '../../src/search/aliases.ts';
import { analyze } from '../../src/search/analyzer.ts';
import { queryTerms, questionLanguage } from '../../src/search/query.ts';

const { aliases } = allAliases('Ormsby Light = the lighthouse\nHQ = head office');
const terms = (question: string, languages = ['en']) => queryTerms(question, languages, aliases).map(({ term }) => term);
const term = (word: string, language = 'en') => analyze(word, language)[0]!.term;

test('a question for one name looks for the others too, whichever way round', () => {
  expect(terms('who leads the DPRK')).toEqual(expect.arrayContaining([term('north'), term('korea')]));
  expect(terms('who leads North Korea?')).toContain('dprk');
  expect(terms('where is the hq')).toEqual(expect.arrayContaining(['head', term('office')]));
  expect(terms('кто возглавляет КНДР', ['ru'])).toContain(term('Корея', 'ru'));
});

test('an ordinary "us" is no country, "US" and "the us" are', () => {
  expect(terms('who told us')).not.toContain(term('united'));
  expect(terms('who told the us')).toContain(term('united'));
  expect(terms('who leads the U.S.?')).toContain(term('united'));
});

test('another name counts less than what was typed', () => {
  const found = queryTerms('who leads the DPRK', ['en'], aliases);
  expect(found.find((each) => each.term === 'dprk')?.weight).toBeUndefined();
  expect(found.find((each) => each.term === term('korea'))).toMatchObject({ surface: 'DPRK', weight: 0.7 });
});

test('a line that cannot be used is named, and the others hold', () => {
  const { aliases: read, problems } = parseAliases('# ours\n\nHQ = head office\nno sign here\n= nothing\na b c d e f g = long\n');
  expect([...read.keys()]).toEqual(['hq', 'head office']);
  expect(problems.map(({ line }) => line)).toEqual([4, 5, 6]);
  expect(problems[0]!.reason).toContain('DPRK = North Korea');
});

test('any file of aliases is borne', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(parseAliases(text).problems.length).toBeLessThanOrEqual(20);
    }),
    { numRuns: 50 },
  );
});

test('a question keeps its only term, be it a stop word', () => {
  expect(terms('who is it?')).toEqual(['who', 'is', 'it']);
  expect(terms('who wrote it?')).toEqual([term('wrote')]);
});

test('over articles in several languages each word is stemmed as in each of them, and the stop words are the question’s own', () => {
  expect(questionLanguage('Wer hat den Brief geschrieben?', ['en', 'de'])).toBe('de');
  expect(questionLanguage('who did die?', ['en', 'de'])).toBe('en');
  expect(terms('who did die in liberation', ['en', 'de'])).toEqual(
    expect.arrayContaining(['die', term('liberation'), term('liberation', 'de')]),
  );
});
