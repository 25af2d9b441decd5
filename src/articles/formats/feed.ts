/** RSS, RDF, Atom and JSON feeds → their items, bounded. */
import { parseFeed as parseAnyFeed } from 'feedsmith';

export interface FeedItem {
  /** What the feed calls the item: its id, else its address. */
  readonly id: string;
  readonly title: string;
  /** Absolute http(s) address of the item's page. */
  readonly url?: string;
  /** ISO date-time. */
  readonly date?: string;
  readonly author?: string;
  /** HTML: the content that the feed carries in full, else its summary. */
  readonly html: string;
}

export interface Feed {
  readonly title: string;
  readonly items: readonly FeedItem[];
}

/** Items beyond these are not read: a feed lists its newest first. */
export const maxFeedItems = 500;

const noFeed = 'This is no RSS, Atom or JSON feed that Footnote can read.';

/** The feed in `bytes`, or one clear sentence on why there is none. `address` is where it was read from; relative links start there. */
export function parseFeed(bytes: Uint8Array, address: string, contentType = ''): Feed | { readonly reason: string } {
  const text = decode(bytes, contentType);
  if (text === undefined) return { reason: 'The feed is not in the encoding that it names.' };
  if (/<!ENTITY/i.test(text)) return { reason: 'The feed defines entities of its own, which Footnote does not read.' };
  try {
    return toFeed(parseAnyFeed(text, { maxItems: maxFeedItems }), address);
  } catch {
    return { reason: noFeed };
  }
}

function decode(bytes: Uint8Array, contentType: string): string | undefined {
  const prolog = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const label =
    /charset=["']?([\w-]{2,40})/i.exec(contentType)?.[1] ??
    /^\s*<\?xml[^>]{0,150}encoding=["']([\w-]{2,40})/.exec(prolog)?.[1] ??
    'utf-8';
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

type Parsed = ReturnType<typeof parseAnyFeed>;
type Draft = { [K in 'id' | 'title' | 'link' | 'author' | 'html' | 'plain']?: string | undefined } & { date?: unknown };

function toFeed(parsed: Parsed, address: string): Feed {
  const { title, drafts } = draftsOf(parsed);
  const items = drafts.slice(0, maxFeedItems).flatMap((draft): FeedItem[] => {
    const url = webAddress(draft.link, address);
    const html = (draft.html ?? (draft.plain === undefined ? '' : asHtml(draft.plain))).slice(0, 1_000_000);
    const id = draft.id ?? url ?? draft.title;
    if (id === undefined || (html === '' && url === undefined)) return [];
    const date = isoDate(draft.date);
    const author = draft.author?.trim().slice(0, 200);
    const name = plain(draft.title ?? '').slice(0, 300);
    return [{ id: id.slice(0, 1000), title: name, html, ...(url && { url }), ...(date && { date }), ...(author && { author }) }];
  });
  return { title: plain(title ?? '').slice(0, 200), items };
}

function draftsOf(parsed: Parsed): { title: string | undefined; drafts: Draft[] } {
  if (parsed.format === 'atom') {
    const drafts = (parsed.feed.entries ?? []).map(
      (entry): Draft => ({
        id: entry.id,
        title: entry.title?.value,
        link: (entry.links?.find(({ rel }) => rel === undefined || rel === 'alternate') ?? entry.links?.[0])?.href,
        date: entry.published ?? entry.updated,
        author: entry.authors?.[0]?.name,
        ...markup(entry.content?.value ? entry.content : entry.summary),
      }),
    );
    return { title: parsed.feed.title?.value, drafts };
  }
  if (parsed.format === 'json') {
    const drafts = (parsed.feed.items ?? []).map(
      (item): Draft => ({
        id: item.id,
        title: item.title,
        link: item.url ?? item.external_url,
        date: item.date_published ?? item.date_modified,
        author: item.authors?.[0]?.name,
        html: item.content_html,
        plain: item.content_text ?? item.summary,
      }),
    );
    return { title: parsed.feed.title, drafts };
  }
  if (parsed.format === 'rdf') {
    const drafts = (parsed.feed.items ?? []).map(
      (item): Draft => ({
        id: item.link,
        title: item.title,
        link: item.link,
        date: item.dc?.dates?.[0],
        author: item.dc?.creators?.[0],
        html: item.content?.encoded ?? item.description,
      }),
    );
    return { title: parsed.feed.title, drafts };
  }
  const drafts = (parsed.feed.items ?? []).map(
    (item): Draft => ({
      id: item.guid?.value,
      title: item.title,
      link: item.link ?? (item.guid?.isPermaLink === false ? undefined : item.guid?.value),
      date: item.pubDate ?? item.dc?.dates?.[0],
      author: item.dc?.creators?.[0] ?? item.authors?.[0]?.name,
      html: item.content?.encoded ?? item.description,
    }),
  );
  return { title: parsed.feed.title, drafts };
}

/** Atom says whether its text is markup (RFC 4287, 3.1.1). */
const markup = (text: { value?: string | undefined; type?: string | undefined } | undefined): Draft =>
  text?.type === undefined || text.type === 'text' ? { plain: text?.value } : { html: text.value };

function webAddress(link: string | undefined, base: string): string | undefined {
  const url = link === undefined || link.length > 2000 ? null : URL.parse(link.trim(), base);
  return url && /^https?:$/.test(url.protocol) ? url.href : undefined;
}

function isoDate(date: unknown): string | undefined {
  const time = typeof date === 'string' ? Date.parse(date) : Number.NaN;
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'", nbsp: ' ' };

/** A title's text: without tags, with the usual entities resolved. */
const plain = (title: string): string =>
  title
    .slice(0, 5000)
    .replace(/<[^<>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|apos|#39|nbsp);/g, (_, name: string) => entities[name]!)
    .replace(/\s+/g, ' ')
    .trim();

const asHtml = (text: string): string =>
  text
    .replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]!)
    .split(/\n\s*\n/)
    .map((paragraph) => `<p>${paragraph}</p>`)
    .join('');
