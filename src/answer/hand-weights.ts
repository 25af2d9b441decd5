/** Weights set by hand, readable; what answers when no learned weights are there. */
import { features } from './evidence.ts';

export const handWeights: Readonly<Record<string, number>> = {
  coverage: 3,
  context: 1.5,
  bm25: 3,
  proximity: 0.6,
  neighbours: 0.8,
  kind: 1.2,
  passage: 0.8,
  rank: 0.3,
  opening: 0.1,
  news: 1.2,
  label: -2.5,
  asks: -1,
};

/** The weighted sum of a pair's features; greater is better. */
export function handScore(values: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += values[at]! * (handWeights[features[at]!.name] ?? 0);
  return sum;
}
