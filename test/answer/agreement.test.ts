import { expect, test } from 'vitest';
import { differs, disagreeing, mergeSame } from '../../src/answer/agreement.ts';
import type { Passage } from '../../src/articles/article.ts';

const passageOf = (id: string, date?: string) => ({ id: `${id}:1`, article: { id, ...(date && { date }) } }) as Passage;

test('a fuller answer does not contradict a shorter one', () => {
  expect(differs('August 15', 'August 15, 1945')).toBe(false);
  expect(differs('the USSR', 'USSR')).toBe(false);
  expect(differs('14 houses', '37 houses')).toBe(true);
});

test('articles that answer differently stand newest first, each with its own answer', () => {
  const voices = [
    { passage: passageOf('old', '2024-02-09'), text: 'The flood damaged 14 houses.', answer: '14' },
    { passage: passageOf('new', '2024-02-16'), text: 'The flood damaged 37 houses.', answer: '37' },
    { passage: passageOf('same', '2024-02-10'), text: 'It damaged 14 houses.', answer: '14' },
  ];
  expect(disagreeing(voices, 3).map(({ answer }) => answer)).toEqual(['37', '14']);
  expect(disagreeing([voices[0]!, voices[2]!], 3)).toEqual([]);
});

test('the same sentence in several articles stands once, with the others beside it', () => {
  const [first, other, ...rest] = mergeSame(
    [
      { passage: passageOf('a'), text: 'Nobody was hurt.' },
      { passage: passageOf('b'), text: 'Nobody was hurt' },
      { passage: passageOf('b'), text: 'Nobody was hurt.' },
      { passage: passageOf('c'), text: 'The mayor spoke.' },
    ],
    ({ text }) => text.replace(/\W+/g, ' ').trim(),
  );
  expect(first?.alsoIn.map(({ article }) => article.id)).toEqual(['b']);
  expect(other?.text).toBe('The mayor spoke.');
  expect(rest).toEqual([]);
});
