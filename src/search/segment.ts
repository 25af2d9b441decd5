/**
 * A segment: up to 65,536 passages of a collection, compiled into typed arrays over one shared buffer and never modified.
 * A collection is a list of segments, as in Lucene; changing it adds a small segment and marks passages of the others dead.
 *
 *   "koreans" ──▶ spellings   … korean koreans …    words as articles write them, sorted, for correcting mistyped ones
 *                 spelled          4       4        the term that each stands for
 *                                  │
 *   "korean"  ──▶ terms       … korea korean …      words as they are indexed, sorted (and a hash table that tells their numbers)
 *                 found         12    9             passages that hold the term in any field
 *                 lists         ▲title ▲heading ▲body ▲…      where its postings in each field begin
 *                                      │
 *                 passages      0 4 9 │ 4 │ 0 4 7 9 …         numbers of the passages, rising within a list
 *                 counts        1 1 1 │ 1 │ 2 1 1 5 …         how often the term stands there
 *                 lengths       by field, by passage: its number of different terms
 *
 * Passage numbers fit 16 bits, so a posting takes three bytes, and the scores of a whole segment fit the processor's cache.
 */
import { fields } from './passage-terms.ts';
import { type Strings, type StringTable, slotsFor } from './strings.ts';

export const SEGMENT_PASSAGES = 65_536;
export const FIELDS = fields.length;

/** Numbers of elements; `…Units` count UTF-16 code units. All else follows from them. */
export interface SegmentSize {
  readonly passages: number;
  readonly terms: number;
  readonly termUnits: number;
  readonly spellings: number;
  readonly spellingUnits: number;
  readonly postings: number;
}

const sizes = ['passages', 'terms', 'termUnits', 'spellings', 'spellingUnits', 'postings'] as const;

export interface Segment {
  readonly buffer: SharedArrayBuffer;
  /** Number of passages. */
  readonly passages: number;
  readonly terms: StringTable;
  readonly found: Uint32Array;
  readonly lists: Uint32Array;
  readonly spellings: Strings;
  readonly spelled: Uint32Array;
  readonly postingPassages: Uint16Array;
  readonly counts: Uint8Array;
  readonly lengths: Uint16Array;
}

/** Views on `buffer`, widest elements first so that each is aligned. */
export function openSegment(buffer: SharedArrayBuffer): Segment {
  const header = new Uint32Array(buffer, 0, sizes.length);
  const size = Object.fromEntries(sizes.map((name, at) => [name, header[at]!])) as unknown as SegmentSize;
  let offset = sizes.length * 4;
  const take = (bytes: number) => {
    offset += bytes;
    return offset - bytes;
  };
  const wide = (length: number) => new Uint32Array(buffer, take(length * 4), length);
  const narrow = (length: number) => new Uint16Array(buffer, take(length * 2), length);
  const termStarts = wide(size.terms + 1);
  const slots = wide(slotsFor(size.terms));
  const found = wide(size.terms);
  const lists = wide(size.terms * FIELDS + 1);
  const spellingStarts = wide(size.spellings + 1);
  const spelled = wide(size.spellings);
  return {
    buffer,
    passages: size.passages,
    terms: { count: size.terms, starts: termStarts, units: narrow(size.termUnits), slots },
    found,
    lists,
    spellings: { count: size.spellings, starts: spellingStarts, units: narrow(size.spellingUnits) },
    spelled,
    postingPassages: narrow(size.postings),
    lengths: narrow(size.passages * FIELDS),
    counts: new Uint8Array(buffer, take(size.postings), size.postings),
  };
}

/** An empty segment of this size, to be filled by its maker before anybody else sees it. */
export function allocateSegment(size: SegmentSize): Segment {
  const { passages, terms, termUnits, spellings, spellingUnits, postings } = size;
  const wide = sizes.length + (terms + 1) + slotsFor(terms) + terms + (terms * FIELDS + 1) + (spellings + 1) + spellings;
  const narrow = termUnits + spellingUnits + postings + passages * FIELDS;
  const buffer = new SharedArrayBuffer(wide * 4 + narrow * 2 + postings);
  new Uint32Array(buffer, 0, sizes.length).set(sizes.map((name) => size[name]));
  return openSegment(buffer);
}

export function sizeOf({ passages, terms, spellings, counts }: Segment): SegmentSize {
  return {
    passages,
    terms: terms.count,
    termUnits: terms.units.length,
    spellings: spellings.count,
    spellingUnits: spellings.units.length,
    postings: counts.length,
  };
}
