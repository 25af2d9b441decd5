/** Where the passages of each article stand in a segment: whether a whole article holds a term is read off the postings. */
import { isDead, type LiveSegment } from './live.ts';
import { FIELDS } from './segment.ts';
import { findString } from './strings.ts';

/** Runs of passage numbers by article: [from, to) pairs laid end to end. */
type Places = ReadonlyMap<string, readonly number[]>;

const known = new WeakMap<LiveSegment, Places>();

function placesIn(live: LiveSegment): Places {
  const made = known.get(live);
  if (made) return made;
  const places = new Map<string, number[]>();
  for (const [number, { article }] of live.passages.entries()) {
    const runs = places.get(article.id);
    if (!runs) places.set(article.id, [number, number + 1]);
    else if (runs.at(-1) === number) runs[runs.length - 1] = number + 1;
    else runs.push(number, number + 1);
  }
  known.set(live, places);
  return places;
}

/** Whether any living passage of the article holds the term: in its title, its heading or its body. */
export function articleHolds(live: LiveSegment, articleId: string, term: string): boolean {
  const { segment, dead } = live;
  const runs = placesIn(live).get(articleId);
  const t = runs ? findString(segment.terms, term) : -1;
  if (!runs || t < 0) return false;
  for (let field = 0; field < FIELDS; field++) {
    const [first, last] = [segment.lists[t * FIELDS + field]!, segment.lists[t * FIELDS + field + 1]!];
    for (let run = 0; run < runs.length; run += 2) {
      let at = lowerBound(segment.postingPassages, first, last, runs[run]!);
      for (; at < last && segment.postingPassages[at]! < runs[run + 1]!; at++)
        if (!dead || !isDead(dead, segment.postingPassages[at]!)) return true;
    }
  }
  return false;
}

/** The first place in [from, to) whose number is not below `wanted`; `to` where there is none. */
function lowerBound(numbers: Uint16Array, from: number, to: number, wanted: number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
