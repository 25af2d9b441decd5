/** Bytes → Article: picks the format by the name of the file or its content type. */
import type { Article, Refusal } from '../article.ts';
import { parseDocxArticle } from './docx.ts';
import { parseHtmlArticle } from './html.ts';
import { parseMarkdownArticle } from './markdown.ts';
import { parsePdfArticle } from './pdf.ts';
import { parseTextArticle } from './text.ts';

/** A file or page as it was read, before anything is known of it. */
export interface RawFile {
  /** File path relative to its folder (with `/`), or the address it was read from. */
  readonly source: string;
  readonly bytes: Uint8Array;
  /** 'shared', 'guild:<id>', …: part of the article's id. */
  readonly collection: string;
  /** MIME type, where the source tells it; it decides before the file's name. */
  readonly contentType?: string;
}

export type Format = (file: RawFile) => Promise<Article | Refusal> | Article | Refusal;

const byExtension = new Map<string, Format>([
  ['txt', parseTextArticle],
  ['text', parseTextArticle],
  ['md', parseMarkdownArticle],
  ['markdown', parseMarkdownArticle],
  ['html', parseHtmlArticle],
  ['htm', parseHtmlArticle],
  ['xhtml', parseHtmlArticle],
  ['pdf', parsePdfArticle],
  ['docx', parseDocxArticle],
]);

const byContentType = new Map<string, Format>([
  ['text/markdown', parseMarkdownArticle],
  ['text/x-markdown', parseMarkdownArticle],
  ['text/html', parseHtmlArticle],
  ['application/xhtml+xml', parseHtmlArticle],
  ['application/pdf', parsePdfArticle],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', parseDocxArticle],
]);

/** The format of a file, or undefined when Footnote does not read such files. */
export function formatOf(source: string, contentType?: string): Format | undefined {
  const type = /^\s*([^;\s]+)/.exec(contentType ?? '')?.[1]?.toLowerCase() ?? '';
  const extension = /\.([a-z0-9]{1,10})$/i.exec(source)?.[1]?.toLowerCase() ?? '';
  const named = byExtension.get(extension);
  // Servers call Markdown, and much else, plain text.
  return type === 'text/plain' ? (named ?? parseTextArticle) : (byContentType.get(type) ?? named);
}

/** Formats whose parsers take long or much memory, and what is long in any format (bytes): better read in a worker (`reader.ts`). */
const heavy: ReadonlySet<Format> = new Set([parseHtmlArticle, parsePdfArticle, parseDocxArticle]);
const HEAVY_BYTES = 500_000;

export function isHeavy({ source, bytes, contentType }: RawFile): boolean {
  const format = formatOf(source, contentType);
  return format !== undefined && (heavy.has(format) || bytes.length > HEAVY_BYTES);
}

/** One file → one article, or why not. Never throws on any bytes. */
export async function parseArticle(file: RawFile): Promise<Article | Refusal> {
  const format = formatOf(file.source, file.contentType);
  if (!format) {
    const known = [...byExtension.keys()].map((name) => `.${name}`);
    return { source: file.source, reason: `Footnote does not read this kind of file. It reads ${known.join(', ')}.` };
  }
  return format(file);
}

export function isRefusal(result: Article | Refusal): result is Refusal {
  return 'reason' in result;
}
