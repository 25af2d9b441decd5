/** Segments as they answer now: which of their passages still live, and what that leaves of their statistics. */
import type { Passage } from '../articles/article.ts';
import { fields, type PassageTerms } from './passage-terms.ts';
import { FIELDS, type Segment } from './segment.ts';
import { findString } from './strings.ts';

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
  /** Sum of all passages' lengths, by field, the dead included. */
  readonly lengths: readonly number[];
  readonly dead?: Tombstones;
}

export const isDead = ({ bits }: Tombstones, passage: number) => (bits[passage >>> 5]! & (1 << (passage & 31))) !== 0;

export function liveSegment(segment: Segment, passages: readonly Passage[]): LiveSegment {
  const lengths = new Array<number>(FIELDS).fill(0);
  for (let at = 0; at < segment.lengths.length; at++) lengths[Math.floor(at / segment.passages)]! += segment.lengths[at]!;
  return { segment, passages, lengths };
}

/** A passage that dies, and its terms by field. */
export interface Obituary {
  readonly passage: number;
  readonly terms: PassageTerms;
}

/** The tombstones of `segment` with more of its passages dead. Those that are dead already are passed over. */
export function bury(segment: Segment, dead: Tombstones | undefined, obituaries: readonly Obituary[]): Tombstones {
  const bits = dead ? dead.bits.slice() : new Uint32Array((segment.passages + 31) >>> 5);
  const lengths = dead ? [...dead.lengths] : new Array<number>(FIELDS).fill(0);
  const lists = new Map(dead?.lists);
  const found = new Map(dead?.found);
  let passages = dead?.passages ?? 0;
  const add = (counts: Map<number, number>, key: number) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const { passage, terms } of obituaries) {
    if (bits[passage >>> 5]! & (1 << (passage & 31))) continue;
    bits[passage >>> 5]! |= 1 << (passage & 31);
    passages++;
    const any = new Set<number>();
    for (const [field, name] of fields.entries()) {
      lengths[field]! += segment.lengths[field * segment.passages + passage]!;
      for (const term of new Set(terms[name])) {
        const t = findString(segment.terms, term);
        add(lists, t * FIELDS + field);
        any.add(t);
      }
    }
    for (const t of any) add(found, t);
  }
  return { bits, passages, lengths, lists, found };
}
