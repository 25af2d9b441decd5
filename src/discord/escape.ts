/**
 * Article text is foreign. Shown in Discord it must read as it stands in its article: no mention, link, emoji, heading or fence of its
 * own making. Discord's dialect takes a backslash before any character that is neither a letter, a digit nor white space as "this
 * character, literally" (measured with a parser of that dialect in test/discord/escape.test.ts).
 */
import type { Range } from '../articles/article.ts';

/** Direction overrides, embeddings and isolates can show words in another order than they are written; other controls show nothing. */
const invisible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** Always special, wherever they stand. */
const always = /[\\*_~`|[\]<]/g;
/** Special in company: `@everyone`, `@here`, an emoji's or an address's colon, a timestamp. */
const inCompany = /@(?=everyone|here)|:(?=\/\/|[\w+~-]+:)/g;
/** Special at the start of a line: headings, small text, lists, quotations. */
const atLineStart = /(?<![^\n])([ \t\u{10fffd}]*)([#>+-]|\d{1,9}(?=[.)]))/gu;
/** Stands for the bold marks while the text around them is escaped, so that a line's start stays its start. Private use. */
const boldMark = '\u{10fffd}';

/** The text without the characters that show nothing or turn the direction; what a quote is compared with. */
export const visible = (text: string): string => text.replace(/\r\n?/g, '\n').replace(invisible, '');

/** Foreign text as Discord shows it literally, `bold` (a range of it) in bold. At most about twice as long as the text. */
export const escapeText = (text: string, bold?: Range): string =>
  visible(bold ? [text.slice(0, bold.start), text.slice(bold.start, bold.end), text.slice(bold.end)].join(boldMark) : text)
    .replace(always, '\\$&')
    .replace(inCompany, '\\$&')
    .replace(atLineStart, (_, blank: string, mark: string) => (/\d/.test(mark) ? `${blank}${mark}\\` : `${blank}\\${mark}`))
    .replaceAll(boldMark, bold ? '**' : boldMark);

/** The same on one line: white space of any kind becomes a blank. */
export const escapeLine = (text: string): string => escapeText(visible(text).replace(/\s+/g, ' ').trim());

/** What `escapeText` was given, but for the invisible characters: the marks of `escapeText`, bold and the quotation bar removed. */
export const readBack = (markdown: string): string =>
  markdown.replace(/(?<![^\n])> ?/g, '').replace(/\\([^0-9A-Za-z\s])|\*\*/g, (_, literal: string | undefined) => literal ?? '');

/** The first `limit` characters at most, cut between two graphemes where possible between words, with `…` where something is left out. */
export const shorten = (text: string, limit: number): string => {
  if (text.length <= limit) return text;
  let end = 0;
  for (const { index, segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text.slice(0, limit))) {
    if (index + segment.length <= limit - 1) end = index + segment.length;
  }
  const blank = text.lastIndexOf(' ', end);
  return `${text.slice(0, blank > end * 0.6 ? blank : end).trimEnd()}…`;
};
