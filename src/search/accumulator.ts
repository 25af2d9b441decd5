/** The scores of one segment's passages while a question is looked up in it. */
import { bm25 } from './bm25.ts';
import { isDead, type Tombstones } from './live.ts';
import { SEGMENT_PASSAGES, type Segment } from './segment.ts';

/** The postings of one term in one field of the segment, and what they are worth. */
export interface Run {
  readonly field: number;
  readonly weight: number;
  readonly from: number;
  readonly to: number;
  /** k·(1 − b + b·length/average), by length. */
  readonly norms: Float64Array;
}

const { k, d } = bm25;

/** Less than a megabyte, used again for every segment and question; all zero in between. */
export class Accumulator {
  readonly #sums = new Float64Array(SEGMENT_PASSAGES);
  /** How many words of the question each passage meets, and the last of them, from 1. */
  readonly #met = new Uint8Array(SEGMENT_PASSAGES);
  readonly #last = new Uint8Array(SEGMENT_PASSAGES);
  /** The passages whose sum is not zero. */
  readonly #touched = new Uint16Array(SEGMENT_PASSAGES);
  #size = 0;
  #word = 0;

  get size(): number {
    return this.#size;
  }

  /** Adds what each posting of a word's runs is worth. */
  add(segment: Segment, runs: readonly Run[]): void {
    this.#word++;
    for (const run of runs) this.#add(segment, run);
  }

  #add({ postingPassages, counts, lengths, passages }: Segment, { field, weight, from, to, norms }: Run): void {
    const sums = this.#sums;
    const touched = this.#touched;
    const met = this.#met;
    const last = this.#last;
    const word = this.#word;
    const offset = field * passages;
    let size = this.#size;
    for (let at = from; at < to; at++) {
      const passage = postingPassages[at]!;
      const count = counts[at]!;
      if (last[passage] !== word) {
        if (met[passage]!++ === 0) touched[size++] = passage;
        last[passage] = word;
      }
      sums[passage]! += weight * (d + (count * (k + 1)) / (count + norms[lengths[offset + passage]!]!));
    }
    this.#size = size;
  }

  /** The score that `limit` living passages have reached already; 0 where there are fewer. */
  kthBest(limit: number, dead: Tombstones | undefined): number {
    if (this.#size < limit) return 0;
    const heap = new Float64Array(limit);
    for (let i = 0; i < this.#size; i++) {
      const passage = this.#touched[i]!;
      const score = this.#sums[passage]! * this.#met[passage]!;
      if (score <= heap[0]! || (dead && isDead(dead, passage))) continue;
      // Replace the least and let it sink.
      let at = 0;
      for (let left = 1; left < limit; left = 2 * at + 1) {
        const least = left + 1 < limit && heap[left + 1]! < heap[left]! ? left + 1 : left;
        if (score <= heap[least]!) break;
        heap[at] = heap[least]!;
        at = least;
      }
      heap[at] = score;
    }
    return heap[0]!;
  }

  /** Forgets the passages that cannot reach `threshold` with `sum` from `words` more words; the others stand in order afterwards. */
  prune(threshold: number, sum: number, words: number): void {
    let kept = 0;
    for (let i = 0; i < this.#size; i++) {
      const passage = this.#touched[i]!;
      if ((this.#sums[passage]! + sum) * (this.#met[passage]! + words) < threshold) this.#forget(passage);
      else this.#touched[kept++] = passage;
    }
    this.#size = kept;
    this.#touched.subarray(0, kept).sort();
  }

  /** Adds a word's postings of the passages that are left after `prune`, and of no others. */
  lookUp(segment: Segment, runs: readonly Run[]): void {
    this.#word++;
    for (const run of runs) this.#lookUp(segment, run);
  }

  #lookUp({ postingPassages, counts, lengths, passages }: Segment, { field, weight, from, to, norms }: Run): void {
    let at = from;
    for (let i = 0; i < this.#size && at < to; i++) {
      const passage = this.#touched[i]!;
      // Doubling steps, then halving ones: the first posting that is not before `passage`.
      let step = 1;
      while (at + step < to && postingPassages[at + step]! < passage) step *= 2;
      let high = Math.min(at + step, to);
      while (at < high) {
        const middle = (at + high) >>> 1;
        if (postingPassages[middle]! < passage) at = middle + 1;
        else high = middle;
      }
      if (at === to || postingPassages[at] !== passage) continue;
      const count = counts[at]!;
      if (this.#last[passage] !== this.#word) this.#met[passage]!++;
      this.#last[passage] = this.#word;
      this.#sums[passage]! += weight * (d + (count * (k + 1)) / (count + norms[lengths[field * passages + passage]!]!));
    }
  }

  #forget(passage: number): void {
    this.#sums[passage] = 0;
    this.#met[passage] = 0;
    this.#last[passage] = 0;
  }

  /** Hands over every passage with its score, and is empty again. */
  drain(take: (passage: number, score: number) => void): void {
    for (let i = 0; i < this.#size; i++) {
      const passage = this.#touched[i]!;
      const score = this.#sums[passage]! * this.#met[passage]!;
      this.#forget(passage);
      take(passage, score);
    }
    this.#size = 0;
    this.#word = 0;
  }
}
