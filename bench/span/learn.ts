/**
 * Learns the weights of the answering words: a log-linear choice among the spans of the right sentence and of the sentences easily taken for
 * it, by AdaGrad. Normalised over all of them, the scores of different sentences can be compared (Clark and Gardner 2018).
 */

import { WEIGHT_BITS } from '../../src/answer/span-columns.ts';
import { rangeOf } from '../../src/answer/span-contest.ts';
import { readSpans } from '../../src/answer/span-reading.ts';
import { type SpanRows, scoreRows, spanRows, type WeightNumbers } from '../../src/answer/span-rows.ts';
import { normalized, sharedF1 } from '../data/squad-measure.ts';
import type { SpanExample } from './examples.ts';

export function spanText({ sentence }: SpanExample, rows: SpanRows, i: number): string {
  const { start, end } = rangeOf(sentence, rows, i);
  return sentence.text.slice(start, end);
}

/** Spans that say what gold says; where none does, the ones nearest to it, if they are near. */
function rightSpans(example: SpanExample, rows: SpanRows): number[] {
  const right: number[] = [];
  let nearest = -1;
  let best = 0.6;
  for (let i = 0; i < rows.size; i++) {
    const said = normalized(spanText(example, rows, i));
    if (example.gold.includes(said)) right.push(i);
    else if (right.length === 0) {
      const f1 = sharedF1(said, example.gold);
      if (f1 > best) {
        best = f1;
        nearest = i;
      }
    }
  }
  return right.length || nearest < 0 ? right : [nearest];
}

/** Scores → shares of the odds of all lists together, in place. */
function softmax(lists: readonly Float32Array[]): void {
  let most = Number.NEGATIVE_INFINITY;
  for (const list of lists) for (const score of list) if (score > most) most = score;
  let sum = 0;
  for (const list of lists) for (let i = 0; i < list.length; i++) sum += list[i] = Math.exp(list[i]! - most);
  for (const list of lists) for (let i = 0; i < list.length; i++) list[i]! /= sum;
}

/** Rows that hold after the next sentence is read. */
function keptRows(example: SpanExample, sentence: SpanExample['sentence'], lexical: boolean): SpanRows {
  const rows = spanRows(readSpans(example.question, sentence, example.language, lexical));
  const kept = ({ list, width }: WeightNumbers) => ({ list: list.slice(), width });
  return { ...rows, starts: kept(rows.starts), ends: kept(rows.ends), spans: kept(rows.spans) };
}

export interface LearnOptions {
  readonly lexical: boolean;
  readonly epochs: number;
  readonly rate: number;
  readonly decay: number;
  readonly random: () => number;
  readonly onEpoch?: (epoch: number, loss: number, weights: Float32Array) => void;
}

export function learnSpans(examples: readonly SpanExample[], options: LearnOptions): Float32Array {
  const { lexical, epochs, rate, decay, random } = options;
  const size = 2 ** WEIGHT_BITS[lexical ? 'lexical' : 'shapes'];
  const weights = new Float32Array(size);
  const squares = new Float32Array(size).fill(1e-3);
  const order = Uint32Array.from(examples, (_, at) => at);
  const right = new Map<number, readonly number[]>();
  for (let epoch = 1; epoch <= epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    let loss = 0;
    let used = 0;
    for (const at of order) {
      const example = examples[at]!;
      const known = right.get(at);
      if (known?.length === 0) continue;
      const rows = keptRows(example, example.sentence, lexical);
      const wanted = known ?? rightSpans(example, rows);
      right.set(at, wanted);
      if (wanted.length === 0) continue;
      const all = [rows, ...example.rivals.map((rival) => keptRows(example, rival, lexical)).filter(({ size }) => size > 0)];
      const shares = all.map((one) => scoreRows(one, weights).spans);
      softmax(shares);
      const odds = shares[0]!;
      const hit = wanted.reduce((sum, i) => sum + odds[i]!, 0);
      loss -= Math.log(Math.max(hit, 1e-12));
      used++;
      for (const i of wanted) odds[i]! -= odds[i]! / Math.max(hit, 1e-12);
      for (const [i, one] of all.entries()) step(one, shares[i]!, weights, squares, rate, decay);
    }
    options.onEpoch?.(epoch, loss / used, weights);
  }
  return weights;
}

function step(
  rows: SpanRows,
  gradients: Float32Array,
  weights: Float32Array,
  squares: Float32Array,
  rate: number,
  decay: number,
): void {
  const tokens = rows.starts.list.length / rows.starts.width;
  const starts = new Float32Array(tokens);
  const ends = new Float32Array(tokens);
  const descend = ({ list, width }: WeightNumbers, row: number, gradient: number) => {
    if (Math.abs(gradient) < 1e-4) return;
    for (let at = row * width, end = at + width; at < end; at++) {
      const number = list[at]!;
      const pull = gradient + decay * weights[number]!;
      squares[number]! += pull * pull;
      weights[number]! -= (rate * pull) / Math.sqrt(squares[number]!);
    }
  };
  for (let i = 0; i < rows.size; i++) {
    starts[rows.first[i]!]! += gradients[i]!;
    ends[rows.last[i]!]! += gradients[i]!;
    descend(rows.spans, i, gradients[i]!);
  }
  for (let t = 0; t < tokens; t++) {
    descend(rows.starts, t, starts[t]!);
    descend(rows.ends, t, ends[t]!);
  }
}
