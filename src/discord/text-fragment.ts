/**
 * Links that open an article at the quoted words, as the URL Fragment Text Directives draft lays them out:
 * `#:~:text=[prefix-,]first[,last][,-suffix]` (https://wicg.github.io/scroll-to-text-fragment/).
 */
import type { Article, Range } from '../articles/article.ts';
import { wordsIn } from '../articles/marks.ts';

/** Discord takes at most 512 characters in a link button's address. */
const limit = 512;
/** From this many words on, a quote is named by its first and last words. */
const longQuote = 12;

/** Everything but RFC 3986's unreserved characters percent-encoded; the hyphen too, for it parts prefix and suffix from the words. */
const encode = (text: string): string =>
  encodeURIComponent(text.replace(/\s+/g, ' ').trim().toWellFormed()).replace(
    /[!'()*-]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

const words = (text: string): string[] => text.split(/\s+/).filter(Boolean);
const first = (text: string, count: number): string => words(text).slice(0, count).join(' ');
const last = (text: string, count: number): string => words(text).slice(-count).join(' ');

const occurrences = (text: string, part: string): number => {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0 && count < 2; at = text.indexOf(part, at + 1)) count++;
  return count;
};

/** Ways to name the words, the most precise first. */
function* directives(article: Article, quote: Range): Generator<string> {
  const text = wordsIn(article, quote);
  const before =
    article.text
      .slice(Math.max(0, quote.start - 200), quote.start)
      .split('\n')
      .at(-1) ?? '';
  const after = article.text.slice(quote.end, quote.end + 200).split('\n')[0] ?? '';
  const twice = occurrences(article.text, text) > 1;
  const prefix = twice && words(before).length > 0 ? `${encode(last(before, 3))}-,` : '';
  const suffix = twice && words(after).length > 0 ? `,-${encode(first(after, 3))}` : '';
  if (words(text).length <= longQuote && !text.includes('\n')) yield `${prefix}${encode(text)}${suffix}`;
  for (const count of [5, 3, 2, 1]) {
    if (words(text).length > 2 * count) yield `${prefix}${encode(first(text, count))},${encode(last(text, count))}${suffix}`;
  }
  yield encode(text);
}

/**
 * The article's address with a fragment that names the quoted words; the plain address where that would be longer than 512 characters
 * or cut the words; undefined where the article has no http(s) address that Discord takes.
 */
export const quoteLink = (article: Article, quote: Range): string | undefined => {
  if (!article.url || !URL.canParse(article.url)) return undefined;
  const url = new URL(article.url);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  url.username = '';
  url.password = '';
  const plain = url.href;
  if (plain.length > limit) return undefined;
  const anchor = url.hash === '' ? `${plain.replace(/#$/, '')}#` : plain;
  for (const directive of directives(article, quote)) {
    const link = `${anchor}:~:text=${directive}`;
    if (link.length <= limit) return link;
  }
  return plain;
};
