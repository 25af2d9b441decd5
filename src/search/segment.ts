/**
 * A segment: up to 65,536 passages of a collection, compiled into typed arrays over one shared buffer and never modified.
 * A collection is a list of segments, as in Lucene; changing it adds a small segment and marks passages of the others dead.
 *
 *   "korea" ──▶ letters   …k o r e a k o r e a n…        the terms, sorted by code unit, end to end
 *               starts        ▲0         ▲1              where term t begins
 *               found         12         3               passages that hold term t in any field
 *               lists         ▲title ▲heading ▲body ▲…   where the postings of term t in each field begin
 *                                     │
 *               passages     0 4 9  │ 4 │ 0 4 7 9 …      numbers of the passages, rising within a list
 *               counts       1 1 1  │ 1 │ 2 1 1 5 …      how often the term stands there
 *               lengths      by field, by passage: number of different terms
 *
 * Passage numbers fit 16 bits, so a posting takes three bytes, and the scores of a segment fit the processor's cache.
 */
import { fields } from './passage-terms.ts';

export const SEGMENT_PASSAGES = 65_536;
export const FIELDS = fields.length;

/** Lengths of the arrays; all else follows from them. */
export interface SegmentSize {
  readonly passages: number;
  readonly terms: number;
  readonly letters: number;
  readonly postings: number;
}

export interface Segment extends SegmentSize {
  readonly buffer: SharedArrayBuffer;
  readonly starts: Uint32Array;
  readonly found: Uint32Array;
  readonly lists: Uint32Array;
  readonly letterUnits: Uint16Array;
  readonly postingPassages: Uint16Array;
  readonly lengths: Uint16Array;
  readonly counts: Uint8Array;
}

const HEADER = 4;

/** Views on `buffer`, widest elements first so that each is aligned. */
export function openSegment(buffer: SharedArrayBuffer): Segment {
  const [passages, terms, letters, postings] = new Uint32Array(buffer, 0, HEADER) as unknown as [number, number, number, number];
  let offset = HEADER * 4;
  const take = (bytes: number) => {
    const at = offset;
    offset += bytes;
    return at;
  };
  return {
    buffer,
    passages,
    terms,
    letters,
    postings,
    starts: new Uint32Array(buffer, take((terms + 1) * 4), terms + 1),
    found: new Uint32Array(buffer, take(terms * 4), terms),
    lists: new Uint32Array(buffer, take((terms * FIELDS + 1) * 4), terms * FIELDS + 1),
    letterUnits: new Uint16Array(buffer, take(letters * 2), letters),
    postingPassages: new Uint16Array(buffer, take(postings * 2), postings),
    lengths: new Uint16Array(buffer, take(passages * FIELDS * 2), passages * FIELDS),
    counts: new Uint8Array(buffer, take(postings), postings),
  };
}

/** An empty segment of this size, to be filled by its maker before anybody else sees it. */
export function allocateSegment({ passages, terms, letters, postings }: SegmentSize): Segment {
  const words = HEADER + (terms + 1) + terms + (terms * FIELDS + 1);
  const buffer = new SharedArrayBuffer(words * 4 + (letters + postings + passages * FIELDS) * 2 + postings);
  new Uint32Array(buffer, 0, HEADER).set([passages, terms, letters, postings]);
  return openSegment(buffer);
}

/** Term number `t` as a string. */
export function termAt({ starts, letterUnits }: Segment, t: number): string {
  return String.fromCharCode(...letterUnits.subarray(starts[t]!, starts[t + 1]!));
}

/** The number of `term`, or −1. Binary search by UTF-16 code units. */
export function findTerm({ starts, letterUnits, terms }: Segment, term: string): number {
  let low = 0;
  let high = terms - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const start = starts[middle]!;
    const length = starts[middle + 1]! - start;
    const shared = Math.min(length, term.length);
    let at = 0;
    while (at < shared && letterUnits[start + at] === term.charCodeAt(at)) at++;
    const order = at < shared ? letterUnits[start + at]! - term.charCodeAt(at) : length - term.length;
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
