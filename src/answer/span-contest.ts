/** The candidate spans of a sentence by their learned weights: the few best go into the last choice. */
import type { Range } from '../articles/article.ts';
import type { SpanList } from './span-features.ts';
import type { SpanReading, SpanSentence } from './span-reading.ts';
import { type RowScores, scoreRows, spanRows, type Weights } from './span-rows.ts';
import { type Stretch, takenOver } from './taken-over.ts';

/** Spans of a sentence that are looked at as a whole: the rest has neither a likely beginning nor a likely end. */
const KEPT = 80;
/** Spans that the last choice is made among. */
export const CONTENDERS = 12;

/** A span that is among the best. */
export interface Contender {
  /** Its first and its last word. */
  readonly first: number;
  readonly last: number;
  /** Sums of weights: of its beginning, its end and all of it; the last can be compared between sentences of one question. */
  readonly start: number;
  readonly end: number;
  readonly score: number;
  /** Shares of the odds of all spans of the sentence: its own, those of spans that say nearly the same, that begin here, that end here. */
  readonly odds: number;
  readonly alikeOdds: number;
  readonly startOdds: number;
  readonly endOdds: number;
  /** Where it stands; offsets are into the sentence's text. */
  readonly range: Range;
  /** Stands in the clause of the words that the sentence takes over from the question. */
  readonly besides: boolean;
}

export interface Contest {
  readonly reading: SpanReading;
  /** Best first. */
  readonly contenders: readonly Contender[];
  readonly stretch: Stretch | undefined;
}

const POSSESSIVE = /(?<=[\p{L}\p{N}])['’]s$|(?<=s)['’]$|(?<=\p{Script=Han})的$/u;
/** What such an ending ends in; most words do not. */
const LAST = "s'’的";

/** Where candidate span `i` stands; "Nkrumah's" is answered by "Nkrumah". Offsets are into the sentence's text. */
export function rangeOf({ text, tokens }: SpanSentence, rows: SpanList, i: number): Range {
  const start = tokens[rows.first[i]!]!.start;
  const end = tokens[rows.last[i]!]!.end;
  if (!LAST.includes(text[end - 1]!)) return { start, end };
  return { start, end: start + text.slice(start, end).replace(POSSESSIVE, '').length };
}

interface Words {
  readonly first: number;
  readonly last: number;
}

/** Half of the shorter one's words are shared: a reader would call them the same answer. */
export function alike(a: Words, b: Words): boolean {
  const shared = Math.min(a.last, b.last) - Math.max(a.first, b.first) + 1;
  return shared > 0 && (2 * shared) / (a.last - a.first + b.last - b.first + 2) >= 0.5;
}

const PARTING = ',;:()–—、，；：';

/** How many signs that part clauses stand before each place in a text. */
function partingUpTo(text: string): Uint16Array {
  const counts = new Uint16Array(text.length + 1);
  for (let at = 0; at < text.length; at++) counts[at + 1] = counts[at]! + (PARTING.includes(text[at]!) ? 1 : 0);
  return counts;
}

/** Whether a span stands in the clause of a stretch, outside it. */
function besides(span: Range, stretch: Range, parting: Uint16Array): boolean {
  if (span.start < stretch.end && stretch.start < span.end) return false;
  return span.end <= stretch.start ? parting[span.end] === parting[stretch.start] : parting[stretch.end] === parting[span.start];
}

const bonus = ({ words }: Stretch) => Math.min(1.5, 0.4 * (words - 1));

/** The row numbers with the greatest scores, best first. */
function firstOf(scores: Float32Array, size: number): number[] {
  const order: number[] = [];
  for (let i = 0; i < scores.length; i++) {
    if (scores[i] === -Infinity || (order.length === size && scores[i]! <= scores[order[size - 1]!]!)) continue;
    let at = Math.min(order.length, size - 1);
    while (at > 0 && scores[order[at - 1]!]! < scores[i]!) {
      order[at] = order[at - 1]!;
      at--;
    }
    order[at] = i;
  }
  return order;
}

/** The candidate spans of a sentence that its edges promise most for, with the sums of their weights. */
export interface ScoredSpans {
  readonly reading: SpanReading;
  readonly spans: SpanList;
  readonly scores: RowScores;
  readonly stretch: Stretch | undefined;
  /** Whether candidate span `i` stands beside the stretch. */
  near(i: number): boolean;
}

/** Spans that have small words alone are worth −Infinity. */
export function scoreSpans(reading: SpanReading, weights: Weights): ScoredSpans {
  const { sentence, question, language, stopsUpTo } = reading;
  const rows = spanRows(reading, { kept: KEPT, weights });
  const spans: SpanList = { first: rows.first, last: rows.last, size: rows.size };
  const scores = scoreRows(rows, weights);
  const stretch = takenOver(question, sentence.tokens, language);
  const parting = stretch && partingUpTo(sentence.text);
  const near = (i: number) => stretch !== undefined && besides(rangeOf(sentence, spans, i), stretch, parting!);
  for (let i = 0; i < spans.size; i++) {
    const [first, last] = [spans.first[i]!, spans.last[i]!];
    if (stopsUpTo[last + 1]! - stopsUpTo[first]! === last - first + 1) scores.spans[i] = -Infinity;
    else if (stretch && near(i)) scores.spans[i]! += bonus(stretch);
  }
  return { reading, spans, scores, stretch, near };
}

/** The score of a sentence's best candidate span; undefined where it has none. */
export function bestScore({ scores: { spans } }: ScoredSpans): number | undefined {
  let best = -Infinity;
  for (let i = 0; i < spans.length; i++) if (spans[i]! > best) best = spans[i]!;
  return best === -Infinity ? undefined : best;
}

/** The best candidate spans of a sentence; none where it has no words but small ones: "she", "it was" answer nothing. */
export function contestOf({ reading, spans: rows, scores: sums, stretch, near }: ScoredSpans): Contest {
  const { sentence, count } = reading;
  const { starts, ends, spans: scores } = sums;
  const order = firstOf(scores, CONTENDERS);
  const best = scores[order[0] ?? 0] ?? 0;
  const odds = new Float32Array(rows.size);
  const startOdds = new Float32Array(count);
  const endOdds = new Float32Array(count);
  let all = 0;
  for (let i = 0; i < rows.size; i++) {
    const own = Math.exp(scores[i]! - best);
    odds[i] = own;
    all += own;
    startOdds[rows.first[i]!]! += own;
    endOdds[rows.last[i]!]! += own;
  }
  const contenders: Contender[] = [];
  for (const at of order) {
    const [first, last] = [rows.first[at]!, rows.last[at]!];
    let same = 0;
    for (let i = 0; i < rows.size; i++)
      if (odds[i]! > 1e-4 && alike({ first: rows.first[i]!, last: rows.last[i]! }, { first, last })) same += odds[i]!;
    contenders.push({
      first,
      last,
      start: starts[first]!,
      end: ends[last]!,
      score: scores[at]!,
      odds: odds[at]! / all,
      alikeOdds: same / all,
      startOdds: startOdds[first]! / all,
      endOdds: endOdds[last]! / all,
      range: rangeOf(sentence, rows, at),
      besides: near(at),
    });
  }
  return { reading, contenders, stretch };
}
