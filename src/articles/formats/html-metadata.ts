/** What an HTML page says of itself: Open Graph, article: and Dublin Core metas, JSON-LD, canonical link, `<time>`. */
import type { DefaultTreeAdapterTypes } from 'parse5';
import { z } from 'zod';

export interface PageMetadata {
  readonly title?: string;
  readonly author?: string;
  /** ISO date or date-time. */
  readonly date?: string;
  /** Absolute http(s) address. */
  readonly url?: string;
  readonly publisher?: string;
  readonly language?: string;
  readonly tags: readonly string[];
}

/** Longer JSON-LD (UTF-16 code units) is passed over. */
const JSON_LIMIT = 300_000;

const name = z.union([z.string(), z.object({ name: z.string() }).transform((thing) => thing.name)]);
const names = z.union([name, z.array(name).transform((all) => all.join(', '))]);
/** The schema.org properties that are read; one that is not as expected is passed over, not the others with it. */
const linkedArticle = z.object({
  '@type': z.union([z.string(), z.array(z.string()).transform((types) => types.join(' '))]),
  headline: z.string().optional().catch(undefined),
  author: names.optional().catch(undefined),
  datePublished: z.string().optional().catch(undefined),
  publisher: name.optional().catch(undefined),
});
type LinkedArticle = z.infer<typeof linkedArticle>;

/** Walks the tree without recursion. `address`: where the page was read from, for relative links. */
export function readMetadata(tree: DefaultTreeAdapterTypes.Document, address: string): PageMetadata {
  const metas = new Map<string, string>();
  const tags: string[] = [];
  const linked: LinkedArticle[] = [];
  let [canonical, time, language, title]: (string | undefined)[] = [];
  const pending: DefaultTreeAdapterTypes.ChildNode[] = [...tree.childNodes].reverse();
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (!('tagName' in node)) continue;
    const attribute = (wanted: string) => node.attrs.find((one) => one.name === wanted)?.value.trim();
    const inner = () => node.childNodes.map((child) => ('value' in child ? child.value : '')).join('');
    if (node.tagName === 'html') language = attribute('lang');
    else if (node.tagName === 'title') title ??= inner();
    else if (node.tagName === 'meta') {
      const key = (attribute('property') ?? attribute('name') ?? attribute('itemprop'))?.toLowerCase();
      const content = attribute('content');
      if (key === 'article:tag' && content && tags.length < 50) tags.push(content.slice(0, 100));
      else if (key && content && !metas.has(key)) metas.set(key, content.slice(0, 2000));
    } else if (node.tagName === 'link' && /\bcanonical\b/i.test(attribute('rel') ?? '')) canonical ??= attribute('href');
    else if (node.tagName === 'time') time ??= attribute('datetime');
    else if (node.tagName === 'script' && /ld\+json/i.test(attribute('type') ?? '')) linked.push(...readLinked(inner()));
    for (let at = node.childNodes.length - 1; at >= 0; at -= 1) pending.push(node.childNodes[at]!);
  }
  const about = linked.find((one) => /Article|Posting|Report|WebPage/.test(one['@type']));
  const meta = (...keys: string[]) => keys.map((key) => metas.get(key)).find(Boolean);
  const written =
    meta('author', 'article:author', 'dc.creator', 'dcterms.creator', 'parsely-author', 'sailthru.author') ?? about?.author;
  const publisher = meta('og:site_name', 'application-name', 'dc.publisher') ?? about?.publisher;
  const published = meta(
    'article:published_time',
    'datepublished',
    'date',
    'pubdate',
    'dc.date',
    'dcterms.created',
    'dc.date.issued',
    'parsely-pub-date',
  );
  const date = [published, about?.datePublished, time].map(isoDate).find(Boolean);
  const url = [canonical, meta('og:url')].map((href) => webAddress(href, address)).find(Boolean);
  const headline =
    line(meta('og:title', 'twitter:title', 'dc.title') ?? about?.headline ?? '', 300) ||
    siteless(line(title ?? '', 300), publisher);
  return {
    tags,
    ...(headline && { title: headline }),
    // Facebook wants a profile's address in article:author.
    ...(written && !/^https?:/i.test(written) && { author: line(written, 200) }),
    ...(date && { date }),
    ...(url && { url }),
    ...(publisher && { publisher: line(publisher, 100) }),
    ...(language && /^[a-z]{2}(?:$|[-_])/i.test(language) && { language: language.slice(0, 2).toLowerCase() }),
  };
}

/** The things in one JSON-LD script, those of its graph included. */
function readLinked(json: string): LinkedArticle[] {
  if (json.length > JSON_LIMIT) return [];
  try {
    const data: unknown = JSON.parse(json);
    const graph = z.object({ '@graph': z.array(z.unknown()) }).safeParse(data);
    const things = graph.success ? graph.data['@graph'] : Array.isArray(data) ? data : [data];
    return things.slice(0, 100).flatMap((thing) => linkedArticle.safeParse(thing).data ?? []);
  } catch {
    return [];
  }
}

const line = (text: string, limit: number) => text.replace(/\s+/g, ' ').trim().slice(0, limit);

/** "Headline | The Site" without the site, where the page names it. */
const siteless = (title: string, site: string | undefined) =>
  site && title.endsWith(site) ? title.slice(0, -site.length).replace(/(?<!\s)\s*[|–—·:-]\s*$/, '') || title : title;

function webAddress(href: string | undefined, base: string): string | undefined {
  const url = href ? URL.parse(href, URL.canParse(base) ? base : undefined) : null;
  return url && /^https?:$/.test(url.protocol) && url.href.length <= 2000 ? url.href : undefined;
}

/** An ISO date is kept as it is written; another one that can be read becomes one. */
function isoDate(date: string | undefined): string | undefined {
  const iso = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/.exec(date ?? '')?.[0];
  const time = Date.parse(date ?? '');
  if (Number.isNaN(time) || (date?.length ?? 0) > 60) return undefined;
  return iso ?? new Date(time).toISOString();
}
