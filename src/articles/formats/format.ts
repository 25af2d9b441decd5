/** Bytes → Article: picks the format by the name of the file or its content type. */
import type { Article, Refusal } from '../article.ts';

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

type Format = (file: RawFile) => Promise<Article | Refusal> | Article | Refusal;

/** Loaded when the first such file comes: together the parsers take a hundred megabytes, and the thread that answers parses little or nothing. */
const formats = {
  text: async () => (await import('./text.ts')).parseTextArticle,
  markdown: async () => (await import('./markdown.ts')).parseMarkdownArticle,
  html: async () => (await import('./html.ts')).parseHtmlArticle,
  pdf: async () => (await import('./pdf.ts')).parsePdfArticle,
  docx: async () => (await import('./docx.ts')).parseDocxArticle,
} satisfies Record<string, () => Promise<Format>>;
type FormatName = keyof typeof formats;

const byExtension = new Map<string, FormatName>([
  ['txt', 'text'],
  ['text', 'text'],
  ['md', 'markdown'],
  ['markdown', 'markdown'],
  ['html', 'html'],
  ['htm', 'html'],
  ['xhtml', 'html'],
  ['pdf', 'pdf'],
  ['docx', 'docx'],
]);

const byContentType = new Map<string, FormatName>([
  ['text/markdown', 'markdown'],
  ['text/x-markdown', 'markdown'],
  ['text/html', 'html'],
  ['application/xhtml+xml', 'html'],
  ['application/pdf', 'pdf'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
]);

/** The format of a file, or undefined when Footnote does not read such files. */
export function formatOf(source: string, contentType?: string): FormatName | undefined {
  const type = /^\s*([^;\s]+)/.exec(contentType ?? '')?.[1]?.toLowerCase() ?? '';
  const extension = /\.([a-z0-9]{1,10})$/i.exec(source)?.[1]?.toLowerCase() ?? '';
  const named = byExtension.get(extension);
  // Servers call Markdown, and much else, plain text.
  return type === 'text/plain' ? (named ?? 'text') : (byContentType.get(type) ?? named);
}

/** Formats whose parsers take long or much memory, and what is long in any format (bytes): better read in a worker (`reader.ts`). */
const heavy: ReadonlySet<FormatName> = new Set(['html', 'pdf', 'docx'] as const);
const HEAVY_BYTES = 500_000;

export function isHeavy({ source, bytes, contentType }: RawFile): boolean {
  const format = formatOf(source, contentType);
  return format !== undefined && (heavy.has(format) || bytes.length > HEAVY_BYTES);
}

/** Loads what a file is parsed with, so that parsing it takes no longer than it takes. */
export async function loadFormat({ source, contentType }: RawFile): Promise<void> {
  const format = formatOf(source, contentType);
  if (format) await formats[format]();
}

/** One file → one article, or why not. Never throws on any bytes. */
export async function parseArticle(file: RawFile): Promise<Article | Refusal> {
  const format = formatOf(file.source, file.contentType);
  if (!format) {
    const known = [...byExtension.keys()].map((name) => `.${name}`);
    return { source: file.source, reason: `Footnote does not read this kind of file. It reads ${known.join(', ')}.` };
  }
  return (await formats[format]())(file);
}

export function isRefusal(result: Article | Refusal): result is Refusal {
  return 'reason' in result;
}
