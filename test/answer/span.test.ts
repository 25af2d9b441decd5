import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mentionsIn } from '../../src/answer/mentions.ts';
import { readQuestion } from '../../src/answer/question.ts';
import { chooseSpan } from '../../src/answer/span.ts';
import { placeOnScale, SPAN_WORDS, weightAt } from '../../src/answer/span-rows.ts';
import { readSpanWeights } from '../../src/answer/span-weights.ts';
import { analyze } from '../../src/search/analyzer.ts';

const bytes = readFileSync('src/answer/weights/spans.bin');
const weights = readSpanWeights(bytes);

function chosen(asked: string, text: string, language = 'en') {
  const sentence = { text, tokens: analyze(text, language), mentions: () => mentionsIn(text), headings: () => new Set<string>() };
  const span = chooseSpan(readQuestion(asked, language), sentence, language, weights);
  return span && { ...span, words: text.slice(span.start, span.end) };
}

// Sentences of no collection that anything was learned from.
test.each([
  ['who designed the bridge?', 'The bridge was designed by the engineer Marta Olsen in 1931.', 'Marta Olsen'],
  ['when was the bridge designed', 'The bridge was designed by the engineer Marta Olsen in 1931.', '1931'],
  ['How many seats does the hall have?', 'The hall, which opened in 1908, has 1,240 seats and two balconies.', '1,240'],
  ['how long did the strike last', 'The strike lasted for eleven weeks and ended in April.', 'eleven weeks'],
  ['How much did the roof cost?', 'The new roof cost $2.4 million, paid by the county.', '$2.4 million'],
  ['what percentage of the voters stayed at home?', 'Some 38% of the voters stayed at home.', '38%'],
  ['Where was the painter born?', 'The painter was born in Tarnobrzeg and moved to Vienna at nineteen.', 'Tarnobrzeg'],
])('“%s” is answered in “%s” by “%s”', (asked, text, words) => {
  expect(chosen(asked, text)?.words).toBe(words);
});

test('a yes-or-no question has no answering words, and a pronoun is none', () => {
  expect(chosen('Was the bridge designed by Olsen?', 'The bridge was designed by the engineer Marta Olsen.')).toBeNull();
  expect(chosen('who had it built?', 'She did it.')?.words ?? '').not.toMatch(/^she$/i);
  expect(chosen('who?', 'He was.')).toBeNull();
});

test('answering words lie in the sentence, at most nine of them unless they are one date or list', () => {
  const word = fc.constantFrom(
    'Marta',
    'Olsen',
    'the',
    'in',
    '1931',
    'built',
    ',',
    'and',
    'of',
    '$2',
    'Oslo',
    'she',
    '—',
    "bridge's",
    'seven',
    'years',
  );
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 60 }),
      fc.constantFrom('who built it', 'when', 'what is it of'),
      (list, asked) => {
        const text = list.join(' ');
        const span = chosen(asked, text);
        if (!span) return;
        expect(0 <= span.start && span.start < span.end && span.end <= text.length).toBe(true);
        const one = mentionsIn(text).some(({ start, end }) => start <= span.start && span.end <= end);
        expect(one || analyze(span.words, 'en').length <= SPAN_WORDS).toBe(true);
        expect(span.sure).toBeGreaterThanOrEqual(0);
        expect(span.sure).toBeLessThanOrEqual(1.000001);
      },
    ),
    { numRuns: 200 },
  );
});

test('a damaged, cut or foreign file of weights is refused with its reason', () => {
  const flipped = Uint8Array.from(bytes);
  flipped[5_000]! ^= 1;
  expect(() => readSpanWeights(flipped)).toThrow('it is damaged: the checksum differs');
  expect(() => readSpanWeights(bytes.subarray(0, 90_000))).toThrow('it is damaged: the checksum differs');
  expect(() => readSpanWeights(Buffer.from('something else'))).toThrow('it is not a file of weights');
});

test('weights are kept on a scale that is finest around zero', () => {
  for (const weight of [0, 0.001, -0.02, 0.3, -1.5, 1.99]) {
    const kept = weightAt(placeOnScale(weight));
    expect(Math.abs(kept - weight)).toBeLessThanOrEqual(0.01 + 0.02 * Math.abs(weight));
  }
  expect(weightAt(placeOnScale(-40))).toBe(-2);
});
