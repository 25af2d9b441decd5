/** Plain text: the first line is the title where a blank line follows it; every other line is a paragraph. */
import type { Article, Block, Range, Refusal } from '../article.ts';
import { decodeText } from '../decode.ts';
import { foldedLength } from '../folded-length.ts';
import { articleId, contentHash } from '../identity.ts';
import { detectLanguage } from '../language.ts';
import { partBlocks } from '../parts.ts';
import type { RawFile } from './format.ts';

const LINE = /[^\r\n\u0085\u2028\u2029\f\v]+/g;
const TITLE_LIMIT = 300;

/** The lines that hold something to read, without the white space around it. */
function linesOf(text: string, from: number): Range[] {
  const lines: Range[] = [];
  for (const { 0: line, index: at } of text.slice(from).matchAll(LINE)) {
    const index = from + at;
    const trimmed = line.trim();
    if (!trimmed) continue;
    const start = index + line.indexOf(trimmed);
    lines.push({ start, end: start + trimmed.length });
  }
  return lines;
}

/** Whether something stronger than a line's end parts two lines: a blank line, a paragraph separator, a new page. */
function isParted(text: string, line: Range, next: Range): boolean {
  const gap = text.slice(line.end, next.start).replace(/\r\n/g, '\n');
  return /[\n\r\u0085\u2028\v]\s*[\n\r\u0085\u2028\v]|[\u2029\f]/.test(gap);
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
  return length <= 120 && foldedLength(text.slice(second.start, second.end)) > length && !/[.!?…,;:。！？，；：]$/.test(line)
    ? first
    : undefined;
}

/** "reports/annual_report-2024.txt" → "annual report 2024". */
export function titleFromName(source: string): string {
  const name = source
    .split('/')
    .pop()!
    .replace(/\.[^.]*$/, '');
  return name.replace(/[_-]+/g, ' ').trim() || source;
}

/** More lines than this are no article. */
const LINES_LIMIT = 200_000;

/** Why a text of too many lines is refused; undefined where it is not. */
export function tooManyLines(text: string): string | undefined {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines > LINES_LIMIT
    ? `The file has ${lines} lines; at most ${LINES_LIMIT} are read. Part it into several files.`
    : undefined;
}

/** The blocks of plain text from `from` on, with its title line if it has one. */
export function textBlocks(text: string, from: number): { blocks: Block[]; title?: Range } {
  const lines = linesOf(text, from);
  const paragraphs = isHardWrapped(text, lines) ? joined(text, lines) : lines;
  const title = titleLine(text, paragraphs);
  return {
    blocks: paragraphs.map((range) => ({ ...range, kind: range === title ? 'title' : 'paragraph', heading: '' })),
    ...(title && { title }),
  };
}

/** `Article.text` is the decoded file itself. */
export function parseTextArticle({ source, bytes, collection }: RawFile): Article | Refusal {
  const decoded = decodeText(bytes);
  const reason = 'reason' in decoded ? decoded.reason : tooManyLines(decoded.text);
  if ('reason' in decoded || reason) return { source, reason: reason ?? '' };
  const { text } = decoded;
  const { blocks, title } = textBlocks(text, 0);
  return {
    id: articleId(collection, source),
    source,
    title: title ? text.slice(title.start, title.end) : titleFromName(source),
    text,
    language: detectLanguage(text),
    ...partBlocks(text, blocks),
    hash: contentHash(bytes),
  };
}
