import fc from 'fast-check';
import { expect, test } from 'vitest';
import { QUESTION_LIMIT, readQuestion, TERM_LIMIT } from '../../src/answer/question.ts';

test.each([
  ['who wrote the letter?', 'en', 'person'],
  ['when was Liberation Day', 'en', 'time'],
  ['What year did the bridge open?', 'en', 'time'],
  ['how long did the occupation last', 'en', 'duration'],
  ['How much does a ticket cost?', 'en', 'number'],
  ['which countries liberated Korea', 'en', 'place'],
  ['Which company built it?', 'en', 'organisation'],
  ['why is the lamp dimmed', 'en', 'reason'],
  ['how do otters keep warm', 'en', 'manner'],
  ['What is kelp?', 'en', 'definition'],
  ['can cyclists cross the bridge', 'en', 'yesno'],
  ['Кто открыл музей?', 'ru', 'person'],
  ['в каком году открыли мост', 'ru', 'time'],
  ['сколько стоит билет', 'ru', 'number'],
  ['Wer baute die Mühle?', 'de', 'person'],
  ['wie lange dauerte der Krieg', 'de', 'duration'],
  ['¿Cuándo se fundó el mercado?', 'es', 'time'],
  ['Combien de tuyaux compte l’orgue ?', 'fr', 'number'],
  ['谁创办了茶厂？', 'zh', 'person'],
  ['温泉はいつ発見されましたか', 'ja', 'time'],
  ['أين تقع المدينة؟', 'ar', 'place'],
])('“%s” is %s and asks for a %s', (text, language, kind) => {
  const question = readQuestion(text);
  expect([question.language, question.kind]).toEqual([language, kind]);
});

test('names, years and quoted words are told from other words', () => {
  const { terms } = readQuestion('Did the "Treaty of Lindow" end the war of 1905 in Oakford?', 'en');
  expect(terms.filter(({ name }) => name).map(({ surface }) => surface)).toEqual(['Treaty', 'Lindow', 'Oakford']);
  expect(terms.filter(({ number }) => number).map(({ surface }) => surface)).toEqual(['1905']);
});

test('a word in quotes or an operator is a word and nothing else', () => {
  expect(readQuestion('title:letter AND (Putin OR "x") -Kim ~2', 'en').terms.map(({ surface }) => surface)).toContain('letter');
});

test('of a long message, the sentence that asks is the question', () => {
  const message = `${'We were walking along the coast all day and talked about the weather. '.repeat(8)}Who built the lighthouse? ${'It rained. '.repeat(40)}`;
  expect(readQuestion(message).text).toBe('Who built the lighthouse?');
});

test('whatever is typed, a question is bounded and its terms lie in its text', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 3_000, unit: 'grapheme' }), (typed) => {
      const { text, terms } = readQuestion(typed);
      expect(text.length).toBeLessThanOrEqual(QUESTION_LIMIT);
      expect(terms.length).toBeLessThanOrEqual(TERM_LIMIT);
      for (const { surface, start, end } of terms) expect(text.slice(start, end)).toBe(surface);
    }),
    { numRuns: 200 },
  );
});
