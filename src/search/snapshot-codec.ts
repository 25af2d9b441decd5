/** A segment as a few compact columns of numbers, and back. */
import { allocateSegment, FIELDS, type Segment, sizeOf } from './segment.ts';
import { fillSlots, type Strings } from './strings.ts';
import { VarintReader, VarintWriter } from './varint.ts';

/**
 * terms, spellings: letters shared with the string before, letters of its own, those letters · spelled: as they are · lists: postings of each ·
 * found: how many more passages hold the term than its longest list · passages: gaps between passage numbers · lengths: as they are. After these
 * columns of numbers, the counts: a byte each.
 */
const columns = ['size', 'terms', 'spellings', 'spelled', 'lists', 'found', 'passages', 'lengths'] as const;
type Column = (typeof columns)[number];

function writeStrings({ count, starts, units }: Strings, column: VarintWriter): void {
  for (let at = 0; at < count; at++) {
    const before = starts[Math.max(0, at - 1)]!;
    const start = starts[at]!;
    const end = starts[at + 1]!;
    let shared = 0;
    while (at > 0 && shared < Math.min(start - before, end - start) && units[before + shared] === units[start + shared]) shared++;
    column.write(shared);
    column.write(end - start - shared);
    for (let unit = start + shared; unit < end; unit++) column.write(units[unit]!);
  }
}

function readStrings({ count, starts, units }: Strings, column: VarintReader): void {
  for (let at = 0; at < count; at++) {
    const shared = column.read();
    const own = column.read();
    const start = starts[at]!;
    if (shared > 0) units.copyWithin(start, starts[at - 1]!, starts[at - 1]! + shared);
    for (let unit = start + shared; unit < start + shared + own; unit++) units[unit] = column.read();
    starts[at + 1] = start + shared + own;
  }
}

const longestList = ({ lists }: Segment, t: number) => {
  let longest = 0;
  for (let list = t * FIELDS; list < (t + 1) * FIELDS; list++) longest = Math.max(longest, lists[list + 1]! - lists[list]!);
  return longest;
};

/** The columns, each after its length in bytes (32 bits, little endian), and the counts. */
export function encodeSegment(segment: Segment): Uint8Array {
  const writers = Object.fromEntries(columns.map((column) => [column, new VarintWriter()])) as Record<Column, VarintWriter>;
  const { terms, lists, found, postingPassages } = segment;
  for (const size of Object.values(sizeOf(segment))) writers.size.write(size);
  writeStrings(terms, writers.terms);
  writeStrings(segment.spellings, writers.spellings);
  for (const term of segment.spelled) writers.spelled.write(term);
  for (let t = 0; t < terms.count; t++) writers.found.write(found[t]! - longestList(segment, t));
  for (let list = 0; list < terms.count * FIELDS; list++) {
    writers.lists.write(lists[list + 1]! - lists[list]!);
    let before = -1;
    for (let at = lists[list]!; at < lists[list + 1]!; at++) {
      writers.passages.write(postingPassages[at]! - before - 1);
      before = postingPassages[at]!;
    }
  }
  for (const length of segment.lengths) writers.lengths.write(length);
  return Buffer.concat([
    ...columns.flatMap((column) => [lengthOf(writers[column].bytes()), writers[column].bytes()]),
    segment.counts,
  ]);
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
  const [passages, terms, termUnits, spellings, spellingUnits, postings] = Array.from({ length: 6 }, () => readers.size.read()) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const segment = allocateSegment({ passages, terms, termUnits, spellings, spellingUnits, postings });
  const { lists, found, postingPassages } = segment;
  readStrings(segment.terms, readers.terms);
  fillSlots(segment.terms);
  readStrings(segment.spellings, readers.spellings);
  readers.spelled.readInto(segment.spelled, 0, spellings);
  for (let list = 0; list < terms * FIELDS; list++) {
    const end = lists[list]! + readers.lists.read();
    lists[list + 1] = end;
    readers.passages.readRising(postingPassages, lists[list]!, end);
  }
  for (let t = 0; t < terms; t++) found[t] = longestList(segment, t) + readers.found.read();
  readers.lengths.readInto(segment.lengths, 0, segment.lengths.length);
  segment.counts.set(bytes.subarray(offset, offset + postings));
  return segment;
}
