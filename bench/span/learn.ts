/** Learns the weights of the answering words: a log-linear choice among the spans of the right sentence, by AdaGrad. */

import { rangeOf } from '../../src/answer/span.ts';
import { spanRows, WEIGHT_BITS } from '../../src/answer/span-features.ts';
import { type SpanRows, scoreRows } from '../../src/answer/span-rows.ts';
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
  for (let i = 0; i < rows.count; i++) {
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

function softmax(scores: Float32Array): Float32Array {
  const most = scores.reduce((a, b) => Math.max(a, b), -Infinity);
  const odds = scores.map((score) => Math.exp(score - most));
  const sum = odds.reduce((a, b) => a + b, 0);
  return odds.map((odd) => odd / sum);
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
  const weights = new Float32Array(1 << WEIGHT_BITS);
  const squares = new Float32Array(1 << WEIGHT_BITS).fill(1e-3);
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
      const rows = spanRows(example.question, example.sentence, example.language, lexical);
      const wanted = known ?? rightSpans(example, rows);
      right.set(at, wanted);
      if (wanted.length === 0) continue;
      const odds = softmax(scoreRows(rows, weights));
      const hit = wanted.reduce((sum, i) => sum + odds[i]!, 0);
      loss -= Math.log(Math.max(hit, 1e-12));
      used++;
      for (const i of wanted) odds[i]! -= odds[i]! / Math.max(hit, 1e-12);
      step(rows, odds, weights, squares, rate, decay);
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
  const tokens = rows.startWidth ? rows.starts.length / rows.startWidth : 0;
  const starts = new Float32Array(tokens);
  const ends = new Float32Array(tokens);
  const descend = (list: Int32Array, width: number, row: number, gradient: number) => {
    if (Math.abs(gradient) < 1e-4) return;
    for (let at = row * width, end = at + width; at < end; at++) {
      const number = list[at]!;
      const pull = gradient + decay * weights[number]!;
      squares[number]! += pull * pull;
      weights[number]! -= (rate * pull) / Math.sqrt(squares[number]!);
    }
  };
  for (let i = 0; i < rows.count; i++) {
    starts[rows.first[i]!]! += gradients[i]!;
    ends[rows.last[i]!]! += gradients[i]!;
    descend(rows.spans, rows.spanWidth, i, gradients[i]!);
  }
  for (let t = 0; t < tokens; t++) {
    descend(rows.starts, rows.startWidth, t, starts[t]!);
    descend(rows.ends, rows.endWidth, t, ends[t]!);
  }
}

export interface SpanFigures {
  readonly exact: number;
  readonly f1: number;
  readonly near: number;
  readonly reachable: number;
  readonly examples: number;
}

/** Exact match and F1 of the best span of the right sentence, in per cent; `near`: F1 of at least one half; `reachable`: a candidate says gold. */
export function measureSpans(examples: readonly SpanExample[], weights: Float32Array, lexical: boolean): SpanFigures {
  let exact = 0;
  let f1 = 0;
  let near = 0;
  let reachable = 0;
  for (const example of examples) {
    const rows = spanRows(example.question, example.sentence, example.language, lexical);
    const scores = scoreRows(rows, weights);
    let best = 0;
    for (let i = 1; i < rows.count; i++) if (scores[i]! > scores[best]!) best = i;
    const said = rows.count ? normalized(spanText(example, rows, best)) : '';
    const value = sharedF1(said, example.gold);
    if (example.gold.includes(said)) exact++;
    f1 += value;
    if (value >= 0.5) near++;
    for (let i = 0; i < rows.count; i++) {
      if (example.gold.includes(normalized(spanText(example, rows, i)))) {
        reachable++;
        break;
      }
    }
  }
  const percent = (sum: number) => (100 * sum) / examples.length;
  return { exact: percent(exact), f1: percent(f1), near: percent(near), reachable: percent(reachable), examples: examples.length };
}
