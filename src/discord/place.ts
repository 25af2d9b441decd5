/** Where a quote stands, small enough for a custom id: no words, only an article, its version and offsets. */

import type { Excerpt } from '../answer/answer.ts';
import type { App, Scope } from '../app.ts';

export interface Place {
  readonly articleId: string;
  /** The first three bytes of the article's hash, hex: an article that changed since is noticed. */
  readonly hash: string;
  /** Where the sentence starts, and how far before it its lead does (0: no lead). */
  readonly start: number;
  readonly lead: number;
  /** The answering words: how far after the start, and how long. */
  readonly answer?: { readonly offset: number; readonly length: number };
}

export const placeOf = (excerpt: Excerpt, marked: boolean): Place => ({
  articleId: excerpt.passage.article.id,
  hash: excerpt.passage.article.hash.slice(0, 6),
  start: excerpt.start,
  lead: excerpt.lead ? excerpt.start - excerpt.lead.start : 0,
  ...(marked &&
    excerpt.answer && {
      answer: { offset: excerpt.answer.start - excerpt.start, length: excerpt.answer.end - excerpt.answer.start },
    }),
});

/** Numbers as base 128, low digits first, the high bit saying that more follow. */
const varint = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)]);

const readVarints = (bytes: Uint8Array): number[] => {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (const byte of bytes) {
    value += (byte & 127) * 2 ** shift;
    shift += 7;
    if (byte < 128) {
      numbers.push(value);
      value = shift = 0;
    }
  }
  return numbers;
};

/** Two fields a place; the article is left out where it is that of the place before. */
export const encodePlaces = (places: readonly Place[]): string[] =>
  places.flatMap((place, index) => {
    const { answer } = place;
    const numbers = [place.start, ...(place.lead || answer ? [place.lead] : []), ...(answer ? [answer.offset, answer.length] : [])];
    const bytes = Buffer.concat([Buffer.from(place.hash, 'hex'), Buffer.from(numbers.flatMap(varint))]);
    return [place.articleId === places[index - 1]?.articleId ? '' : place.articleId, bytes.toString('base64url')];
  });

/** The places of signed fields; none where the fields are no places. */
export const decodePlaces = (fields: readonly string[]): Place[] => {
  const places: Place[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const bytes = Buffer.from(fields[at + 1]!, 'base64url');
    const [start, lead = 0, offset, length] = readVarints(bytes.subarray(3));
    const articleId = fields[at] || places.at(-1)?.articleId;
    if (start === undefined || !articleId) return [];
    const answer = offset !== undefined && length !== undefined ? { offset, length } : undefined;
    places.push({ articleId, hash: bytes.subarray(0, 3).toString('hex'), start, lead, ...(answer && { answer }) });
  }
  return places;
};

/** The excerpt at a place, or why there is none: the article changed since, or it is not (or no longer) in this scope. */
export const excerptAt = async (place: Place, app: App, scope: Scope): Promise<Excerpt | 'changed' | 'gone'> => {
  const article = await app.article(place.articleId, scope);
  if (!article) return 'gone';
  if (!article.hash.startsWith(place.hash)) return 'changed';
  for (const passage of await app.passages(article.id, scope)) {
    const index = passage.sentences.findIndex(({ start }) => start === place.start);
    const sentence = passage.sentences[index];
    if (!sentence) continue;
    const leadStart = place.start - place.lead;
    const before = place.lead > 0 ? passage.sentences.find(({ start }) => start === leadStart) : undefined;
    const answer = place.answer && {
      start: place.start + place.answer.offset,
      end: place.start + place.answer.offset + place.answer.length,
    };
    const checkedAt = await app.oldSince(article);
    const inside = answer && answer.start >= sentence.start && answer.end <= sentence.end && answer.start < answer.end;
    return {
      passage,
      start: sentence.start,
      end: sentence.end,
      terms: [],
      score: 0,
      ...(before && { lead: { start: before.start, end: before.end } }),
      ...(inside && { answer }),
      ...(checkedAt !== undefined && { checkedAt }),
    };
  }
  return 'changed';
};
