import { expect, test } from 'vitest';
import { withoutPreamble } from '../../src/answer/preamble.ts';

test.each([
  ['hey guys does anyone know when the pool opens?', 'when the pool opens?'],
  ['Hi! Can someone please tell me who runs the ferry, thanks', 'who runs the ferry'],
  ["hello all, I'm wondering if the pool is open on Sunday", 'the pool is open on Sunday'],
  ['tell me about the lime kilns', 'the lime kilns'],
  ['when does it open pls?', 'when does it open?'],
  ['Всем привет, подскажите, пожалуйста, когда открыт бассейн?', 'когда открыт бассейн?'],
  ['Hallo, weiß jemand, wann das Bad öffnet?', 'wann das Bad öffnet?'],
])('what a chat puts around a question is taken off: %s', (message, question) => {
  expect(withoutPreamble(message)).toBe(question);
});

test.each([
  'do you know?',
  'hello world program in Tarn',
  'who said please',
  'Who wrote to all of them?',
  'hi-fi amplifiers of 1970',
  'so-called experts on tides',
  'All Saints church bells',
  'please',
  '',
])('a question that needs its words keeps them: %s', (message) => {
  expect(withoutPreamble(message)).toBe(message);
});

test('whatever it is given, it takes no time to speak of and leaves words where there were some', () => {
  for (const long of [
    'hey '.repeat(25_000),
    `${' ,'.repeat(50_000)}?`,
    'do you know '.repeat(8000),
    'hey, '.repeat(20_000),
    'a please '.repeat(10_000),
  ])
    expect(withoutPreamble(long).length).toBeGreaterThan(0);
});
