/** The candidate spans of a sentence as rows of weight numbers, and their sums. */

/** Candidate spans of one sentence; span i covers tokens `first[i]`…`last[i]`. Lists of weight numbers are laid end to end. */
export interface SpanRows {
  readonly count: number;
  readonly first: Int16Array;
  readonly last: Int16Array;
  readonly startWidth: number;
  readonly endWidth: number;
  readonly spanWidth: number;
  /** `startWidth` numbers for each token, and likewise. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly spans: Int32Array;
}

/** The sums of each span's weights. */
export function scoreRows(rows: SpanRows, weights: Float32Array): Float32Array {
  const tokens = rows.startWidth ? rows.starts.length / rows.startWidth : 0;
  const sumOf = (list: Int32Array, width: number, row: number) => {
    let sum = 0;
    for (let at = row * width, end = at + width; at < end; at++) sum += weights[list[at]!]!;
    return sum;
  };
  const startSums = Float32Array.from({ length: tokens }, (_, t) => sumOf(rows.starts, rows.startWidth, t));
  const endSums = Float32Array.from({ length: tokens }, (_, t) => sumOf(rows.ends, rows.endWidth, t));
  return Float32Array.from(
    { length: rows.count },
    (_, i) => startSums[rows.first[i]!]! + endSums[rows.last[i]!]! + sumOf(rows.spans, rows.spanWidth, i),
  );
}
