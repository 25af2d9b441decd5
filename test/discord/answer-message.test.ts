import { describe, expect, test } from 'vitest';
import type { Answer, Excerpt } from '../../src/answer/answer.ts';
import { texts } from '../../src/discord/layout.ts';
import { answerBody } from '../../src/discord/render/answer.ts';
import { resultsBody } from '../../src/discord/render/lists.ts';
import { articleOf, excerptOf, rawExcerpt, viewOf } from './excerpts.ts';

const article = await articleOf(
  'A letter for the day\n\nThis is stated in the letter of Vladimir Putin to Kim Jong-un. He wished him well.\n\nThe day is a holiday. It falls on August 15.',
  { publisher: 'rbc.ru' },
);
const writer = excerptOf(article, 'This is', 'Vladimir Putin');
const day = excerptOf(article, 'It falls', 'August 15');

const answered = (excerpts: [Excerpt, ...Excerpt[]], more: object = {}): Answer => ({
  kind: 'answered',
  confidence: 0.9,
  excerpts,
  quotes: 1,
  shown: true,
  missing: [],
  ...more,
});
const labels = (components: readonly unknown[]): string[] => {
  const [, row] = components as [unknown, { components: { label: string }[] } | undefined];
  return row?.components.map(({ label }) => label) ?? [];
};

describe('an answer', () => {
  test('shows question, answer, quote and citation, in this order', () => {
    const { components } = answerBody(answered([writer, day]), 1, { question: 'who wrote *the* letter?' }, viewOf('public'));
    expect(texts(components)).toEqual([
      '-# who wrote \\*the\\* letter?',
      '### Vladimir Putin',
      '> This is stated in the letter of **Vladimir Putin** to Kim Jong-un.',
      '-# [1] A letter for the day\n-# rbc.ru · paragraph 1 of 2',
    ]);
    expect(components[0]).toMatchObject({ type: 17, accent_color: expect.any(Number) });
  });

  test('in public may be deleted, in private shared, in a direct message neither', () => {
    const show = (seen: 'public' | 'private' | 'direct') =>
      labels(answerBody(answered([writer, day]), 1, {}, viewOf(seen)).components);
    expect(show('public')).toEqual(['In context', 'Next match', 'Delete']);
    expect(show('private')).toEqual(['In context', 'Next match', 'Share']);
    expect(show('direct')).toEqual(['In context', 'Next match']);
  });

  test('has no Next match when there is none', () => {
    expect(labels(answerBody(answered([writer]), 1, {}, viewOf('public')).components)).toEqual(['In context', 'Delete']);
  });

  test('whose words are not sure is the quote alone, without heading or bold', () => {
    expect(texts(answerBody(answered([writer], { shown: false }), 1, {}, viewOf('direct')).components)).toEqual([
      '> This is stated in the letter of Vladimir Putin to Kim Jong-un.',
      '-# [1] A letter for the day\n-# rbc.ru · paragraph 1 of 2',
    ]);
  });

  test('links to the words where the article has an address', () => {
    const linked = excerptOf({ ...article, url: 'https://news.example/a' }, 'It falls', 'August 15');
    const { components } = answerBody(answered([linked]), 1, {}, viewOf('direct'));
    expect(components[0]).toMatchObject({
      components: [
        {},
        {},
        { type: 9, accessory: { style: 5, label: 'Open', url: 'https://news.example/a#:~:text=It%20falls%20on%20August%2015.' } },
      ],
    });
  });

  test('says in how many more articles the same sentence stands', () => {
    const also = { ...writer, alsoIn: [writer.passage, writer.passage] };
    expect(texts(answerBody(answered([also]), 1, {}, viewOf('direct')).components).at(-1)).toContain('also in 2 more articles');
  });

  test('speaks Russian to those who do', () => {
    const { components } = answerBody(answered([writer, day]), 1, {}, viewOf('private', 'ru'));
    expect(labels(components)).toEqual(['В контексте', 'Ещё отрывок', 'Поделиться']);
    expect(texts(components).at(-1)).toContain('абзац 1 из 2');
  });

  test('stays within Discord’s limits, however long its parts are', () => {
    const long = rawExcerpt('*'.repeat(3000), 0, 3000, { start: 0, end: 3000 });
    const { components } = answerBody(
      answered([long, long, long], { quotes: 3 }),
      1,
      { question: '_'.repeat(4000) },
      viewOf('public'),
    );
    expect(texts(components).join('').length).toBeLessThanOrEqual(4000);
  });

  test('shows fewer quotes where whole sentences would outgrow the message, and hides no negation for room', () => {
    const sentence = `Never ${'*[a] '.repeat(230)}and not so.`;
    const text = `${sentence} ${sentence}`;
    const excerpt = rawExcerpt(text, sentence.length + 1, text.length, { start: sentence.length + 1, end: sentence.length + 6 });
    const led = { ...excerpt, lead: { start: 0, end: sentence.length } };
    for (const [kind, seen] of [
      ['answered', 'public'],
      ['answered', 'private'],
      ['closest', 'private'],
    ] as const) {
      const answer = { ...answered([led, led, led], { quotes: 3, differ: true }), kind } as Answer;
      const { components } = answerBody(answer, 1, { question: '_'.repeat(4000) }, viewOf(seen));
      expect(texts(components).join('').length).toBeLessThanOrEqual(4000);
      expect(texts(components).join('\n')).toMatch(/Never.*and not so\./);
    }
    const found = resultsBody(
      '_'.repeat(150),
      { ...answered([led, led, led, led]) } as Extract<Answer, { excerpts: unknown }>,
      0,
      [],
      viewOf('private'),
    );
    expect(texts(found.components).join('').length).toBeLessThanOrEqual(4000);
    expect(texts(found.components).join('\n')).toMatch(/\[1\]/);
  });
});

describe('closest passages', () => {
  const closest = { ...answered([writer, day, writer]), kind: 'closest', quotes: 3, shown: false, missing: ['wrote'] } as Answer;

  test('say that they are no answer and which words were not found, and look different', () => {
    const { components } = answerBody(closest, 1, {}, viewOf('public'));
    expect(texts(components)).toEqual([
      '**No answer found.** Closest passages; none says "wrote":',
      'This is stated in the letter of Vladimir Putin to Kim Jong-un.',
      '-# A letter for the day · rbc.ru · paragraph 1 of 2',
      'It falls on August 15.',
      '-# A letter for the day · rbc.ru · paragraph 2 of 2',
    ]);
    expect(components[0]).not.toHaveProperty('accent_color');
    expect(labels(components)).toEqual(['In context', 'Delete']);
  });
});

describe('nothing found', () => {
  const nothing: Answer = { kind: 'nothing', confidence: 0, missing: ['letter'], suggestion: 'latter' };

  test('names the words, how many articles were looked at, and what is indexed near them', () => {
    const { components } = answerBody(nothing, 312, {}, viewOf('private'));
    expect(texts(components)).toEqual(['Nothing about "letter" in the 312 articles here. Did you mean "latter"?']);
    expect(labels(components)).toEqual(['Ask "latter"', 'Browse articles']);
  });

  test('on an empty shelf says who fills it', () => {
    expect(texts(answerBody(nothing, 0, {}, viewOf('private')).components)).toEqual([
      'No articles here yet. An admin adds them with /sources add upload.',
    ]);
  });
});
