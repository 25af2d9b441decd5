/** Spellings near an unknown word, among the terms of a segment. */
import { FIELDS, type Segment, termAt } from './segment.ts';

export const MIN_CORRECTED_LENGTH = 5;
export const MAX_CORRECTED_LENGTH = 32;
const MAX_DISTANCE = 2;
const FAR = MAX_DISTANCE + 1;

export interface NearTerm {
  readonly term: string;
  /** Levenshtein distance in UTF-16 code units, as MiniSearch's `fuzzyGet` counts it. */
  readonly distance: number;
  /** Passages of the segment that hold it. */
  readonly found: number;
}

/**
 * The terms of `segment` within two edits of `word`: the very answer of `fuzzyGet` on MiniSearch's radix tree. Sorted terms are such a tree
 * laid flat: the rows of the Levenshtein matrix that belong to a shared beginning are kept from term to term, and where a row shows that a
 * beginning is too far off already, all terms that share it are skipped (Hanov, "Fast and Easy Levenshtein distance using a Trie", 2011).
 */
export function nearTerms(segment: Segment, word: string): NearTerm[] {
  const { terms, starts, letterUnits, found } = segment;
  const width = word.length + 1;
  const deepest = word.length + MAX_DISTANCE;
  const rows = new Uint8Array((deepest + 1) * width);
  for (let column = 0; column < width; column++) rows[column] = Math.min(column, FAR);
  const near: NearTerm[] = [];
  // Letters of the term before whose rows stand in `rows`.
  const path = new Uint16Array(deepest);
  let depth = 0;
  for (let t = 0; t < terms; ) {
    const start = starts[t]!;
    const length = starts[t + 1]! - start;
    let level = 0;
    while (level < depth && level < length && letterUnits[start + level] === path[level]) level++;
    let dead = false;
    while (level < length && !dead) {
      if (level === deepest) dead = true;
      else {
        const letter = letterUnits[start + level]!;
        path[level] = letter;
        dead = !fillRow(rows, ++level, width, letter, word);
      }
    }
    depth = dead ? level - (level > 0 ? 1 : 0) : level;
    if (dead) {
      t = skip(segment, t, Math.max(1, level));
      continue;
    }
    // A term so short that the band has not reached the last column is too far off as well.
    const distance = width - 1 - level > MAX_DISTANCE ? FAR : rows[level * width + width - 1]!;
    if (distance <= MAX_DISTANCE) near.push({ term: termAt(segment, t), distance, found: found[t]! });
    t++;
  }
  return near;
}

/** The row of the matrix after `level` letters; false when no continuation can come within the distance. */
function fillRow(rows: Uint8Array, level: number, width: number, letter: number, word: string): boolean {
  const row = level * width;
  const above = row - width;
  // Cells farther than the distance from the diagonal are too far off whatever they hold, so only a band is filled.
  const from = Math.max(1, level - MAX_DISTANCE);
  const to = Math.min(width - 1, level + MAX_DISTANCE);
  let least = FAR;
  rows[row + from - 1] = from === 1 ? Math.min(level, FAR) : FAR;
  if (from === 1) least = rows[row]!;
  if (to < width - 1) rows[row + to + 1] = FAR;
  for (let column = from; column <= to; column++) {
    const replaced = rows[above + column - 1]! + (word.charCodeAt(column - 1) === letter ? 0 : 1);
    const distance = Math.min(replaced, rows[above + column]! + 1, rows[row + column - 1]! + 1);
    rows[row + column] = distance;
    if (distance < least) least = distance;
  }
  return least <= MAX_DISTANCE;
}

/** The first term after `t` that does not share its first `shared` letters: doubling steps, then halving ones. */
function skip(segment: Segment, t: number, shared: number): number {
  let step = 1;
  while (t + step < segment.terms && shares(segment, t, t + step, shared)) step *= 2;
  let low = t + (step >> 1);
  let high = Math.min(t + step, segment.terms);
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if (shares(segment, t, middle, shared)) low = middle;
    else high = middle;
  }
  return high;
}

function shares({ starts, letterUnits }: Segment, t: number, other: number, shared: number): boolean {
  const a = starts[t]!;
  const b = starts[other]!;
  if (starts[other + 1]! - b < shared) return false;
  for (let at = shared - 1; at >= 0; at--) if (letterUnits[a + at] !== letterUnits[b + at]) return false;
  return true;
}

/** Where the postings of term `t` in `field` begin and end. */
export const listRange = ({ lists }: Segment, t: number, field: number) =>
  [lists[t * FIELDS + field]!, lists[t * FIELDS + field + 1]!] as const;
