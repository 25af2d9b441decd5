/** What the lines of a plain text are: its title, headings, list items, paragraphs; all by how they stand, for plain text has no markup. */
import type { Block, Range } from '../article.ts';
import { foldedLength } from '../folded-length.ts';
import { isParted } from '../gaps.ts';

const LINE = /[^\r\n\u0085\u2028\u2029\f\v]+/g;
const TITLE_LIMIT = 300;
/** Longer lines (UTF-16 code units) are no headings. */
const HEADING_LIMIT = 80;
const ENDED = /[.!?…,;:。！？，；：]["'”’»)\]]*$/;
const BULLET = /^(?:[-*•‣▪◦]|\p{Nd}{1,2}[.)])\s+(?=\S)/u;

/** The blocks of a plain text from `from` on, and its title line if it has one. */
export function layOutText(text: string, from: number): { blocks: Block[]; title?: Range } {
  const lines = linesOf(text, from);
  const paragraphs = isHardWrapped(text, lines) ? joined(text, lines) : lines;
  const title = titleLine(text, paragraphs);
  let heading = '';
  const blocks = paragraphs.map((range, at): Block => {
    if (range === title) return { ...range, kind: 'title', heading };
    const [before, after] = [paragraphs[at - 1], paragraphs[at + 1]];
    if (isHeading(text, range, before, after)) {
      heading = text.slice(range.start, range.end);
      return { ...range, kind: 'heading', heading };
    }
    const bullet = bulletOf(text, range);
    const listed =
      bullet > 0 &&
      [before, after].some((other) => other && bulletOf(text, other) > 0 && !isParted(text, ...inOrder(range, other)));
    return listed
      ? { start: range.start + bullet, end: range.end, kind: 'item', heading }
      : { ...range, kind: 'paragraph', heading };
  });
  return { blocks, ...(title && { title }) };
}

const inOrder = (a: Range, b: Range): [Range, Range] => (a.start < b.start ? [a, b] : [b, a]);

const bulletOf = (text: string, { start, end }: Range) =>
  BULLET.exec(text.slice(start, Math.min(end, start + 20)))?.[0].length ?? 0;

/** The lines that hold something to read, without the white space around it. */
function linesOf(text: string, from: number): Range[] {
  const lines: Range[] = [];
  for (const { 0: line, index } of text.slice(from).matchAll(LINE)) {
    const trimmed = line.trim();
    if (!trimmed) continue;
    const start = from + index + line.indexOf(trimmed);
    lines.push({ start, end: start + trimmed.length });
  }
  return lines;
}

/** Whether lines were broken to a width, as in mail and old e-books: then a paragraph is what stands between blank lines. */
function isHardWrapped(text: string, lines: readonly Range[]): boolean {
  const lengths = lines.map(({ start, end }) => foldedLength(text.slice(start, end)));
  const width = lengths.reduce((longest, length) => Math.max(longest, length), 0);
  if (width < 50 || width > 120) return false;
  const broken = lines.flatMap((line, at) =>
    lines[at + 1] && !isParted(text, line, lines[at + 1]!) ? [{ ...line, length: lengths[at]! }] : [],
  );
  const full = broken.filter(({ end, length }) => length > width * 0.6 && !/[.!?…:;。！？]$/.test(text.slice(end - 1, end)));
  return broken.length >= 4 && full.length > broken.length * 0.6;
}

/** Joins lines that no blank line parts. */
function joined(text: string, lines: readonly Range[]): Range[] {
  const paragraphs: Range[] = [];
  for (const line of lines) {
    const last = paragraphs.at(-1);
    if (last && !isParted(text, last, line)) paragraphs[paragraphs.length - 1] = { start: last.start, end: line.end };
    else paragraphs.push(line);
  }
  return paragraphs;
}

/** The first line, where it is no longer than a title may be and a blank line follows it, or a longer line while it ends like no sentence. */
function titleLine(text: string, [first, second]: readonly Range[]): Range | undefined {
  if (!first || !second) return undefined;
  const line = text.slice(first.start, first.end);
  const length = foldedLength(line);
  if (length > TITLE_LIMIT) return undefined;
  if (isParted(text, first, second)) return first;
  return length <= 120 && foldedLength(text.slice(second.start, second.end)) > length && !ENDED.test(line) ? first : undefined;
}

/** A short line by itself that ends like no sentence, over a paragraph that does. */
function isHeading(text: string, line: Range, before: Range | undefined, after: Range | undefined): boolean {
  if (!before || !after || line.end - line.start > 2 * HEADING_LIMIT) return false;
  const words = text.slice(line.start, line.end);
  if (foldedLength(words) > HEADING_LIMIT || !/^[\p{Lu}\p{Lo}\p{Nd}]/u.test(words) || ENDED.test(words)) return false;
  const below = text.slice(after.start, after.end);
  return (
    isParted(text, before, line) &&
    isParted(text, line, after) &&
    ENDED.test(below.slice(-8)) &&
    foldedLength(below) > 2 * foldedLength(words)
  );
}
