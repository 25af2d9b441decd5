/** One page of the web as an article: asked politely, read in the worker, and judged. What page, site and feed have in common. */
import type { Article } from '../article.ts';
import { isRefusal } from '../formats/format.ts';
import type { PageFacts } from '../formats/page.ts';
import { contentHash } from '../identity.ts';
import { missesAllowed, type ReadContext, type Visit } from './source.ts';

export type PageRead = { readonly visit: Visit; readonly facts?: PageFacts } & (
  | { readonly kind: 'article'; readonly article: Article }
  /** The known article stays: unchanged, or (with a reason) not to be had this time. */
  | { readonly kind: 'same'; readonly reason?: string }
  /** No article: `reason` says why. A known one leaves. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Not to be had this time, and not known. */
  | { readonly kind: 'failed'; readonly reason: string; readonly retryAfter?: number }
);

export interface PageOptions {
  /** Ask for the page whole, also when it did not change: its links are wanted. */
  readonly whole?: boolean;
}

const builtByScript = 'The page holds almost no text: it builds itself with JavaScript. Use its feed, or upload the text.';
/** Characters of text below which a page with scripts counts as empty. */
const littleText = 200;

/** Reads `address` as an article. Throws only when `context.signal` is aborted, or what nobody expected. */
export async function readWebPage(address: string, context: ReadContext, { whole = false }: PageOptions = {}): Promise<PageRead> {
  const { fetcher, reader, collection, now, signal } = context;
  const before = context.visits.get(address);
  const known = context.known.get(address);
  const fetched = await fetcher.fetch(address, {
    turn: collection,
    ...(signal && { signal }),
    ...(!whole && known && before?.etag && { etag: before.etag }),
    ...(!whole && known && before?.lastModified && { lastModified: before.lastModified }),
  });
  const visit: Visit = { ...before, address, misses: 0, checkedAt: now };
  if (fetched.kind === 'unchanged') return { kind: 'same', visit };
  if (fetched.kind === 'gone') return gone(fetched.reason, Boolean(known), { ...visit, misses: (before?.misses ?? 0) + 1 });
  if (fetched.kind === 'failed') {
    const { reason, retryAfter } = fetched;
    if (known) return { kind: 'same', reason, visit };
    return { kind: 'failed', reason, visit, ...(retryAfter !== undefined && { retryAfter }) };
  }
  const { bytes, etag, lastModified } = fetched;
  const hash = contentHash(bytes);
  const seen: Visit = { address, hash, misses: 0, checkedAt: now, ...(etag && { etag }), ...(lastModified && { lastModified }) };
  const contentType = fetched.contentType ?? (looksLikeHtml(bytes) ? 'text/html' : undefined);
  const html = /^\s*(text\/html|application\/xhtml\+xml)/i.test(contentType ?? '');
  const facts = html && (whole || known?.hash !== hash) ? await reader.read('page', { bytes, address: fetched.url }) : undefined;
  if (facts && 'reason' in facts) return { kind: 'refused', reason: facts.reason, visit: seen };
  const forbidden = mayNotQuote(`${fetched.robots ?? ''}, ${facts?.robots ?? ''}`);
  const told = { visit: seen, ...(facts && { facts }) };
  if (forbidden) return { kind: 'refused', reason: forbidden, ...told };
  if (known?.hash === hash) return { kind: 'same', ...told };
  const read = await reader.read('article', { source: address, bytes, collection, ...(contentType && { contentType }) });
  if ('reason' in read || isRefusal(read)) return unreadable(facts?.scripts ? builtByScript : read.reason, Boolean(known), told);
  if (facts?.scripts && read.text.length < littleText) return unreadable(builtByScript, Boolean(known), told);
  return { kind: 'article', article: { ...read, url: read.url ?? fetched.url }, ...told };
}

/** A page that came but cannot be used keeps its last good copy. */
const unreadable = (reason: string, known: boolean, told: { visit: Visit; facts?: PageFacts }): PageRead =>
  known ? { kind: 'same', reason, ...told } : { kind: 'refused', reason, ...told };

function gone(reason: string, known: boolean, visit: Visit): PageRead {
  if (!known) return { kind: 'failed', reason, visit };
  return visit.misses < missesAllowed ? { kind: 'same', reason, visit } : { kind: 'refused', reason, visit };
}

function looksLikeHtml(bytes: Uint8Array): boolean {
  return /^\s*<(!doctype html|html|head|body|\?xml)/i.test(
    Buffer.from(bytes.subarray(0, 200))
      .toString('latin1')
      .replace(/^\xef\xbb\xbf/, ''),
  );
}

/** What robots metas and the X-Robots-Tag header forbid (developers.google.com/search/docs/crawling-indexing/robots-meta-tag). */
function mayNotQuote(robots: string): string | undefined {
  const rules = robots.toLowerCase().split(/[,\s]+/);
  if (rules.includes('noindex') || rules.includes('none')) return 'The page asks not to be indexed (noindex).';
  if (rules.includes('nosnippet') || rules.includes('max-snippet:0')) return 'The page asks not to be quoted (nosnippet).';
  return undefined;
}
