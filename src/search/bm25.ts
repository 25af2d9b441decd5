import type { Field } from './passage-terms.ts';

/**
 * BM25+ as MiniSearch 7.2 computes it, field by field: idf · (d + f·(k+1) / (f + k·(1 − b + b·length/average))), where f is how often the term
 * stands in the field, and a field's length is its number of different terms. Robertson & Zaragoza, "The Probabilistic Relevance Framework"
 * (2009); the lower bound d is Lv & Zhai's, "Lower-Bounding Term Frequency Normalization" (2011).
 */
export const bm25 = { k: 1.2, b: 0.7, d: 0.5 } as const;

/** Inverse document frequency of a term that `holding` of `passages` passages hold in the field. */
export const inverseFrequency = (passages: number, holding: number) => Math.log(1 + (passages - holding + 0.5) / (holding + 0.5));

/** By field length from 0 to `longest`: k·(1 − b + b·length/average), what a field's length adds to the denominator. */
export function lengthNorms(longest: number, average: number): Float64Array {
  const { k, b } = bm25;
  return Float64Array.from({ length: longest + 1 }, (_, length) => k * (1 - b + (b * length) / average));
}

/** No field adds more than this times its idf. */
export const HIGHEST_GAIN = bm25.d + bm25.k + 1;

/** How much each field counts. */
export const boosts: Readonly<Record<Field, number>> = { title: 1, heading: 1, body: 1 };
