/** A site: the pages of its sitemap, or of a crawl within its origin, as robots.txt allows. */
import { z } from 'zod';
import type { Refusal } from '../article.ts';
import { concurrently } from './concurrent.ts';
import { type Robots, readRobots } from './robots.ts';
import { refuseSameBodies } from './same-body.ts';
import { readSitemaps } from './sitemap.ts';
import type { Found, ReadContext, SourceKind, SourceResult, Visit } from './source.ts';
import { type PageRead, readWebPage } from './web-page.ts';

const paths = z.array(z.string().startsWith('/').max(300)).max(20).default([]);

export const siteOptions = z.object({
  address: z.url({ protocol: /^https?$/ }).max(2000),
  /** Beginnings of paths; none: the folder of the address. */
  include: paths,
  exclude: paths,
  /** Most pages. */
  pages: z.number().int().min(1).max(2000).default(200),
  /** How far a crawl follows links from the address. */
  depth: z.number().int().min(0).max(10).default(3),
});
type Options = z.infer<typeof siteOptions>;

/** Files that no crawl should ask for. */
const noPage =
  /\.(jpe?g|png|gif|svg|webp|avif|ico|css|m?js|json|xml|mp[34]|webm|ogg|wav|woff2?|ttf|zip|gz|tar|7z|exe|dmg|iso|docx?|xlsx?|pptx?)$/i;

export const site: SourceKind<Options> = {
  kind: 'site',
  options: siteOptions,
  async read(options, context): Promise<SourceResult> {
    const start = new URL(options.address);
    const robots = await readRobots(start.origin, context);
    if ('reason' in robots) return { kind: 'failed', reason: robots.reason };
    const wanted = (address: string) => isWanted(address, start, options) && robots.allows(address);
    if (!robots.allows(start.href))
      return { kind: 'failed', reason: "The site's robots.txt does not let Footnote read this address." };
    const limit = Math.min(options.pages, context.maxArticles);
    const listed = await listedPages(start, robots, context, wanted);
    const reads =
      listed.length > 0
        ? await readListed(listed, limit, context, wanted)
        : await crawl(start.href, options.depth, limit, context, wanted);
    return judge(reads, context);
  },
};

function isWanted(address: string, start: URL, { include, exclude }: Options): boolean {
  const url = URL.parse(address);
  if (!url || url.origin !== start.origin || noPage.test(url.pathname)) return false;
  const folder = start.pathname.slice(0, start.pathname.lastIndexOf('/') + 1);
  const inside = include.length > 0 ? include : [folder];
  return inside.some((path) => url.pathname.startsWith(path)) && !exclude.some((path) => url.pathname.startsWith(path));
}

async function listedPages(
  start: URL,
  robots: Robots,
  context: ReadContext,
  wanted: (address: string) => boolean,
): Promise<string[]> {
  const named = robots.sitemaps.filter((address) => URL.parse(address)?.origin === start.origin);
  const pages = await readSitemaps(named.length > 0 ? named : [new URL('/sitemap.xml', start).href], 50_000, context);
  return [...new Set(pages.flatMap((address) => URL.parse(address)?.href ?? []))].filter(wanted);
}

/** Listed pages, and known ones that are listed no more: only a page that is gone leaves the shelf. */
async function readListed(
  listed: readonly string[],
  limit: number,
  context: ReadContext,
  wanted: (address: string) => boolean,
): Promise<PageRead[]> {
  const chosen = listed.slice(0, limit);
  const more = [...context.known.keys()].filter((address) => wanted(address) && !chosen.includes(address));
  const addresses = [...chosen, ...more].slice(0, Math.max(limit, context.known.size));
  let done = 0;
  return concurrently(addresses, 4, async (address) => {
    const read = await readWebPage(address, context);
    context.onProgress?.(++done, addresses.length);
    return read;
  });
}

/** Breadth first from `start`; a page counts when it was asked for. */
async function crawl(
  start: string,
  depth: number,
  limit: number,
  context: ReadContext,
  wanted: (address: string) => boolean,
): Promise<PageRead[]> {
  const reads: PageRead[] = [];
  const asked = new Set<string>();
  let level = [start];
  for (let distance = 0; distance <= depth && level.length > 0; distance += 1) {
    const chosen = level.slice(0, limit - asked.size);
    for (const address of chosen) asked.add(address);
    const found = await concurrently(chosen, 4, async (address) => {
      const read = await readWebPage(address, context, { whole: true });
      context.onProgress?.(asked.size - chosen.length + 1, limit);
      return read;
    });
    reads.push(...found);
    const links = new Set(found.flatMap(({ facts }) => facts?.links ?? []));
    level = [...links].filter((address) => !asked.has(address) && wanted(address));
  }
  const rest = [...context.known.keys()].filter((address) => !asked.has(address) && wanted(address));
  return [...reads, ...(await concurrently(rest, 4, (address) => readWebPage(address, context)))];
}

function judge(reads: readonly PageRead[], { known }: ReadContext): SourceResult {
  const found: Found[] = [];
  const refused: Refusal[] = [];
  const visits: Visit[] = [];
  for (const read of reads) {
    const { address } = read.visit;
    visits.push(read.visit);
    if (read.kind === 'article') found.push(read.article);
    if (read.kind === 'same') found.push({ same: address });
    if (read.kind !== 'article' && read.reason !== undefined) refused.push({ source: address, reason: read.reason });
  }
  if (found.length === 0 && refused.length > 0 && refused.length === reads.length)
    return { kind: 'failed', reason: refused[0]!.reason, visits };
  const judged = refuseSameBodies(found, (source) => known.has(source));
  return { kind: 'read', found: judged.found, refused: [...refused, ...judged.refused], visits };
}
