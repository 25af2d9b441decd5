/** Markup that stands inside an article's text and is no words of it, such as Markdown's `**` and link targets. Pure functions over `Article.marks`. */
import type { Article, Range } from './article.ts';

/**
 * The text with each mark replaced by as many blanks: offsets stand. What looks for words (sentence splitting, analysis) reads this;
 * what quotes reads `article.text`. The text itself where there are no marks.
 */
export function maskMarks(text: string, marks: readonly Range[] = []): string {
  if (marks.length === 0) return text;
  let [masked, at] = ['', 0];
  for (const { start, end } of marks) {
    masked += text.slice(at, start) + ' '.repeat(end - start);
    at = end;
  }
  return masked + text.slice(at);
}

/** The parts of a range that are words, in order: the range without the marks in it. One part, the range itself, where there are none. */
export function visibleRanges({ marks = [] }: Pick<Article, 'marks'>, { start, end }: Range): Range[] {
  const visible: Range[] = [];
  let at = start;
  for (let i = firstBehind(marks, start); i < marks.length && marks[i]!.start < end; i += 1) {
    if (marks[i]!.start > at) visible.push({ start: at, end: marks[i]!.start });
    at = Math.max(at, marks[i]!.end);
  }
  if (at < end) visible.push({ start: at, end });
  return visible;
}

type Marked = Pick<Article, 'text' | 'marks'>;

/** The words of a range as people read them: the slice without the marks in it, the slice itself where there are none. */
export function wordsIn(article: Marked, range: Range): string {
  return visibleRanges(article, range)
    .map(({ start, end }) => article.text.slice(start, end))
    .join('');
}

/** A slice in which each mark is as many blanks, so that offsets into it stand: what is analyzed. */
export function maskedSlice(article: Marked, range: Range): string {
  if (!article.marks?.length) return article.text.slice(range.start, range.end);
  let [masked, at] = ['', range.start];
  for (const { start, end } of visibleRanges(article, range)) {
    masked += ' '.repeat(start - at) + article.text.slice(start, end);
    at = end;
  }
  return masked + ' '.repeat(Math.max(0, range.end - at));
}

/** A range widened over the marks that touch it: "Bold." becomes "**Bold.**". */
export function withAdjacentMarks(marks: readonly Range[], { start, end }: Range, within: Range): Range {
  let at = firstBehind(marks, end - 1);
  let [from, to] = [start, end];
  while (at < marks.length && marks[at]!.start === to && marks[at]!.end <= within.end) to = marks[at++]!.end;
  at = firstBehind(marks, start - 1);
  if (marks[at]?.end !== start) at -= 1;
  while (at >= 0 && marks[at]!.end === from && marks[at]!.start >= within.start) from = marks[at--]!.start;
  return { start: from, end: to };
}

/** Index of the first mark that ends behind `position`. */
function firstBehind(marks: readonly Range[], position: number): number {
  let [low, high] = [0, marks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (marks[middle]!.end > position) high = middle;
    else low = middle + 1;
  }
  return low;
}
