/** What lies between two stretches of a text: nothing, a line's end, or something stronger. */
import type { Range } from './article.ts';

/** Whether a line ends between them. */
export const isOnNextLine = (text: string, before: Range, after: Range) =>
  /[\n\r\u0085\u2028\u2029\f\v]/.test(text.slice(before.end, after.start));

/** Whether something stronger than a line's end parts them: a blank line, a paragraph separator, a new page. */
export function isParted(text: string, before: Range, after: Range): boolean {
  const gap = text.slice(before.end, after.start).replace(/\r\n/g, '\n');
  return /[\n\r\u0085\u2028\v]\s*[\n\r\u0085\u2028\v]|[\u2029\f]/.test(gap);
}
