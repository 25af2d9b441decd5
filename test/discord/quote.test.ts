import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { visible } from '../../src/discord/escape.ts';
import { quoteMarkdown } from '../../src/discord/quote.ts';
import { marksIn, shownText } from './discord-markdown.ts';
import { articleOf, excerptOf, rawExcerpt } from './excerpts.ts';

const look = { budget: 320, bold: true, bar: true };
/** The dialect's parser shows a tab as blanks and a line's end without the blanks before it. */
const asShown = (text: string): string => visible(text).replace(/\t/g, '    ');

/** Pieces that mean something in Discord's Markdown, between words of several scripts. */
const piece = fc.oneof(
  fc.constantFrom(
    ...[
      '**',
      '*',
      '__',
      '_',
      '~~',
      '||',
      '|',
      '`',
      '```',
      '```js\n',
      '\n',
      '\n\n',
      ' ',
      '  ',
      '> ',
      '>>> ',
      '# ',
      '-# ',
      '- ',
      '1. ',
      '\\',
      '[a](https://x.y)',
      '<https://x.y>',
    ],
    ...[
      '@everyone',
      '@here',
      '<@123456789012345678>',
      '<@&123456789012345678>',
      '<#123456789012345678>',
      '<:a:123456789012345678>',
      ':smile:',
      '<t:0:R>',
      '</ask:1>',
      '<id:home>',
    ],
    ...[
      'https://discord.gg/x_y_z',
      'javascript:alert(1)',
      '¯\\_(ツ)_/¯',
      '东京是首都。',
      'とうきょう',
      '👩‍👩‍👧',
      '🇰🇷',
      'Привет',
      'é',
      '\u202e',
      '\u2066',
      '\u200f',
      '12:30',
      'C#',
      ')',
      '](',
      '…',
      '<…>',
    ],
  ),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.stringMatching(/^[a-z]{1,8}$/),
);
const foreign = fc.array(piece, { minLength: 1, maxLength: 12 }).map((pieces) => `a${pieces.join('')}z`.toWellFormed());

describe('a quote', () => {
  test('read by Discord, with the marks removed, is its slice of the article', () => {
    fc.assert(
      fc.property(foreign, foreign, foreign, (before, words, after) => {
        const text = `${before}${words}${after}`;
        const answer = { start: before.length, end: before.length + words.length };
        const quote = quoteMarkdown(rawExcerpt(text, 0, text.length, answer), { ...look, budget: 1200 });
        expect(shownText(quote!)).toBe(asShown(text));
        expect(marksIn(quote!).filter((kind) => kind !== 'blockQuote' && kind !== 'strong')).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  test('without a bar or bold it holds no mark at all', () => {
    fc.assert(
      fc.property(foreign, (text) => {
        const quote = quoteMarkdown(rawExcerpt(text, 0, text.length), { budget: 1200, bold: false, bar: false });
        expect(shownText(quote!)).toBe(asShown(text));
        expect(marksIn(quote!)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  test('marks the answering words in bold', async () => {
    const article = await articleOf('A letter\n\nThis is stated in the letter of Vladimir Putin to Kim Jong-un.');
    expect(quoteMarkdown(excerptOf(article, 'This is', 'Vladimir Putin'), look)).toBe(
      '> This is stated in the letter of **Vladimir Putin** to Kim Jong-un.',
    );
  });

  test('that is long is cut between words, with an ellipsis, around the answering words', () => {
    const text = `${'many words stand here '.repeat(30)}and the answer is Paris ${'and more words follow it '.repeat(30)}to the end.`;
    const at = text.indexOf('Paris');
    const quote = quoteMarkdown(rawExcerpt(text, 0, text.length, { start: at, end: at + 5 }), look)!;
    expect(quote).toMatch(/^> … \S/);
    expect(quote).toMatch(/\S …$/);
    expect(quote).toContain('**Paris**');
    expect(text).toContain(quote.slice('> … '.length, -' …'.length).replaceAll('**', ''));
    expect(quote.length).toBeLessThan(340);
  });

  test.each(['Do not', 'Never', "Don't", 'Никогда не', '请不要'])('is not cut where that would hide "%s"', (negation) => {
    const text = `${negation} ${'under any circumstances at all '.repeat(20)}delete the file.`;
    const at = text.indexOf('delete');
    const quote = quoteMarkdown(rawExcerpt(text, 0, text.length, { start: at, end: at + 6 }), look)!;
    expect(quote).toContain(negation);
    expect(quote).toContain('**delete**');
  });

  test('turns no direction, and is not shown where reading it back would not give the article’s words', () => {
    const turned = 'a \u202eb\u202c \u2066c\u2069 d';
    expect(quoteMarkdown(rawExcerpt(turned, 0, turned.length), look)).toBe('> a b c d');
    // The mark that stands for bold while escaping, in an article: it would open a bold of its own.
    const marked = 'The \u{10fffd}key is blue.';
    const at = marked.indexOf('blue');
    expect(quoteMarkdown(rawExcerpt(marked, 0, marked.length, { start: at, end: at + 4 }), look)).toBeUndefined();
  });

  test('stays within bounds for a sentence of 20,000 characters', () => {
    const text = `nothing ${'word '.repeat(4000)}`.trim();
    expect(quoteMarkdown(rawExcerpt(text, 0, text.length), look)!.length).toBeLessThan(1300);
  });

  test('keeps the sentence before it that it leans on', async () => {
    const article = await articleOf('Kim\n\nKim Il Sung was born in 1912. He became leader in 1948. More follows here.');
    const excerpt = excerptOf(article, 'He became', '1948');
    const lead = excerptOf(article, 'Kim Il Sung was');
    expect(quoteMarkdown({ ...excerpt, lead: { start: lead.start, end: lead.end } }, look)).toBe(
      '> Kim Il Sung was born in 1912. He became leader in **1948**.',
    );
  });
});
