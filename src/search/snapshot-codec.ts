/** A segment as a few compact columns of numbers, and back. */
import { allocateSegment, FIELDS, type Segment } from './segment.ts';
import { VarintReader, VarintWriter } from './varint.ts';

/**
 * terms: letters shared with the term before, letters of its own, those letters · lists: postings of each list ·
 * found: how many more passages hold the term than its longest list · passages: gaps between passage numbers · lengths, counts: as they are.
 */
const columns = ['size', 'terms', 'lists', 'found', 'passages', 'lengths', 'counts'] as const;
type Column = (typeof columns)[number];

function sharedStart({ starts, letterUnits }: Segment, t: number): number {
  if (t === 0) return 0;
  const before = starts[t - 1]!;
  const start = starts[t]!;
  const most = Math.min(start - before, starts[t + 1]! - start);
  let shared = 0;
  while (shared < most && letterUnits[before + shared] === letterUnits[start + shared]) shared++;
  return shared;
}

const longestList = ({ lists }: Segment, t: number) => {
  let longest = 0;
  for (let list = t * FIELDS; list < (t + 1) * FIELDS; list++) longest = Math.max(longest, lists[list + 1]! - lists[list]!);
  return longest;
};

/** The columns, each after its length in bytes (32 bits, little endian). */
export function encodeSegment(segment: Segment): Uint8Array {
  const writers = Object.fromEntries(columns.map((column) => [column, new VarintWriter()])) as Record<Column, VarintWriter>;
  const { starts, letterUnits, lists, found, postingPassages } = segment;
  for (const size of [segment.passages, segment.terms, segment.letters, segment.postings]) writers.size.write(size);
  for (let t = 0; t < segment.terms; t++) {
    const shared = sharedStart(segment, t);
    writers.terms.write(shared);
    writers.terms.write(starts[t + 1]! - starts[t]! - shared);
    for (let unit = starts[t]! + shared; unit < starts[t + 1]!; unit++) writers.terms.write(letterUnits[unit]!);
    writers.found.write(found[t]! - longestList(segment, t));
  }
  for (let list = 0; list < segment.terms * FIELDS; list++) {
    writers.lists.write(lists[list + 1]! - lists[list]!);
    let before = -1;
    for (let at = lists[list]!; at < lists[list + 1]!; at++) {
      writers.passages.write(postingPassages[at]! - before - 1);
      before = postingPassages[at]!;
    }
  }
  for (const length of segment.lengths) writers.lengths.write(length);
  for (const count of segment.counts) writers.counts.write(count);
  return Buffer.concat(columns.flatMap((column) => [lengthOf(writers[column].bytes()), writers[column].bytes()]));
}

const lengthOf = (bytes: Uint8Array) => Buffer.from(Uint32Array.of(bytes.length).buffer);

/** Throws on bytes that `encodeSegment` did not make. */
export function decodeSegment(bytes: Uint8Array): Segment {
  let offset = 0;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const readers = Object.fromEntries(
    columns.map((column) => {
      const length = view.getUint32(offset, true);
      const reader = new VarintReader(bytes.subarray(offset + 4, offset + 4 + length));
      offset += 4 + length;
      return [column, reader];
    }),
  ) as Record<Column, VarintReader>;
  const [passages, terms, letters, postings] = Array.from({ length: 4 }, () => readers.size.read()) as [
    number,
    number,
    number,
    number,
  ];
  const segment = allocateSegment({ passages, terms, letters, postings });
  const { starts, letterUnits, lists, found, postingPassages } = segment;
  for (let t = 0; t < terms; t++) {
    const shared = readers.terms.read();
    const own = readers.terms.read();
    const start = starts[t]!;
    if (shared > 0) letterUnits.copyWithin(start, starts[t - 1]!, starts[t - 1]! + shared);
    for (let unit = start + shared; unit < start + shared + own; unit++) letterUnits[unit] = readers.terms.read();
    starts[t + 1] = start + shared + own;
  }
  for (let list = 0; list < terms * FIELDS; list++) {
    const end = lists[list]! + readers.lists.read();
    lists[list + 1] = end;
    let before = -1;
    for (let at = lists[list]!; at < end; at++) {
      before += readers.passages.read() + 1;
      postingPassages[at] = before;
    }
  }
  for (let t = 0; t < terms; t++) found[t] = longestList(segment, t) + readers.found.read();
  for (let at = 0; at < segment.lengths.length; at++) segment.lengths[at] = readers.lengths.read();
  for (let at = 0; at < postings; at++) segment.counts[at] = readers.counts.read();
  return segment;
}
