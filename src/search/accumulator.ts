/** The scores of one segment's passages while a question is looked up in it. */
import { BestScores } from './best.ts';
import { isDead, type Tombstones } from './live.ts';
import { gain, type Outlook, type Run } from './run.ts';
import { SEGMENT_PASSAGES, type Segment } from './segment.ts';
import { sizeOfSet } from './word-set.ts';

/** A list with fewer postings than this for each passage that counts is walked through; in a longer one each passage is looked for. */
const SPARSE = 8;
/** The least sums are worked out ahead for each set of the first so many words. */
const FEW = 8;

/**
 * About a megabyte, used again for every segment and question; all zero in between. First runs are added; `choose` then keeps the passages that
 * can still win; for these alone the other runs are looked up.
 *
 * Whoever reads this for speed: each look into a typed array costs several of the processor's steps, so each loop looks as seldom as it can.
 */
export class Accumulator {
  /** By passage 16 bytes, so that it is one look into memory: its sum so far, then the words that it meets, 0 to 31 and 32 to 63. */
  readonly #cells = new ArrayBuffer(SEGMENT_PASSAGES * 16);
  /** Sum of a passage: [2 · passage]; both kinds of words are cleared by a zero in [2 · passage + 1]. */
  readonly #sums = new Float64Array(this.#cells);
  /** Words of a passage: [4 · passage + 2] and [4 · passage + 3]. */
  readonly #met = new Int32Array(this.#cells);
  readonly #runs: Run[] = [];
  #added = 0;
  readonly #chosen = new Uint16Array(SEGMENT_PASSAGES);
  #size = 0;
  /** A bit for each passage that `kthBest` has looked at. */
  readonly #seen = new Int32Array(SEGMENT_PASSAGES / 32);
  /** By set of the first words: the least sum with which a passage that meets them can still win. */
  readonly #least = new Float64Array(1 << FEW);

  /** Postings added so far. */
  get added(): number {
    return this.#added;
  }

  /** Passages that were chosen. */
  get size(): number {
    return this.#size;
  }

  /** Adds what each posting of a run is worth. */
  add({ postingPassages, counts, lengths, passages }: Segment, run: Run): void {
    const { word, field, weight, from, to, norms } = run;
    const sums = this.#sums;
    const met = this.#met;
    const half = 2 + (word >>> 5);
    const bit = 1 << (word & 31);
    const offset = field * passages;
    for (let at = from; at < to; at++) {
      const passage = postingPassages[at]!;
      sums[2 * passage]! += gain(weight, counts[at]!, norms[lengths[offset + passage]!]!);
      met[4 * passage + half]! |= bit;
    }
    this.#added += to - from;
    this.#runs.push(run);
  }

  /** The score that `limit` living passages have reached already; 0 where there are fewer. */
  kthBest({ postingPassages, passages }: Segment, limit: number, dead: Tombstones | undefined): number {
    if (this.#added < limit) return 0;
    const best = new BestScores(limit);
    const seen = this.#seen;
    for (const { from, to } of this.#runs) {
      for (let at = from; at < to; at++) {
        const passage = postingPassages[at]!;
        const block = seen[passage >>> 5]!;
        const own = 1 << (passage & 31);
        if ((block & own) !== 0) continue;
        seen[passage >>> 5] = block | own;
        const score = this.#score(passage);
        if (score > best.worst && !(dead && isDead(dead, passage))) best.offer(score);
      }
    }
    seen.fill(0, 0, (passages + 31) >>> 5);
    return best.worst;
  }

  /**
   * Keeps the passages that were added to and can still reach `threshold`; the question has `words` words, and the runs from number `next` on were
   * not added. The first of these is looked up before, where it is short: most passages lack it, and go at once. The number of the next run.
   */
  choose(
    segment: Segment,
    threshold: number,
    words: number,
    runs: readonly Run[],
    ahead: readonly Outlook[],
    next: number,
  ): number {
    const first = runs[next];
    const walked = first !== undefined && first.to - first.from < this.#added * SPARSE;
    if (walked) this.#walk(segment, first);
    const left = next + Number(walked);
    this.#keep(segment, threshold, words, ahead[left]!);
    return left;
  }

  #keep({ postingPassages }: Segment, threshold: number, words: number, ahead: Outlook): void {
    this.#foresee(threshold, words, ahead);
    const least = this.#least;
    const sums = this.#sums;
    const met = this.#met;
    const chosen = this.#chosen;
    let kept = 0;
    for (const { from, to } of this.#runs) {
      for (let at = from; at < to; at++) {
        const passage = postingPassages[at]!;
        const sum = sums[2 * passage]!;
        // It stood in a run before.
        if (sum <= 0) continue;
        if (sum >= least[met[4 * passage + 2]! & ((1 << FEW) - 1)]!) {
          chosen[kept++] = passage;
          sums[2 * passage] = -sum;
        } else this.#clear(passage);
      }
    }
    for (let i = 0; i < kept; i++) sums[2 * chosen[i]!]! *= -1;
    this.#size = kept;
    this.#added = 0;
    this.#runs.length = 0;
  }

