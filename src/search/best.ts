/** The best few of many. */

/** A passage found: its segment's place in the list, and its number there. */
export interface Found {
  readonly segment: number;
  readonly passage: number;
  readonly score: number;
}

/** Best first, ties in index order. */
const order = (a: Found, b: Found) => b.score - a.score || a.segment - b.segment || a.passage - b.passage;

/** The `limit` best so far; `worst` is the score that a passage must have once they are full. */
export class Best {
  readonly #limit: number;
  readonly #heap: Found[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  get worst(): number {
    return this.#heap.length < this.#limit ? 0 : this.#heap[0]!.score;
  }

  offer(found: Found): void {
    const heap = this.#heap;
    if (heap.length === this.#limit) {
      if (order(found, heap[0]!) > 0) return;
      heap[0] = found;
      this.#sink();
      return;
    }
    let at = heap.push(found) - 1;
    for (let parent = (at - 1) >> 1; at > 0 && order(heap[parent]!, heap[at]!) < 0; at = parent, parent = (at - 1) >> 1) {
      [heap[at], heap[parent]] = [heap[parent]!, heap[at]!];
    }
  }

  #sink(): void {
    const heap = this.#heap;
    for (let at = 0; ; ) {
      const left = 2 * at + 1;
      if (left >= heap.length) return;
      const last = left + 1 < heap.length && order(heap[left + 1]!, heap[left]!) > 0 ? left + 1 : left;
      if (order(heap[at]!, heap[last]!) > 0) return;
      [heap[at], heap[last]] = [heap[last]!, heap[at]!];
      at = last;
    }
  }

  /** Best first, ties in index order. */
  sorted(): Found[] {
    return this.#heap.sort(order);
  }
}

/** The `limit` greatest of the scores offered; `worst` is the least of them, 0 while there are fewer. */
export class BestScores {
  /** A heap, the least on top. */
  readonly #heap: Float64Array;

  constructor(limit: number) {
    this.#heap = new Float64Array(limit);
  }

  get worst(): number {
    return this.#heap[0]!;
  }

  /** Takes a score above `worst`. */
  offer(score: number): void {
    const heap = this.#heap;
    // Replaces the least and sinks.
    let at = 0;
    for (let left = 1; left < heap.length; left = 2 * at + 1) {
      const least = left + 1 < heap.length && heap[left + 1]! < heap[left]! ? left + 1 : left;
      if (score <= heap[least]!) break;
      heap[at] = heap[least]!;
      at = least;
    }
    heap[at] = score;
  }
}
