/** The best few of many. */

/** A passage found: its segment's place in the list, and its number there. */
export interface Found {
  readonly segment: number;
  readonly passage: number;
  readonly score: number;
}

/** The `limit` greatest scores so far; `worst` is what a passage must beat once they are full. */
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
      if (found.score <= heap[0]!.score) return;
      heap[0] = found;
      this.#sink();
      return;
    }
    let at = heap.push(found) - 1;
    for (let parent = (at - 1) >> 1; at > 0 && heap[parent]!.score > heap[at]!.score; at = parent, parent = (at - 1) >> 1) {
      [heap[at], heap[parent]] = [heap[parent]!, heap[at]!];
    }
  }

  #sink(): void {
    const heap = this.#heap;
    for (let at = 0; ; ) {
      const left = 2 * at + 1;
      if (left >= heap.length) return;
      const least = left + 1 < heap.length && heap[left + 1]!.score < heap[left]!.score ? left + 1 : left;
      if (heap[at]!.score <= heap[least]!.score) return;
      [heap[at], heap[least]] = [heap[least]!, heap[at]!];
      at = least;
    }
  }

  /** Best first, ties in index order. */
  sorted(): Found[] {
    return this.#heap.sort((a, b) => b.score - a.score || a.segment - b.segment || a.passage - b.passage);
  }
}
