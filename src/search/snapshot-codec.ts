/** A segment as a few compact columns of numbers, and back. */
import { allocateSegment, FIELDS, type Segment, sizeOf } from './segment.ts';
import { fillSlots, type Strings } from './strings.ts';
import { VarintReader, VarintWriter } from './varint.ts';

/**
 * terms, spellings: letters shared with the string before, letters of its own, those letters · spelled: as they are · lists: postings of each ·
 * found: how many more passages hold the term than its longest list · lengths: as they are. After these columns of numbers a byte for each posting,
 * three times: the gap to the passage number before, its low and its high half, and the count. Halves apart are read four times as fast as gaps of
 * one byte or two, and pack better.
 */
const columns = ['size', 'terms', 'spellings', 'spelled', 'lists', 'found', 'lengths'] as const;
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
    // A few letters each: a call to copy them would take longer.
    for (let before = starts[at - 1]!, unit = start; unit < start + shared; unit++) units[unit] = units[before++]!;
    column.readInto(units, start + shared, start + shared + own);
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
  const { terms, lists, found } = segment;
  for (const size of Object.values(sizeOf(segment))) writers.size.write(size);
  writeStrings(terms, writers.terms);
  writeStrings(segment.spellings, writers.spellings);
  for (const term of segment.spelled) writers.spelled.write(term);
  for (let t = 0; t < terms.count; t++) writers.found.write(found[t]! - longestList(segment, t));
  for (let list = 0; list < terms.count * FIELDS; list++) writers.lists.write(lists[list + 1]! - lists[list]!);
  for (const length of segment.lengths) writers.lengths.write(length);
  return Buffer.concat([
    ...columns.flatMap((column) => [lengthOf(writers[column].bytes()), writers[column].bytes()]),
    ...gapsOf(segment),
    segment.counts,
  ]);
}

/** How many passages lie between each posting's and the one before in its list: the low halves, and the high ones. */
function gapsOf({ lists, postingPassages }: Segment): [low: Uint8Array, high: Uint8Array] {
  const low = new Uint8Array(postingPassages.length);
  const high = new Uint8Array(postingPassages.length);
  for (let list = 1, at = 0; list < lists.length; list++) {
    for (let next = 0; at < lists[list]!; at++) {
      const gap = postingPassages[at]! - next;
      low[at] = gap & 0xff;
      high[at] = gap >>> 8;
      next = postingPassages[at]! + 1;
    }
  }
  return [low, high];
}

function readGaps({ lists, postingPassages }: Segment, low: Uint8Array, high: Uint8Array): void {
  for (let list = 1, at = 0; list < lists.length; list++) {
    const end = lists[list]!;
    for (let next = 0; at < end; at++) {
      const passage = next + (low[at]! | (high[at]! << 8));
      postingPassages[at] = passage;
      next = passage + 1;
    }
  }
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
  const { lists, found } = segment;
  readStrings(segment.terms, readers.terms);
  fillSlots(segment.terms);
  readStrings(segment.spellings, readers.spellings);
  readers.spelled.readInto(segment.spelled, 0, spellings);
  readers.lists.readInto(lists, 1, lists.length);
  for (let list = 1; list < lists.length; list++) lists[list]! += lists[list - 1]!;
  for (let t = 0; t < terms; t++) found[t] = longestList(segment, t) + readers.found.read();
  readers.lengths.readInto(segment.lengths, 0, segment.lengths.length);
  if (bytes.length !== offset + 3 * postings) throw new RangeError('The postings end too early or too late.');
  const [low, high, counts] = [0, 1, 2].map((part) => bytes.subarray(offset + part * postings, offset + (part + 1) * postings));
  readGaps(segment, low!, high!);
  segment.counts.set(counts!);
  return segment;
}
