/** What an HTML page says to those who read it by machine: where it leads, and whether it may be quoted. */
import { type DefaultTreeAdapterTypes, parse } from 'parse5';

export interface PageFacts {
  /** Absolute http(s) addresses, without fragments, each once, in order. */
  readonly links: readonly string[];
  /** Feeds that the page names (`rel="alternate"`). */
  readonly feeds: readonly string[];
  /** The content of its robots metas. */
  readonly robots: string;
  /** Whether it brings scripts. */
  readonly scripts: boolean;
}

const maxLinks = 5000;

type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.Document;

/** Walks the page without recursion: however deep it is nested, it is read once. */
export function readPageFacts(bytes: Uint8Array, address: string): PageFacts {
  const links = new Set<string>();
  const feeds = new Set<string>();
  const robots: string[] = [];
  let scripts = false;
  let base = address;
  const add = (to: Set<string>, href: string | undefined) => {
    const url = href === undefined || href.length > 2000 || to.size >= maxLinks ? null : URL.parse(href, base);
    if (!url || !/^https?:$/.test(url.protocol)) return;
    url.hash = '';
    to.add(url.href);
  };
  const pending: Node[] = [parse(Buffer.from(bytes).toString('utf8'))];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if ('tagName' in node) {
      const attribute = (name: string) => ('attrs' in node ? node.attrs : []).find((one) => one.name === name)?.value;
      if (node.tagName === 'base') base = URL.parse(attribute('href') ?? '', address)?.href ?? base;
      if (node.tagName === 'a' && !/\bnofollow\b/i.test(attribute('rel') ?? '')) add(links, attribute('href'));
      if (node.tagName === 'script') scripts = true;
      if (node.tagName === 'meta' && /^(robots|footnote)$/i.test(attribute('name') ?? ''))
        robots.push((attribute('content') ?? '').slice(0, 200));
      if (
        node.tagName === 'link' &&
        /\balternate\b/i.test(attribute('rel') ?? '') &&
        /(rss|atom|feed)/i.test(attribute('type') ?? '')
      )
        add(feeds, attribute('href'));
    }
    if ('childNodes' in node) for (let at = node.childNodes.length - 1; at >= 0; at -= 1) pending.push(node.childNodes[at]!);
  }
  return { links: [...links], feeds: [...feeds], robots: robots.join(', '), scripts };
}
