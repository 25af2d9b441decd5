/** The best passages of all segments for a weighted set of terms. */
import { Accumulator } from './accumulator.ts';
import { Best, type Found } from './best.ts';
import { boosts, inverseFrequency, lengthNorms } from './bm25.ts';
import { isDead, type LiveSegment } from './live.ts';
import { fields } from './passage-terms.ts';
import { highestAlone, outlooks, type Run } from './run.ts';
import { FIELDS } from './segment.ts';
import { MAX_WORDS } from './word-set.ts';

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
  for (const live of segments) {
    passages += live.segment.passages - (live.dead?.passages ?? 0);
    for (let field = 0; field < FIELDS; field++) {
      sums[field]! += live.lengths[field]! - (live.dead?.lengths[field] ?? 0);
      longest[field] = Math.max(longest[field]!, live.longest[field]!);
    }
  }
  return { passages, norms: sums.map((sum, field) => lengthNorms(longest[field]!, sum / Math.max(1, passages))) };
}

/** A term to look up. */
export interface Sought {
  readonly term: string;
  /** How much it counts. */
  readonly weight: number;
  /** Its number in each segment; −1 in those that do not know it. */
  readonly numbers: readonly number[];
}

/** A word of the question: its term, or all terms that stand for it. A passage meets the word when it holds any of them. */
export type Word = readonly Sought[];

/** The postings of one term in one field, in all segments. */
interface TermList {
  /** Number of the word that the term stands for. */
  readonly word: number;
  readonly field: number;
  /** Weight · boost · idf. */
  readonly weight: number;
  readonly numbers: readonly number[];
}

/** The most telling first. */
function termLists(segments: readonly LiveSegment[], words: readonly Word[], passages: number): TermList[] {
  const lists: TermList[] = [];
  for (const [word, terms] of words.entries()) {
    for (const { weight, numbers } of terms) {
      for (let field = 0; field < FIELDS; field++) {
        const holding = holdingOf(segments, numbers, field);
        if (holding === 0) continue;
        lists.push({ word, field, weight: weight * boosts[fields[field]!] * inverseFrequency(passages, holding), numbers });
      }
    }
  }
  return lists.sort((a, b) => b.weight - a.weight);
}

/** Living passages that hold the term in the field. */
function holdingOf(segments: readonly LiveSegment[], numbers: readonly number[], field: number): number {
  let holding = 0;
  for (let at = 0; at < numbers.length; at++) {
    if (numbers[at]! < 0) continue;
    const { segment, dead } = segments[at]!;
    const list = numbers[at]! * FIELDS + field;
    holding += segment.lists[list + 1]! - segment.lists[list]! - (dead?.lists[list] ?? 0);
  }
  return holding;
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
  const used = words.slice(0, MAX_WORDS);
  const lists = termLists(segments, used, statistics.passages);
  for (let at = 0; at < segments.length; at++) searchSegment(segments[at]!, at, lists, used.length, statistics, best, limit);
  return best.sorted();
}

/** Those of the lists that have postings in segment `at`. */
function runsIn({ lists: starts }: LiveSegment['segment'], at: number, lists: readonly TermList[], { norms }: Statistics): Run[] {
  const runs: Run[] = [];
  for (const { word, field, weight, numbers } of lists) {
    if (numbers[at]! < 0) continue;
    const list = numbers[at]! * FIELDS + field;
    const from = starts[list]!;
    const to = starts[list + 1]!;
    if (to > from) runs.push({ word, field, weight, from, to, norms: norms[field]! });
  }
  return runs;
}

function searchSegment(
  { segment, dead }: LiveSegment,
  at: number,
  lists: readonly TermList[],
  words: number,
  statistics: Statistics,
  best: Best,
  limit: number,
): void {
  const runs = runsIn(segment, at, lists, statistics);
  const ahead = outlooks(runs);
  let threshold = best.worst;
  let next = 0;
  for (; next < runs.length; next++) {
    const { from, to } = runs[next]!;
    // Looking for the limit-th best costs one pass over the scores: worth it before lists that are longer, until a segment has given enough.
    if (best.worst === 0 && to - from > accumulator.added) threshold = accumulator.kthBest(segment, limit, dead);
    if (highestAlone(ahead[next]!) < threshold) break;
    accumulator.add(segment, runs[next]!);
  }
  next = accumulator.choose(segment, threshold, words, runs, ahead, next);
  for (; next < runs.length && accumulator.size > 0; next++) accumulator.lookUp(segment, runs[next]!, threshold, ahead[next + 1]!);
  accumulator.drain((passage, score) => {
    if (score >= best.worst && !(dead && isDead(dead, passage))) best.offer({ segment: at, passage, score });
  });
}
