/** Plain text: the first line is the title where a blank line follows it; every other line is a paragraph. */
import type { Article, Block, Range, Refusal } from '../article.ts';
import { decodeText } from '../decode.ts';
import { articleId, contentHash } from '../identity.ts';
import { detectLanguage } from '../language.ts';
import type { RawFile } from './format.ts';

const LINE = /[^\r\n\u0085\u2028\u2029\f\v]+/g;
const TITLE_LIMIT = 300;

/** The lines that hold something to read, without the white space around it. */
function linesOf(text: string): Range[] {
  const lines: Range[] = [];
  for (const { 0: line, index } of text.matchAll(LINE)) {
    const trimmed = line.trim();
    if (!trimmed) continue;
    const start = index + line.indexOf(trimmed);
    lines.push({ start, end: start + trimmed.length });
  }
  return lines;
}

/** The first line when a blank line parts it from the next and it is no longer than a title may be. */
function titleLine(text: string, [first, second]: readonly Range[]): Range | undefined {
  if (!first || !second || first.end - first.start > TITLE_LIMIT) return undefined;
  const gap = text.slice(first.end, second.start).replace(/\r\n/g, '\n');
  return /[\n\r\u0085\u2028\f\v]\s*[\n\r\u0085\u2028\f\v]|\u2029/.test(gap) ? first : undefined;
}

/** "reports/annual_report-2024.txt" → "annual report 2024". */
export function titleFromName(source: string): string {
  const name = source
    .split('/')
    .pop()!
    .replace(/\.[^.]*$/, '');
  return name.replace(/[_-]+/g, ' ').trim() || source;
}

/** `Article.text` is the decoded file itself. */
export function parseTextArticle({ source, bytes, collection }: RawFile): Article | Refusal {
  const decoded = decodeText(bytes);
  if ('reason' in decoded) return { source, reason: decoded.reason };
  const { text } = decoded;
  const lines = linesOf(text);
  const title = titleLine(text, lines);
  const blocks: Block[] = lines.map((line) => ({ ...line, kind: line === title ? 'title' : 'paragraph', heading: '' }));
  return {
    id: articleId(collection, source),
    source,
    title: title ? text.slice(title.start, title.end) : titleFromName(source),
    text,
    language: detectLanguage(text),
    blocks,
    hash: contentHash(bytes),
  };
}
