/** The candidate spans of a sentence as rows of weight numbers, and their sums. */
import { COLUMNS, Row } from './span-columns.ts';
import { fillEnds, fillSpans, fillStarts, type SpanList, surroundingsOf } from './span-features.ts';
import { signaturesOf } from './span-question.ts';
import type { SpanReading, SpanSentence } from './span-reading.ts';
import type { TokenFacts } from './token-facts.ts';

/** The longest span in words. */
export const SPAN_WORDS = 9;
/** Longer mentions (a date, a list of names) are candidates too. */
const LONG_MENTIONS = 6;

const ARTICLES = new Set(['the', 'a', 'an']);

/** Rows of weight numbers laid end to end, `width` of them for each span or word. */
export interface WeightNumbers {
  readonly list: Int32Array;
  readonly width: number;
}

/** Candidate spans of one sentence. */
export interface SpanRows extends SpanList {
  /** A row for each word, as a beginning and as an end, and for each span. */
  readonly starts: WeightNumbers;
  readonly ends: WeightNumbers;
  readonly spans: WeightNumbers;
}

/** Sums of weights: of each word as a beginning, of each as an end, and of each span with its beginning and its end. */
export interface RowScores {
  readonly starts: Float32Array;
  readonly ends: Float32Array;
  readonly spans: Float32Array;
}

function enumerate(sentence: SpanSentence, facts: TokenFacts, count: number): SpanList {
  const capacity = count * SPAN_WORDS + LONG_MENTIONS;
  const first = new Int16Array(capacity);
  const last = new Int16Array(capacity);
  let size = 0;
  for (let from = 0; from < count; from++) {
    if (ARTICLES.has(facts.lower[from]!)) continue;
    for (let to = from; to < Math.min(count, from + SPAN_WORDS); to++) {
      if (to > from && facts.breaks[to]) break;
      first[size] = from;
      last[size++] = to;
    }
  }
  let long = 0;
  for (const mention of sentence.mentions()) {
    const from = sentence.tokens.findIndex(({ start }) => start >= mention.start);
    const to = sentence.tokens.findLastIndex(({ end }) => end <= mention.end);
    if (from < 0 || to - from < SPAN_WORDS || to >= count || long++ >= LONG_MENTIONS) continue;
    first[size] = from;
    last[size++] = to;
  }
  return { first, last, size };
}

/** Halvings of the scale on which the worst span to be kept is sought: finer than any difference that matters. */
const HALVINGS = 14;

/** A value that `kept` of the values or somewhat fewer reach. */
function threshold(values: Float32Array, kept: number): number {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (low + high) / 2;
    let reaching = 0;
    for (const value of values) if (value >= middle) reaching++;
    if (reaching === kept) return middle;
    if (reaching > kept) low = middle;
    else high = middle;
  }
  return high;
}

/** Of the spans those whose first and last words promise most. */
function promising({ first, last, size }: SpanList, kept: number, starts: Float32Array, ends: Float32Array): SpanList {
  if (size <= kept) return { first, last, size };
  const edges = new Float32Array(size);
  for (let i = 0; i < size; i++) edges[i] = starts[first[i]!]! + ends[last[i]!]!;
  const least = threshold(edges, kept);
  let better = 0;
  for (let i = 0; i < size; i++) {
    if (edges[i]! < least) continue;
    first[better] = first[i]!;
    last[better++] = last[i]!;
  }
  return { first, last, size: better };
}

/** Megabytes a question, if they were made anew each time. */
const scratch = { starts: new Row(), ends: new Row(), spans: new Row() };

function sums({ list, width }: WeightNumbers, weights: Weights): Float32Array {
  const rows = new Float32Array(list.length / width);
  const kept = weights instanceof Int8Array;
  for (let row = 0, at = 0; row < rows.length; row++) {
    let sum = 0;
    const end = at + width;
    if (kept) for (; at < end; at++) sum += scale[weights[list[at]!]! + 128]!;
    else for (; at < end; at++) sum += weights[list[at]!]!;
    rows[row] = sum;
  }
  return rows;
}

/** Weights by number: as they are learned, or as they are kept, as places on a scale. */
export type Weights = Float32Array | Int8Array;

/** Kept weights lie close to each other around zero, where most of them are: the square of the place, up to 2. */
const scale = Float32Array.from({ length: 256 }, (_, byte) => 2 * Math.sign(byte - 128) * ((byte - 128) / 127) ** 2);

/** The place on the scale that is nearest to a weight. */
export const placeOnScale = (weight: number): number =>
  Math.sign(weight) * Math.min(127, Math.round(127 * Math.sqrt(Math.abs(weight) / 2)));

/** The weight at a place on the scale. */
export const weightAt = (place: number): number => scale[place + 128]!;

/** What of a sentence is looked at: every span to learn from, or the `kept` whose edges promise most under some weights. */
interface Narrowing {
  readonly kept: number;
  readonly weights: Weights;
}

/** The candidate spans of a sentence and the numbers of the weights that each adds up; they hold until the next call. */
export function spanRows(reading: SpanReading, narrowing?: Narrowing): SpanRows {
  const { question, sentence, count, facts, lexical } = reading;
  const q = signaturesOf(question, lexical);
  const around = surroundingsOf(reading);
  const { starts, ends, spans } = scratch;
  const filled = (part: keyof typeof COLUMNS) => ({ list: scratch[part].filled, width: COLUMNS[part].length });
  starts.begin(count, 'starts', q, lexical);
  fillStarts(starts, reading, around);
  ends.begin(count, 'ends', q, lexical);
  fillEnds(ends, reading, around);
  const edges = { starts: filled('starts'), ends: filled('ends') };
  const all = enumerate(sentence, facts, count);
  const list = narrowing
    ? promising(all, narrowing.kept, sums(edges.starts, narrowing.weights), sums(edges.ends, narrowing.weights))
    : all;
  spans.begin(list.size, 'spans', q, lexical);
  fillSpans(spans, reading, around, list);
  return { ...list, ...edges, spans: filled('spans') };
}

export function scoreRows(rows: SpanRows, weights: Weights): RowScores {
  const starts = sums(rows.starts, weights);
  const ends = sums(rows.ends, weights);
  const spans = sums(rows.spans, weights);
  for (let i = 0; i < rows.size; i++) spans[i]! += starts[rows.first[i]!]! + ends[rows.last[i]!]!;
  return { starts, ends, spans };
}
