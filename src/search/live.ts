/** Segments as they answer now: which of their passages still live, and what that leaves of their statistics. */
import type { Passage } from '../articles/article.ts';
import { FIELDS, type Segment } from './segment.ts';
import { inTurns } from './turns.ts';

/** The dead of a segment. Never modified: more dead make a new one. */
export interface Tombstones {
  /** A bit for each passage, lowest first. */
  readonly bits: Uint32Array;
  readonly passages: number;
  /** Sum of the dead passages' lengths, by field. */
  readonly lengths: readonly number[];
  /** By list number (term · FIELDS + field): how many of its passages are dead. */
  readonly lists: Uint32Array;
  /** By term number: how many of the passages that hold it in any field are dead. */
  readonly found: Uint32Array;
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

/** How many living passages hold term `t` in any field. */
export const livingWith = ({ segment, dead }: { readonly segment: Segment; readonly dead?: Tombstones | undefined }, t: number) =>
  segment.found[t]! - (dead?.found[t] ?? 0);

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

/** The tombstones of `segment` with the passages `gone` (their numbers) dead, too. Reads every posting once, in turns. */
export async function bury(segment: Segment, dead: Tombstones | undefined, gone: readonly number[]): Promise<Tombstones> {
  const fresh = new Uint8Array(segment.passages);
  const bits = dead ? dead.bits.slice() : new Uint32Array((segment.passages + 31) >>> 5);
  const lengths = dead ? [...dead.lengths] : new Array<number>(FIELDS).fill(0);
  let passages = dead?.passages ?? 0;
  for (const passage of new Set(gone)) {
    if (dead && isDead(dead, passage)) continue;
    fresh[passage] = 1;
    bits[passage >>> 5]! |= 1 << (passage & 31);
    for (let field = 0; field < FIELDS; field++) lengths[field]! += segment.lengths[field * segment.passages + passage]!;
    passages++;
  }
  const lists = dead ? dead.lists.slice() : new Uint32Array(segment.terms.count * FIELDS);
  const found = dead ? dead.found.slice() : new Uint32Array(segment.terms.count);
  await countDead(segment, fresh, lists, found);
  return { bits, passages, lengths, lists, found };
}

/** Adds to `lists` and `found` how many of their postings are of passages that are marked in `fresh`. */
async function countDead(
  { passages, lists: starts, postingPassages }: Segment,
  fresh: Uint8Array,
  lists: Uint32Array,
  found: Uint32Array,
) {
  // By passage: the last term, from 1, that was met in it.
  const last = new Uint32Array(passages);
  const count = (t: number, list: number) => {
    const end = starts[list + 1]!;
    for (let at = starts[list]!; at < end; at++) {
      const passage = postingPassages[at]!;
      if (fresh[passage] === 0) continue;
      lists[list]!++;
      if (last[passage] !== t + 1) found[t]!++;
      last[passage] = t + 1;
    }
  };
  await inTurns(found, (_, t) => {
    for (let list = t * FIELDS; list < (t + 1) * FIELDS; list++) count(t, list);
  });
}
