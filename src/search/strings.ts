/** Many strings, sorted by UTF-16 code unit, end to end in one array. Equal ones may stand side by side. */
import { hashOfText, hashOfUnits } from './hash.ts';

export interface Strings {
  readonly count: number;
  /** Where string i begins; one more than there are strings. */
  readonly starts: Uint32Array;
  readonly units: Uint16Array;
}

/** Strings that are all different, and where each is found: two or three looks into memory, where halving takes dozens. */
export interface StringTable extends Strings {
  /** By hash, with the next free slot taken where two collide (linear probing): the number of the string, from 1; 0 in a free slot. */
  readonly slots: Uint32Array;
}

/** Slots for so many strings: a power of two, a third of them free. */
export const slotsFor = (strings: number) => 2 ** Math.ceil(Math.log2(1.5 * strings + 1));

/** String number `i`. */
export function stringAt({ starts, units }: Strings, i: number): string {
  return String.fromCharCode(...units.subarray(starts[i]!, starts[i + 1]!));
}

/** The number of the first string that does not come before `text`; their count where all do. */
export function placeOf(strings: Strings, text: string): number {
  let low = 0;
  let high = strings.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(strings, middle, text) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function compare({ starts, units }: Strings, i: number, text: string): number {
  const start = starts[i]!;
  const length = starts[i + 1]! - start;
  const shared = Math.min(length, text.length);
  for (let at = 0; at < shared; at++) {
    const difference = units[start + at]! - text.charCodeAt(at);
    if (difference !== 0) return difference;
  }
  return length - text.length;
}

/** The number of `text`, or −1. */
export function findString(table: StringTable, text: string): number {
  const { slots } = table;
  const mask = slots.length - 1;
  let slot = hashOfText(text, 0, text.length) & mask;
  for (; slots[slot] !== 0; slot = (slot + 1) & mask) {
    if (compare(table, slots[slot]! - 1, text) === 0) return slots[slot]! - 1;
  }
  return -1;
}

/** Enters every string of a table that was filled. */
export function fillSlots({ count, starts, units, slots }: StringTable): void {
  const mask = slots.length - 1;
  for (let i = 0; i < count; i++) {
    let slot = hashOfUnits(units, starts[i]!, starts[i + 1]!) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = i + 1;
  }
}

/** Writes sorted `texts` into arrays of the right size. */
export function fillStrings({ starts, units }: Strings, texts: Iterable<string>): void {
  let unit = 0;
  let i = 0;
  for (const text of texts) {
    for (let at = 0; at < text.length; at++) units[unit++] = text.charCodeAt(at);
    starts[++i] = unit;
  }
}

/** UTF-16 code units of all together. */
export const unitsOf = (texts: readonly string[]) => texts.reduce((sum, { length }) => sum + length, 0);