  /** Fills `least`; words beyond the first few are taken for met. */
  #foresee(threshold: number, words: number, { sum, words: { low } }: Outlook): void {
    const few = Math.min(words, FEW);
    for (let set = 0; set < 1 << few; set++) {
      const most = sizeOfSet((set | low) & ((1 << FEW) - 1), 0) + words - few;
      // A hair less, for what division rounds.
      this.#least[set] = (threshold / most) * (1 - 1e-12) - sum;
    }
  }

  /** Adds a run's postings of the chosen passages, and of no others; then keeps those that can still reach `threshold`. */
  lookUp(segment: Segment, run: Run, threshold: number, ahead: Outlook): void {
    if (run.to - run.from < this.#size * SPARSE) this.#walk(segment, run);
    else this.#find(segment, run);
    this.#prune(threshold, ahead);
  }

  /** From posting to posting: only passages that count have a sum. */
  #walk({ postingPassages, counts, lengths, passages }: Segment, { word, field, weight, from, to, norms }: Run): void {
    const sums = this.#sums;
    const met = this.#met;
    const half = 2 + (word >>> 5);
    const bit = 1 << (word & 31);
    const offset = field * passages;
    for (let at = from; at < to; at++) {
      const passage = postingPassages[at]!;
      const sum = sums[2 * passage]!;
      if (sum === 0) continue;
      sums[2 * passage] = sum + gain(weight, counts[at]!, norms[lengths[offset + passage]!]!);
      met[4 * passage + half]! |= bit;
    }
  }

  /** From chosen passage to chosen passage, each looked for by halving. */
  #find({ postingPassages, counts, lengths, passages }: Segment, { word, field, weight, from, to, norms }: Run): void {
    for (let i = 0; i < this.#size; i++) {
      const passage = this.#chosen[i]!;
      let at = from;
      let high = to;
      while (at < high) {
        const middle = (at + high) >>> 1;
        if (postingPassages[middle]! < passage) at = middle + 1;
        else high = middle;
      }
      if (at === to || postingPassages[at] !== passage) continue;
      this.#sums[2 * passage]! += gain(weight, counts[at]!, norms[lengths[field * passages + passage]!]!);
      this.#met[4 * passage + 2 + (word >>> 5)]! |= 1 << (word & 31);
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
    const most = sizeOfSet(met[4 * passage + 2]! | words.low, met[4 * passage + 3]! | words.high);
    return (this.#sums[2 * passage]! + sum) * most >= threshold;
  }

  /** Hands over every chosen passage with its score, and is empty again. */
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
    return this.#sums[2 * passage]! * sizeOfSet(this.#met[4 * passage + 2]!, this.#met[4 * passage + 3]!);
  }

  #clear(passage: number): void {
    this.#sums[2 * passage] = 0;
    this.#sums[2 * passage + 1] = 0;
  }
}
