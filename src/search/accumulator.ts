/** The scores of one segment's passages while a question is looked up in it. */
import { bm25 } from './bm25.ts';
import { isDead, type Tombstones } from './live.ts';
import { SEGMENT_PASSAGES, type Segment } from './segment.ts';

/** The postings of one term in one field of the segment, and what they are worth. */
export interface Run {
  /** Number of the question's word that it stands for, below `MAX_WORDS`. */
  readonly word: number;
  readonly field: number;
  readonly weight: number;
  readonly from: number;
  readonly to: number;
  /** k·(1 − b + b·length/average), by length. */
  readonly norms: Float64Array;
}

/** What postings that were not read yet can still add to any passage. */
export interface Outlook {
  readonly sum: number;
  /** The words that they stand for. */
  readonly words: WordSet;
}

/** Each word a bit: numbers 0 to 31, and 32 to 63. */
export interface WordSet {
  readonly low: number;
  readonly high: number;
}

export const MAX_WORDS = 64;
export const withWord = ({ low, high }: WordSet, word: number): WordSet =>
  word < 32 ? { low: low | (1 << word), high } : { low, high: high | (1 << (word - 32)) };
/** How many words a set holds. */
export const sizeOfSet = ({ low, high }: WordSet) => bits(low) + bits(high);

