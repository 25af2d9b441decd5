/** The articles of a stored shelf without their words, as bytes that stand in the snapshot of its index: length of the outlines (32 bits) · outlines (JSON) · layouts. */
import { z } from 'zod';
import { SPLITTING_VERSION } from '../articles/split.ts';
import { LAYOUT_VERSION } from './layout.ts';
import { type Origin, StoredArticle } from './stored-article.ts';
import type { Texts } from './texts.ts';

/** What of this program the bytes depend on. Sentences end where Unicode, as this Node knows it, says so. */
export const SHELF_VERSION = `${LAYOUT_VERSION}.${SPLITTING_VERSION}.${process.versions.unicode}`;

const outlines = z.array(
  z.object({
    id: z.string(),
    source: z.string(),
    title: z.string(),
    language: z.string(),
    hash: z.string(),
    publisher: z.string().optional(),
    author: z.string().optional(),
    date: z.string().optional(),
    url: z.string().optional(),
    tags: z.array(z.string()).optional(),
    key: z.string(),
    sourceId: z.string(),
    /** Where its layout begins. */
    at: z.number().int().nonnegative(),
    headings: z.array(z.string()).optional(),
  }),
);

/** The headings of most articles. */
const none: readonly string[] = [''];

export function encodeShelf(articles: readonly StoredArticle[]): Uint8Array {
  let at = 0;
  const layouts: Uint8Array[] = [];
  const list = articles.map((article) => {
    const { bytes, from, to, headings } = article.laidOut();
    layouts.push(bytes.subarray(from, to));
    at += to - from;
    const { id, source, title, language, hash, publisher, author, date, url, tags, key, origin } = article;
    const outline = { id, source, title, language, hash, publisher, author, date, url, tags, key, sourceId: origin.sourceId };
    return { ...outline, at: at - (to - from), ...(headings.join() !== '' && { headings }) };
  });
  const json = Buffer.from(JSON.stringify(list));
  return Buffer.concat([Buffer.from(Uint32Array.of(json.length).buffer), json, ...layouts]);
}

/** Throws on bytes that `encodeShelf` did not make, and where an article's source is none of `originsOf` (by their id). */
export function decodeShelf(
  shelf: Uint8Array,
  originsOf: (articles: readonly { readonly sourceId: string }[]) => ReadonlyMap<string, Origin>,
  texts: Texts,
): StoredArticle[] {
  const begin = 4 + new DataView(shelf.buffer, shelf.byteOffset).getUint32(0, true);
  const list = outlines.parse(JSON.parse(Buffer.from(shelf.buffer, shelf.byteOffset + 4, begin - 4).toString()));
  // A copy: what the snapshot was read into need not stay in memory.
  const bytes = Uint8Array.from(shelf.subarray(begin));
  const origins = originsOf(list);
  return list.map(({ at, headings = none, key, sourceId, ...outline }, number) => {
    const origin = origins.get(sourceId);
    if (!origin) throw new Error(`${sourceId} is no source of the shelf`);
    const layout = { bytes, from: at, to: list[number + 1]?.at ?? bytes.length, headings };
    return new StoredArticle(outline, key, origin, texts, layout);
  });
}
