/** Strings near a mistyped word. */
import type { Strings } from './strings.ts';

export interface Near {
  /** Number of the string. */
  readonly at: number;
  readonly distance: number;
}

/**
 * All of `strings` from number `from` to before `to` within `most` edits of `word` (1 or 2), in order. An edit puts a letter in, leaves one out, replaces one, or swaps two
 * neighbours (optimal string alignment, after Damerau, "A technique for computer detection and correction of spelling errors", 1964).
 *
 * Sorted strings are a radix tree laid flat. As in MiniSearch's, the rows of the distance matrix that belong to a shared beginning are kept
 * from string to string, and where the rows show that a beginning is too far off already, all strings that share it are skipped (Hanov, "Fast
 * and Easy Levenshtein distance using a Trie", 2011).
 */
export function nearStrings(strings: Strings, word: string, most: number, from = 0, to = strings.count): Near[] {
  const { starts, units } = strings;
  const width = word.length + 1;
  const deepest = word.length + most;
  const rows = new Uint8Array((deepest + 1) * width);
  for (let column = 0; column < width; column++) rows[column] = Math.min(column, most + 1);
  const matrix: Matrix = { rows, width, word, most, path: new Uint16Array(deepest) };
  const { path } = matrix;
  const near: Near[] = [];
  // How many letters of the string before have their rows in the matrix.
  let depth = 0;
  for (let at = from; at < to; ) {
    const start = starts[at]!;
    const length = starts[at + 1]! - start;
    let level = 0;
    while (level < depth && level < length && units[start + level] === path[level]) level++;
    let tooFar = false;
    while (level < length && !tooFar) {
      if (level === deepest) {
        tooFar = true;
        break;
      }
      path[level] = units[start + level]!;
      tooFar = !fillRow(matrix, ++level);
    }
    depth = level;
    if (tooFar) {
      at = skip(strings, at, level);
      continue;
    }
    // A string so short that the band has not reached the last column is too far off as well.
    const distance = width - 1 - level > most ? most + 1 : rows[level * width + width - 1]!;
    if (distance <= most) near.push({ at, distance });
    at++;
  }
  return near;
}

interface Matrix {
  readonly rows: Uint8Array;
  readonly width: number;
  readonly word: string;
  readonly most: number;
  /** The letters whose rows are filled. */
  readonly path: Uint16Array;
}

/** Fills the row after `level` letters; false when nothing that begins with them can be near enough. */
function fillRow({ rows, width, word, most, path }: Matrix, level: number): boolean {
  const far = most + 1;
  const row = level * width;
  const above = row - width;
  const letter = path[level - 1]!;
  const before = level > 1 ? path[level - 2]! : -1;
  // Farther than `most` from the diagonal no cell can hold as little as `most`, so only a band is filled.
  const from = Math.max(1, level - most);
  const to = Math.min(width - 1, level + most);
  rows[row + from - 1] = from === 1 ? Math.min(level, far) : far;
  if (to < width - 1) rows[row + to + 1] = far;
  let least = rows[row + from - 1]!;
  for (let column = from; column <= to; column++) {
    const wanted = word.charCodeAt(column - 1);
    let distance = Math.min(
      rows[above + column - 1]! + (wanted === letter ? 0 : 1),
      rows[above + column]! + 1,
      rows[row + column - 1]! + 1,
    );
    if (column > 1 && wanted === before && letter === word.charCodeAt(column - 2)) {
      distance = Math.min(distance, rows[above - width + column - 2]! + 1);
    }
    distance = Math.min(distance, far);
    rows[row + column] = distance;
    if (distance < least) least = distance;
  }
  if (least <= most) return true;
  // The next letter may still be swapped with this one: then the row above counts.
  for (let column = Math.max(0, from - 1); column <= to; column++) if (rows[above + column]! < most) return true;
  return false;
}

/** The first string after `at` that does not share its first `shared` letters: doubling steps, then halving ones. */
function skip(strings: Strings, at: number, shared: number): number {
  let step = 1;
  while (at + step < strings.count && shares(strings, at, at + step, shared)) step *= 2;
  let low = at + (step >> 1);
  let high = Math.min(at + step, strings.count);
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if (shares(strings, at, middle, shared)) low = middle;
    else high = middle;
  }
  return high;
}

function shares({ starts, units }: Strings, at: number, other: number, shared: number): boolean {
  const a = starts[at]!;
  const b = starts[other]!;
  if (starts[other + 1]! - b < shared) return false;
  for (let letter = shared - 1; letter >= 0; letter--) if (units[a + letter] !== units[b + letter]) return false;
  return true;
}
