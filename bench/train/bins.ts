/** Feature values sorted into a few bins each, so that a tree finds its splits by counting. */

/** Row-major bins of a table of features. A value v of feature f is in the first bin b with v <= edges[f][b]; above the last edge in bin edges[f].length. */
export interface BinnedTable {
  readonly rows: number;
  readonly features: number;
  /** Bins a feature has at most. */
  readonly bins: number;
  readonly edges: readonly Float32Array[];
  readonly data: Uint8Array;
}

/** Rows of equal width in chunks that grow, for tables whose size is not known before. */
export class Rows {
  readonly width: number;
  length = 0;
  #data: Float32Array;

  constructor(width: number, capacity = 1024) {
    this.width = width;
    this.#data = new Float32Array(width * capacity);
  }

  /** Adds a row; `values` holds it from `offset`. */
  add(values: Float32Array, offset = 0): void {
    if ((this.length + 1) * this.width > this.#data.length) {
      const larger = new Float32Array(Math.ceil(this.#data.length * 1.5) + this.width);
      larger.set(this.#data);
      this.#data = larger;
    }
    this.#data.set(values.subarray(offset, offset + this.width), this.length * this.width);
    this.length++;
  }

  get data(): Float32Array {
    return this.#data.subarray(0, this.length * this.width);
  }
}

/** Bins at quantiles of a sample of at most 100,000 rows; a feature with few values gets one bin for each. */
export function binTable(data: Float32Array, features: number, bins = 64): BinnedTable {
  const rows = data.length / features;
  const edges = Array.from({ length: features }, (_, feature) => quantileEdges(data, rows, features, feature, bins));
  return { rows, features, bins, edges, data: binRows(data, features, edges) };
}

/** The bins of rows under edges that are already known. */
export function binRows(data: Float32Array, features: number, edges: readonly Float32Array[]): Uint8Array {
  const rows = data.length / features;
  const binned = new Uint8Array(rows * features);
  for (let feature = 0; feature < features; feature++) {
    const list = edges[feature]!;
    for (let row = 0; row < rows; row++) {
      const value = data[row * features + feature]!;
      let low = 0;
      let high = list.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (value <= list[middle]!) high = middle;
        else low = middle + 1;
      }
      binned[row * features + feature] = low;
    }
  }
  return binned;
}

function quantileEdges(data: Float32Array, rows: number, features: number, feature: number, bins: number): Float32Array {
  const step = Math.max(1, Math.floor(rows / 100_000));
  const sample: number[] = [];
  for (let row = 0; row < rows; row += step) sample.push(data[row * features + feature]!);
  const sorted = Float32Array.from(sample).sort();
  const edges: number[] = [];
  const distinct = new Set(sorted);
  if (distinct.size <= bins) {
    const values = [...distinct];
    for (let i = 0; i + 1 < values.length; i++) edges.push((values[i]! + values[i + 1]!) / 2);
  } else {
    for (let i = 1; i < bins; i++) {
      const edge = sorted[Math.floor((i * sorted.length) / bins)]!;
      if (edges.at(-1) !== edge) edges.push(edge);
    }
    // Many equal values swallow quantiles: a last edge below the maximum keeps the rest apart.
    if (edges.at(-1) === sorted.at(-1)) edges.pop();
  }
  return Float32Array.from(new Set(Float32Array.from(edges)));
}
