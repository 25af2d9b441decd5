/** HTML pages and files: parse5, depth capped, then Readability; title, byline, date and address from what the page says of itself. */
import { Readability } from '@mozilla/readability';
import type { Article, Refusal } from '../article.ts';
import { articleId, contentHash } from '../identity.ts';
import { detectLanguage } from '../language.ts';
import { partBlocks } from '../parts.ts';
import type { DomDocument, DomElement, DomNode } from './dom.ts';
import type { RawFile } from './format.ts';
import { readBlocks } from './html-blocks.ts';
import { decodeHtml } from './html-encoding.ts';
import { readMetadata } from './html-metadata.ts';
import { type Page, readPage } from './html-page.ts';
import { titleFromName } from './text.ts';

/** A larger page (bytes) is not parsed. */
const BYTES_LIMIT = 8_000_000;
/** Elements of a page that Readability still reads within a second or two. */
const READABILITY_LIMIT = 20_000;
/** Less text than this (UTF-16 code units) is no article where scripts build the page. */
const LITTLE_TEXT = 200;

const builtByScript = 'The page holds almost no text: it builds itself with JavaScript. Use its feed, or upload the text.';

/** An HTML page or file. */
export function parseHtmlArticle(file: RawFile): Article | Refusal {
  const { source, bytes, contentType } = file;
  if (bytes.length > BYTES_LIMIT)
    return { source, reason: `The page is ${bytes.length} bytes long; at most ${BYTES_LIMIT} are read.` };
  const decoded = decodeHtml(bytes, contentType);
  return 'reason' in decoded ? { source, reason: decoded.reason } : articleFromHtml(file, decoded.text);
}

/** `Article.text` is the extracted text: title, then paragraphs, items, rows and code, parted by line ends. */
export function articleFromHtml({ source, bytes, collection }: RawFile, html: string): Article | Refusal {
  const page = readPage(html);
  if ('reason' in page) return { source, reason: page.reason };
  const facts = readMetadata(page.tree, source);
  const { content, byline, title: headline } = mainContent(page);
  const title = facts.title ?? (headline || titleFromName(source));
  const { text, blocks } = readBlocks(content, title);
  const written = blocks.reduce((sum, { kind, start, end }) => sum + (kind === 'title' ? 0 : end - start), 0);
  if (written < LITTLE_TEXT && page.scripts) return { source, reason: builtByScript };
  if (written === 0) return { source, reason: 'It holds no text.' };
  const parted = partBlocks(text, blocks);
  const language = detectLanguage(text);
  const author = facts.author ?? byline;
  const publisher = facts.publisher ?? parted.publisher;
  return {
    id: articleId(collection, source),
    source,
    title,
    text,
    language: language === 'und' ? (facts.language ?? language) : language,
    blocks: parted.blocks,
    hash: contentHash(bytes),
    ...(publisher && { publisher }),
    ...(author && { author }),
    ...(facts.date && { date: facts.date }),
    ...(facts.url && { url: facts.url }),
    ...(facts.tags.length > 0 && { tags: facts.tags }),
  };
}

/** What Readability takes for the article; what stands in the body besides navigation and the like, where Readability would take too long or finds nothing. */
function mainContent({ document, bare, elements }: Page): { content: DomNode; byline?: string; title: string } {
  const title = document.title || document.body.querySelector('h1')?.textContent?.replace(/\s+/g, ' ').trim() || '';
  // Readability changes the document that it reads.
  const rest = document.body.cloneNode(true) as DomElement;
  for (const element of rest.querySelectorAll('nav, header, footer, aside, form')) element.remove();
  if (bare || elements > READABILITY_LIMIT) return { content: rest, title };
  const read = readable(document);
  const byline = read?.byline?.replace(/\s+/g, ' ').trim();
  if (!read?.content) return { content: rest, title };
  return { content: read.content, title: read.title?.trim() || title, ...(byline && byline.length <= 100 && { byline }) };
}

/** Readability's own answer; none where the page overflows it or the DOM. */
function readable(document: DomDocument) {
  try {
    return new Readability<DomNode>(document, { serializer: (node: DomNode) => node, charThreshold: LITTLE_TEXT }).parse();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
