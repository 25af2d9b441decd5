/** The best passages of all segments for a weighted set of terms. */
import { Accumulator, MAX_WORDS, type Outlook, type Run, sizeOfSet, withWord } from './accumulator.ts';
import { Best, type Found } from './best.ts';
import { boosts, HIGHEST_GAIN, inverseFrequency, lengthNorms } from './bm25.ts';
import { isDead, type LiveSegment } from './live.ts';
import { fields } from './passage-terms.ts';
import { FIELDS } from './segment.ts';
import { findString } from './strings.ts';

/** What all segments together say: the numbers that BM25 needs, over live passages only. */
export interface Statistics {
  readonly passages: number;
  /** By field, by length. */
  readonly norms: readonly Float64Array[];
}

export function statisticsOf(segments: readonly LiveSegment[]): Statistics {
  let passages = 0;
  const sums = new Array<number>(FIELDS).fill(0);
  const longest = new Array<number>(FIELDS).fill(0);
  for (const { segment, lengths, dead } of segments) {
    passages += segment.passages - (dead?.passages ?? 0);
    for (let field = 0; field < FIELDS; field++) {
      sums[field]! += lengths[field]! - (dead?.lengths[field] ?? 0);
      const from = field * segment.passages;
      for (let at = from; at < from + segment.passages; at++) longest[field] = Math.max(longest[field]!, segment.lengths[at]!);
    }
  }
  return { passages, norms: sums.map((sum, field) => lengthNorms(longest[field]!, sum / Math.max(1, passages))) };
}

/** A list of postings in each segment: those of one term in one field. */
interface TermList {
  /** Number of the word that the term stands for. */
  readonly word: number;
  readonly field: number;
  /** Weight · boost · idf. */
  readonly weight: number;
  /** By segment: where its postings begin and end; equal where the segment has none. */
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** A word of the question: its term, or all terms that stand for it, by weight. A passage meets the word when it holds any of them. */
export type Word = ReadonlyMap<string, number>;

function termLists(segments: readonly LiveSegment[], word: number, term: string, termWeight: number, passages: number): TermList[] {
  const lists: TermList[] = [];
  const numbers = segments.map(({ segment }) => findString(segment.terms, term));
  for (let field = 0; field < FIELDS; field++) {
    const from: number[] = [];
    const to: number[] = [];
    let holding = 0;
    for (const [at, t] of numbers.entries()) {
      const { segment, dead } = segments[at]!;
      const list = t * FIELDS + field;
      from.push(t < 0 ? 0 : segment.lists[list]!);
      to.push(t < 0 ? 0 : segment.lists[list + 1]!);
      holding += to[at]! - from[at]! - ((t < 0 ? 0 : dead?.lists.get(list)) ?? 0);
    }
    if (holding > 0) {
      lists.push({ word, field, weight: termWeight * boosts[fields[field]!] * inverseFrequency(passages, holding), from, to });
    }
  }
  return lists;
}

/** Searching is synchronous, so one set of scores serves all. */
const accumulator = new Accumulator();

/**
 * The `limit` best passages, best first; exactly those, with exactly those scores, that adding up every posting would give. A passage's score is
 * the sum of what its terms are worth, times the number of the question's words that it meets (as MiniSearch has it). At most 64 words.
 *
 * List at a time with MaxScore (Turtle & Flood, "Query evaluation: strategies and optimizations", 1995): the most telling lists, which are also
 * the short ones, are read first. Once the `limit`-th best score so far is beyond what all lists to come could give together, no passage that
 * stands in them alone can win: the rest of the lists, the long ones of common words, are only looked up for the passages that still can.
 */
export function topPassages(
  segments: readonly LiveSegment[],
  statistics: Statistics,
  words: readonly Word[],
  limit: number,
): Found[] {
  if (limit < 1) return [];
  const best = new Best(limit);
  const lists = words
    .slice(0, MAX_WORDS)
    .flatMap((word, number) =>
      [...word].flatMap(([term, weight]) => termLists(segments, number, term, weight, statistics.passages)),
    )
    .sort((a, b) => b.weight - a.weight);
  for (let at = 0; at < segments.length; at++) searchSegment(segments[at]!, at, lists, statistics, best, limit);
  return best.sorted();
}

/** What lists can still give, from each of them to the last; nothing after that. */
function outlooks(runs: readonly Run[]): Outlook[] {
  const ahead: Outlook[] = [{ sum: 0, words: { low: 0, high: 0 } }];
  for (const { word, weight } of runs.toReversed()) {
    const { sum, words } = ahead[0]!;
    ahead.unshift({ sum: sum + HIGHEST_GAIN * weight, words: withWord(words, word) });
  }
  return ahead;
}

function searchSegment(
  { segment, dead }: LiveSegment,
  at: number,
  lists: readonly TermList[],
  { norms }: Statistics,
  best: Best,
  limit: number,
): void {
  const runs: Run[] = lists
    .map(({ word, field, weight, from, to }) => ({ word, field, weight, from: from[at]!, to: to[at]!, norms: norms[field]! }))
    .filter(({ from, to }) => to > from);
  const ahead = outlooks(runs);
  let threshold = best.worst;
  let next = 0;
  for (; next < runs.length; next++) {
    const { from, to } = runs[next]!;
    const { sum, words } = ahead[next]!;
    // Looking for the limit-th best costs one pass over the scores: worth it before lists that are longer, until a segment has given enough.
    if (best.worst === 0 && to - from > accumulator.added) threshold = accumulator.kthBest(limit, dead);
    if (sum * sizeOfSet(words) < threshold) break;
    accumulator.add(segment, runs[next]!);
  }
  accumulator.choose(threshold, ahead[next]!);
  for (; next < runs.length; next++) accumulator.lookUp(segment, runs[next]!, threshold, ahead[next + 1]!);
  accumulator.drain((passage, score) => {
    if (score > best.worst && !(dead && isDead(dead, passage))) best.offer({ segment: at, passage, score });
  });
}