/** Bits that are set (Warren, "Hacker's Delight", 5–1). */
function bits(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

const { k, d } = bm25;
/** A list with fewer postings than this for each chosen passage is walked through; in a longer one each passage is looked for. */
const SPARSE = 8;

/**
 * About a megabyte, used again for every segment and question; all zero in between. First lists are added; `choose` then keeps the passages that
 * can still win, in order; for these alone the other lists are looked up.
 */
export class Accumulator {
  /** By passage 16 bytes, so that it is one look into memory: its sum so far, then the words that it meets, 0 to 31 and 32 to 63. */
  readonly #cells = new ArrayBuffer(SEGMENT_PASSAGES * 16);
  /** Sum of a passage: [2 · passage]. */
  readonly #sums = new Float64Array(this.#cells);
  /** Words of a passage: [4 · passage + 2] and [4 · passage + 3]. */
  readonly #met = new Int32Array(this.#cells);
  /** A bit for each passage that was added to. */
  readonly #touched = new Int32Array(SEGMENT_PASSAGES / 32);
  readonly #chosen = new Uint16Array(SEGMENT_PASSAGES);
  #size = 0;
  #added = 0;
  /** Words of `touched` that the segment can have bits in. */
  #width = 0;

  /** Postings added so far. */
  get added(): number {
    return this.#added;
  }

  /** Adds what each posting of a list is worth. */
  add({ postingPassages, counts, lengths, passages }: Segment, { word, field, weight, from, to, norms }: Run): void {
    const sums = this.#sums;
    const touched = this.#touched;
    const met = this.#met;
    const half = 2 + (word >>> 5);
    const bit = 1 << (word & 31);
    const offset = field * passages;
    for (let at = from; at < to; at++) {
      const passage = postingPassages[at]!;
      const count = counts[at]!;
      sums[2 * passage]! += weight * (d + (count * (k + 1)) / (count + norms[lengths[offset + passage]!]!));
      met[4 * passage + half]! |= bit;
      touched[passage >>> 5]! |= 1 << (passage & 31);
    }
    this.#added += to - from;
    this.#width = (passages + 31) >>> 5;
  }

  /** The score that `limit` living passages have reached already; 0 where there are fewer. */
  kthBest(limit: number, dead: Tombstones | undefined): number {
    if (this.#added < limit) return 0;
    const heap = new Float64Array(limit);
    const size = this.#gather();
    for (let i = 0; i < size; i++) {
      const passage = this.#chosen[i]!;
      const score = this.#score(passage);
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

  /** Keeps the passages that were added to and can still reach `threshold`. */
  choose(threshold: number, ahead: Outlook): void {
    const touched = this.#touched;
    const chosen = this.#chosen;
    let kept = 0;
    for (let word = 0; word < this.#width; word++) {
      for (let left = touched[word]!; left !== 0; left &= left - 1) {
        const passage = word * 32 + 31 - Math.clz32(left & -left);
        if (this.#reaches(passage, threshold, ahead)) chosen[kept++] = passage;
        else this.#clear(passage);
      }
      touched[word] = 0;
    }
    this.#size = kept;
    this.#added = 0;
  }

  /** Adds a list's postings of the chosen passages, and of no others; then keeps those that can still reach `threshold`. */
  lookUp(segment: Segment, run: Run, threshold: number, ahead: Outlook): void {
    if (run.to - run.from < this.#size * SPARSE) this.#walk(segment, run);
    else this.#leap(segment, run);
    this.#prune(threshold, ahead);
  }

  /** From posting to posting: only the chosen have a sum. */
  #walk({ postingPassages, counts, lengths, passages }: Segment, { word, field, weight, from, to, norms }: Run): void {
    const sums = this.#sums;
    const half = 2 + (word >>> 5);
    for (let at = from; at < to; at++) {
      const passage = postingPassages[at]!;
      if (sums[2 * passage] === 0) continue;
      const count = counts[at]!;
      sums[2 * passage]! += weight * (d + (count * (k + 1)) / (count + norms[lengths[field * passages + passage]!]!));
      this.#met[4 * passage + half]! |= 1 << (word & 31);
    }
  }

  /** From chosen passage to chosen passage. */
  #leap({ postingPassages, counts, lengths, passages }: Segment, { word, field, weight, from, to, norms }: Run): void {
    const half = 2 + (word >>> 5);
    let at = from;
    for (let i = 0; i < this.#size && at < to; i++) {
      const passage = this.#chosen[i]!;
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
      this.#sums[2 * passage]! += weight * (d + (count * (k + 1)) / (count + norms[lengths[field * passages + passage]!]!));
      this.#met[4 * passage + half]! |= 1 << (word & 31);
    }
  }

  /** Forgets the chosen passages that cannot reach `threshold` any more. */
  #prune(threshold: number, ahead: Outlook): void {
    const chosen = this.#chosen;
    let kept = 0;
    for (let i = 0; i < this.#size; i++) {
      const passage = chosen[i]!;
      if (this.#reaches(passage, threshold, ahead)) chosen[kept++] = passage;
      else this.#clear(passage);
    }
    this.#size = kept;
  }

  #reaches(passage: number, threshold: number, { sum, words }: Outlook): boolean {
    const met = this.#met;
    const most = bits(met[4 * passage + 2]! | words.low) + bits(met[4 * passage + 3]! | words.high);
    return (this.#sums[2 * passage]! + sum) * most >= threshold;
  }

  /** Hands over every chosen passage with its score, in order, and is empty again. */
  drain(take: (passage: number, score: number) => void): void {
    for (let i = 0; i < this.#size; i++) {
      const passage = this.#chosen[i]!;
      const score = this.#score(passage);
      this.#clear(passage);
      take(passage, score);
    }
    this.#size = 0;
  }

  #score(passage: number): number {
    return this.#sums[2 * passage]! * (bits(this.#met[4 * passage + 2]!) + bits(this.#met[4 * passage + 3]!));
  }

  #clear(passage: number): void {
    this.#sums[2 * passage] = 0;
    this.#met[4 * passage + 2] = 0;
    this.#met[4 * passage + 3] = 0;
  }

  /** Writes the touched passages into `chosen`, in order; how many they are. */
  #gather(): number {
    const touched = this.#touched;
    const chosen = this.#chosen;
    let size = 0;
    for (let word = 0; word < this.#width; word++) {
      for (let left = touched[word]!; left !== 0; left &= left - 1) chosen[size++] = word * 32 + 31 - Math.clz32(left & -left);
    }
    return size;
  }
}
