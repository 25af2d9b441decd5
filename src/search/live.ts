/** Segments as they answer now: which of their passages still live, and what that leaves of their statistics. */
import type { Passage } from '../articles/article.ts';
import { FIELDS, type Segment } from './segment.ts';

/** The dead of a segment. Never modified: more dead make a new one. */
export interface Tombstones {
  /** A bit for each passage, lowest first. */
  readonly bits: Uint32Array;
  readonly passages: number;
  /** Sum of the dead passages' lengths, by field. */
  readonly lengths: readonly number[];
  /** By list number (term · FIELDS + field): how many of its passages are dead. Lists without dead are absent. */
  readonly lists: ReadonlyMap<number, number>;
  /** By term number: how many of the passages that hold it in any field are dead. */
  readonly found: ReadonlyMap<number, number>;
}

export interface LiveSegment {
  readonly segment: Segment;
  /** By passage number. */
  readonly passages: readonly Passage[];
  /** Sum of all passages' lengths, by field, the dead included; and the greatest of them. */
  readonly lengths: readonly number[];
  readonly longest: readonly number[];
  readonly dead?: Tombstones;
}

export const isDead = ({ bits }: Tombstones, passage: number) => (bits[passage >>> 5]! & (1 << (passage & 31))) !== 0;

export function liveSegment(segment: Segment, passages: readonly Passage[]): LiveSegment {
  const lengths: number[] = [];
  const longest: number[] = [];
  for (let field = 0; field < FIELDS; field++) {
    let [sum, most] = [0, 0];
    for (const length of segment.lengths.subarray(field * segment.passages, (field + 1) * segment.passages)) {
      sum += length;
      if (length > most) most = length;
    }
    lengths.push(sum);
    longest.push(most);
  }
  return { segment, passages, lengths, longest };
}

/** The tombstones of `segment` with the passages `gone` (their numbers) dead, too. Reads every posting once. */
export function bury(segment: Segment, dead: Tombstones | undefined, gone: readonly number[]): Tombstones {
  const fresh = new Uint32Array((segment.passages + 31) >>> 5);
  const lengths = dead ? [...dead.lengths] : new Array<number>(FIELDS).fill(0);
  let passages = dead?.passages ?? 0;
  for (const passage of new Set(gone)) {
    if (dead && isDead(dead, passage)) continue;
    fresh[passage >>> 5]! |= 1 << (passage & 31);
    for (let field = 0; field < FIELDS; field++) lengths[field]! += segment.lengths[field * segment.passages + passage]!;
    passages++;
  }
  const bits = dead ? dead.bits.map((word, at) => word | fresh[at]!) : fresh;
  return { bits, passages, lengths, ...countDead(segment, fresh, dead) };
}

/** How many of the postings of each list are of passages in `fresh`, and of each term, added to what `dead` has. */
function countDead({ passages, terms, lists: starts, postingPassages }: Segment, fresh: Uint32Array, dead: Tombstones | undefined) {
  const lists = new Map(dead?.lists);
  const found = new Map(dead?.found);
  // By passage: the last term, from 1, that was met in it.
  const last = new Uint32Array(passages);
  for (let t = 0; t < terms.count; t++) {
    let holding = 0;
    for (let list = t * FIELDS; list < (t + 1) * FIELDS; list++) {
      let count = 0;
      for (let at = starts[list]!; at < starts[list + 1]!; at++) {
        const passage = postingPassages[at]!;
        if ((fresh[passage >>> 5]! & (1 << (passage & 31))) === 0) continue;
        count++;
        if (last[passage] !== t + 1) holding++;
        last[passage] = t + 1;
      }
      if (count > 0) lists.set(list, (lists.get(list) ?? 0) + count);
    }
    if (holding > 0) found.set(t, (found.get(t) ?? 0) + holding);
  }
  return { lists, found };
}
