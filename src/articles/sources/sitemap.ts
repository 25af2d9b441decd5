/** Sitemaps (sitemaps.org): the addresses of a site's pages. */
import { gunzipSync } from 'node:zlib';
import type { ReadContext } from './source.ts';

const maxSitemaps = 30;
const maxBytes = 20_000_000;

/** The page addresses of these sitemaps, at most `limit`, each once; sitemaps of sitemaps are followed. Those that cannot be read are left out. */
export async function readSitemaps(
  addresses: readonly string[],
  limit: number,
  { fetcher, collection, signal }: ReadContext,
): Promise<string[]> {
  const pages = new Set<string>();
  const waiting = [...addresses];
  const asked = new Set<string>();
  while (waiting.length > 0 && asked.size < maxSitemaps && pages.size < limit) {
    const address = waiting.shift()!;
    if (asked.has(address)) continue;
    asked.add(address);
    const fetched = await fetcher.fetch(address, {
      turn: collection,
      accept: 'application/xml, text/plain;q=0.5',
      ...(signal && { signal }),
    });
    if (fetched.kind !== 'page') continue;
    const text = unpack(fetched.bytes);
    if (/<sitemapindex[\s>]/i.test(text.slice(0, 2000))) waiting.push(...locations(text));
    else for (const page of locations(text)) if (pages.size < limit) pages.add(page);
  }
  return [...pages];
}

function unpack(bytes: Uint8Array): string {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return Buffer.from(bytes).toString('utf8');
  try {
    return gunzipSync(bytes, { maxOutputLength: maxBytes }).toString('utf8');
  } catch {
    return '';
  }
}

/** What stands in `<loc>` (or, in a plain list, one address a line). */
function locations(text: string): string[] {
  const named = [...text.matchAll(/<loc>([^<]{1,2200}|\s{0,100}<!\[CDATA\[[^\]]{1,2000}\]\]>\s{0,100})<\/loc>/g)].map(
    ([, location]) =>
      location!
        .trim()
        .replace(/^<!\[CDATA\[|\]\]>$/g, '')
        .trim()
        .replaceAll('&amp;', '&'),
  );
  return named.length > 0 || text.includes('<') ? named : text.split(/\s+/).filter((line) => /^https?:\/\//.test(line));
}
