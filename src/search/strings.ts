/** Many strings, sorted by UTF-16 code unit, end to end in one array. Equal ones may stand side by side. */
export interface Strings {
  readonly count: number;
  /** Where string i begins; one more than there are strings. */
  readonly starts: Uint32Array;
  readonly units: Uint16Array;
}

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

/** The number of `text` (of the first, where there are several), or −1. */
export function findString(strings: Strings, text: string): number {
  const place = placeOf(strings, text);
  return place < strings.count && compare(strings, place, text) === 0 ? place : -1;
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
