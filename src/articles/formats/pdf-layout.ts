/** The lines of a PDF → paragraphs and headings, told by what is known of each line: where it stands and how large it is. */
import type { Block } from '../article.ts';

/** A run of text as pdf.js finds it; measures in points from the lower left corner. */
export interface TextItem {
  readonly str: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly fontSize: number;
  readonly hasEOL: boolean;
}

interface Line {
  readonly text: string;
  readonly page: number;
  readonly x: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
}

/** No article is longer (UTF-16 code units). */
const TEXT_LIMIT = 5_000_000;

interface Paragraph {
  kind: Block['kind'];
  words: string;
  readonly page: number;
  readonly first: Line;
}

/** The text of the pages, paragraphs parted by blank lines, and its blocks; `title` is what stands in the largest letters on the first page. */
export function layOut(pages: readonly (readonly TextItem[])[]): { text: string; blocks: Block[]; title?: string } {
  const all = pages.flatMap((items, at) => linesOf(items, at + 1));
  const lines = withoutRepeated(all, pages.length);
  const body = weightedMedian(lines.map(({ size, text }) => [size, text.length]));
  const paragraphs = paragraphsOf(lines, body);
  const largest = paragraphs.reduce((size, { page, first }) => (page === lines[0]?.page ? Math.max(size, first.size) : size), 0);
  const title = paragraphs.find(({ kind, first }) => kind === 'heading' && first.size === largest && first.page === lines[0]?.page);
  if (title) title.kind = 'title';
  const blocks: Block[] = [];
  let [heading, end] = ['', -2];
  for (const { kind, words, page } of paragraphs) {
    if (kind === 'heading') heading = words;
    blocks.push({ kind, heading: kind === 'title' ? '' : heading, page, start: end + 2, end: end + 2 + words.length });
    end += 2 + words.length;
  }
  return { text: paragraphs.map(({ words }) => words).join('\n\n'), blocks, ...(title && { title: title.words }) };
}

function paragraphsOf(lines: readonly Line[], body: number): Paragraph[] {
  const width = weightedMedian(lines.map(({ right, text }) => [right, text.length]));
  const steps = lines.flatMap((line, at) => (at > 0 ? [[lines[at - 1]!.y - line.y, line.text.length] as const] : []));
  const step = weightedMedian(steps.filter(([down]) => down > 0 && down < 4 * body));
  const paragraphs: Paragraph[] = [];
  let length = 0;
  for (const [at, line] of lines.entries()) {
    length += line.text.length + 2;
    if (length > TEXT_LIMIT) break;
    const kind = kindOf(line, body);
    const open = paragraphs.at(-1);
    const joins = open && (open.kind === kind || open.kind === 'item') && (kind === 'paragraph' || kind === 'heading');
    if (joins && continues(lines[at - 1]!, line, step, width)) {
      // A word parted at the line's end is one word again.
      const parted = /\p{Ll}[-\u00ad]$/u.test(open.words.slice(-3)) && /^\p{Ll}/u.test(line.text);
      open.words = parted ? open.words.slice(0, -1) + line.text : `${open.words} ${line.text}`;
    } else paragraphs.push({ kind, words: line.text, page: line.page, first: line });
  }
  return paragraphs;
}

function linesOf(items: readonly TextItem[], page: number): Line[] {
  const lines: Line[] = [];
  let run: TextItem[] = [];
  for (const item of items) {
    if (item.str !== '') run.push(item);
    if (!item.hasEOL && item !== items.at(-1)) continue;
    const text = run
      .map(({ str }) => str)
      .join('')
      .replace(/[\s\0]+/g, ' ')
      .trim();
    const words = run.filter(({ str }) => str.trim() !== '');
    if (text !== '' && words.length > 0) {
      const right = words.reduce((most, { x, width }) => Math.max(most, x + width), 0);
      lines.push({
        text,
        page,
        x: words[0]!.x,
        y: words[0]!.y,
        right,
        size: words.reduce((most, { fontSize }) => Math.max(most, fontSize), 0),
      });
    }
    run = [];
  }
  return lines;
}

/** A line of a table of contents is furniture; larger letters are a heading. */
function kindOf({ text, size }: Line, body: number): Block['kind'] {
  if (/(?:\. ?){6,}\s*[\p{Nd}ivxlc]*$/u.test(text.slice(-200))) return 'furniture';
  if (size > body * 1.15 && text.length < 200) return 'heading';
  return /^[•◦▪‣●]\s/.test(text) ? 'item' : 'paragraph';
}

/** Whether a paragraph goes on from one line to the next. Across a column or page it does unless the sentence ended. */
function continues(last: Line, line: Line, step: number, width: number): boolean {
  const ended = /[.!?…:。！？][)\]"'”’»]*$/u.test(last.text);
  if (Math.abs(last.size - line.size) > 0.15 * last.size) return false;
  if (line.page !== last.page || line.y > last.y + 1) return !ended;
  if (last.y - line.y > 1.4 * step) return false;
  return !(ended && (last.right < 0.85 * width || line.x > last.x + 0.8 * line.size));
}

/** The lines without headers, footers and page numbers: the outermost lines of a page that, but for digits, stand on many pages. A paragraph goes on behind them. */
function withoutRepeated(lines: readonly Line[], pages: number): Line[] {
  const outer = lines.filter(({ page }, at) =>
    [lines[at - 1], lines[at + 1], lines[at - 2], lines[at + 2]].some((other) => other?.page !== page),
  );
  const shape = ({ text }: Line) => text.replace(/\p{Nd}+|(?<!\p{L})[ivxlc]+(?!\p{L})/gu, '#');
  const isNumber = (one: string) => one.includes('#') && /^\W*$/.test(one);
  const counts = new Map<string, Set<number>>();
  for (const line of outer) counts.set(shape(line), (counts.get(shape(line)) ?? new Set()).add(line.page));
  const often = Math.max(2, Math.min(4, pages / 2));
  const repeated = new Set(outer.filter((line) => isNumber(shape(line)) || (pages > 2 && counts.get(shape(line))!.size > often)));
  return lines.filter((line) => !repeated.has(line));
}

function weightedMedian(values: readonly (readonly [value: number, weight: number])[]): number {
  const sorted = values.toSorted(([a], [b]) => a - b);
  let half = sorted.reduce((sum, [, weight]) => sum + weight, 0) / 2;
  for (const [value, weight] of sorted) {
    half -= weight;
    if (half <= 0) return value;
  }
  return 0;
}
