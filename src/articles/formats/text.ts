/** Plain text: the first line is the title where a blank line follows it; every other line is a paragraph. */
import type { Article, Refusal } from '../article.ts';
import { decodeText } from '../decode.ts';
import { articleId, contentHash } from '../identity.ts';
import { detectLanguage } from '../language.ts';
import { partBlocks } from '../parts.ts';
import type { RawFile } from './format.ts';
import { layOutText } from './text-layout.ts';

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
  const lines = Math.max(count(text, '\n'), count(text, '\r'));
  return lines > LINES_LIMIT
    ? `The file has ${lines} lines; at most ${LINES_LIMIT} are read. Part it into several files.`
    : undefined;
}

function count(text: string, sign: string): number {
  let found = 0;
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) found += 1;
  return found;
}

/** `Article.text` is the decoded file itself. */
export function parseTextArticle({ source, bytes, collection }: RawFile): Article | Refusal {
  const decoded = decodeText(bytes);
  if ('reason' in decoded) return { source, reason: decoded.reason };
  const { text } = decoded;
  const reason = tooManyLines(text);
  if (reason) return { source, reason };
  const { blocks, title } = layOutText(text, 0);
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
