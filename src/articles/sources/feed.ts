/** An RSS, Atom or JSON feed: each item an article. Leaving the feed's window is not removal. */
import { z } from 'zod';
import type { Refusal } from '../article.ts';
import type { FeedItem } from '../formats/feed.ts';
import { isRefusal } from '../formats/format.ts';
import { contentHash } from '../identity.ts';
import { concurrently } from './concurrent.ts';
import { keepOnly, keepRule } from './keep.ts';
import { refuseSameBodies } from './same-body.ts';
import {
  type Found,
  isSame,
  type KnownArticle,
  type ReadContext,
  type SourceKind,
  type SourceResult,
  type Visit,
} from './source.ts';
import { readWebPage } from './web-page.ts';

export const feedOptions = z.object({ address: z.url({ protocol: /^https?$/ }).max(2000), keep: keepRule.default('all') });
type Options = z.infer<typeof feedOptions>;

const accept = 'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5';
/** Characters of text below which an item counts as a teaser. */
const teaserLength = 700;
/** Ends the hash of an article that is only the feed's teaser, as its page did not come. */
const teaserMark = '-teaser';

export const feed: SourceKind<Options> = {
  kind: 'feed',
  options: feedOptions,
  async read({ address, keep }, context): Promise<SourceResult> {
    const { fetcher, reader, collection, now, signal, known } = context;
    const before = context.visits.get(address);
    const fetched = await fetcher.fetch(address, {
      turn: collection,
      accept,
      ...(signal && { signal }),
      ...(before?.etag && { etag: before.etag }),
      ...(before?.lastModified && { lastModified: before.lastModified }),
    });
    const visit: Visit = { ...before, address, misses: 0, checkedAt: now };
    const all = [...known.keys()].map((same) => ({ same }));
    const result = (
      found: readonly Found[],
      refused: readonly Refusal[],
      visits: readonly Visit[],
      name?: string,
    ): SourceResult => ({
      kind: 'read',
      found: keepOnly(found, keep, known, now),
      refused,
      visits,
      ...(name && { name }),
    });
    if (fetched.kind === 'unchanged') return result(all, [], [visit]);
    if (fetched.kind !== 'page')
      return {
        kind: 'failed',
        reason: fetched.reason,
        ...(fetched.kind === 'failed' && fetched.retryAfter !== undefined && { retryAfter: fetched.retryAfter }),
      };
    const { bytes, contentType, etag, lastModified, url } = fetched;
    const parsed = await reader.read('feed', { bytes, address: url, ...(contentType && { contentType }) });
    if ('reason' in parsed) return { kind: 'failed', reason: await whyNoFeed(parsed.reason, bytes, url, context) };
    const items = uniqueItems(parsed.items, address).slice(0, context.maxArticles);
    let done = 0;
    const reads = await concurrently(items, 4, async ([source, item]) => {
      const read = await readItem(source, item, known.get(source), context);
      context.onProgress?.(++done, items.length);
      return read;
    });
    const found = reads.filter((read): read is Found => !('reason' in read));
    const refused = reads.filter((read): read is Refusal => 'reason' in read);
    const judged = refuseSameBodies(found, (source) => known.has(source));
    const offered = new Set(items.map(([source]) => source));
    const gone = all.filter(({ same }) => !offered.has(same) || refused.some(({ source }) => source === same));
    const seen: Visit = {
      address,
      misses: 0,
      checkedAt: now,
      hash: contentHash(bytes),
      ...(etag && { etag }),
      ...(lastModified && { lastModified }),
    };
    // An item that could not be read in full is tried again: the feed must come whole then.
    const again =
      refused.length > 0 || found.some((one) => !isSame(one) && one.hash.endsWith(teaserMark))
        ? { address, misses: 0, checkedAt: now }
        : seen;
    const read = result([...judged.found, ...gone], [...refused, ...judged.refused], [again], parsed.title);
    if (judged.found.length > 0 && known.size === 0 && read.kind === 'read' && read.found.length === 0)
      return { kind: 'failed', reason: 'All its articles are older than what it shall keep.' };
    return read;
  },
};

/** Items by the source of their article: the item's address, else the feed's with the item's id. */
function uniqueItems(items: readonly FeedItem[], address: string): [string, FeedItem][] {
  return [...new Map(items.map((item) => [item.url ?? `${address}#${encodeURIComponent(item.id).slice(0, 300)}`, item])).entries()];
}

/** The item as an article; its hash is the item's own, so that a page is asked for once and not at every refresh. */
async function readItem(
  source: string,
  item: FeedItem,
  known: KnownArticle | undefined,
  context: ReadContext,
): Promise<Found | Refusal> {
  const hash = contentHash(Buffer.from(JSON.stringify([item.title, item.html, item.date])));
  if (known?.hash === hash) return { same: source };
  const about = {
    hash,
    ...(item.date && { date: item.date }),
    ...(item.author && { author: item.author }),
    ...(item.title && { title: item.title }),
  };
  const teaser = isTeaser(item.html) && item.url !== undefined;
  if (teaser) {
    const page = await readWebPage(item.url!, { ...context, known: new Map(), visits: new Map() });
    if (page.kind === 'article') return { ...page.article, ...about, source };
    if (page.kind === 'refused') return { source, reason: page.reason };
    if (item.html === '')
      return page.kind === 'failed' ? { source, reason: page.reason } : { source, reason: 'The item holds no text.' };
  }
  const bytes = Buffer.from(
    `<!doctype html><html><head><meta charset="utf-8"><title>${escaped(item.title ?? '')}</title></head><body><article>${item.html}</article></body></html>`,
  );
  const read = await context.reader.read('article', {
    source,
    bytes,
    collection: context.collection,
    contentType: 'text/html; charset=utf-8',
  });
  if ('reason' in read || isRefusal(read)) return { source, reason: read.reason };
  return { ...read, ...about, hash: teaser ? hash + teaserMark : hash, ...(item.url && { url: item.url }) };
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Whether the feed carries only the beginning: little text, or one that breaks off. */
function isTeaser(html: string): boolean {
  const text = html
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return (
    text.length < teaserLength || /(…|\.\.\.|\[…\]|&#8230;|&hellip;|read more\W*|continue reading\W*)\]?$/i.test(text.slice(-40))
  );
}

/** A page in place of a feed often names its feed: say so. */
async function whyNoFeed(reason: string, bytes: Uint8Array, address: string, { reader }: ReadContext): Promise<string> {
  const facts = await reader.read('page', { bytes, address });
  return 'feeds' in facts && facts.feeds[0] ? `This is a page, not a feed. Its feed is ${facts.feeds[0]}` : reason;
}
