/** What a site's robots.txt allows (RFC 9309), and the sitemaps that it names. */
import robotsParserModule from 'robots-parser';
import type { ReadContext } from './source.ts';

export interface Robots {
  allows(address: string): boolean;
  readonly sitemaps: readonly string[];
}

/** The package exports the function itself, which its types do not say. */
const robotsParser = robotsParserModule as unknown as typeof robotsParserModule.default;

/** The name that Footnote goes by in robots.txt. */
const agent = 'Footnote';

/** Reads `/robots.txt`. None there: everything is allowed. Not to be had: nothing is, and the reason says so (RFC 9309, 2.3.1). */
export async function readRobots(
  origin: string,
  { fetcher, collection, signal }: ReadContext,
): Promise<Robots | { readonly reason: string }> {
  const address = new URL('/robots.txt', origin).href;
  const fetched = await fetcher.fetch(address, { turn: collection, accept: 'text/plain', ...(signal && { signal }) });
  if (fetched.kind === 'gone') return { allows: () => true, sitemaps: [] };
  if (fetched.kind !== 'page') {
    const why = fetched.kind === 'failed' ? fetched.reason : 'It did not come.';
    // "Unavailable" (4xx) allows everything; a server in trouble allows nothing.
    return /\(4\d\d\)/.test(why)
      ? { allows: () => true, sitemaps: [] }
      : { reason: `The site's robots.txt cannot be read. ${why}` };
  }
  const robots = robotsParser(address, Buffer.from(fetched.bytes.subarray(0, 512_000)).toString('utf8'));
  return { allows: (page) => robots.isAllowed(page, agent) !== false, sitemaps: robots.getSitemaps().slice(0, 20) };
}
