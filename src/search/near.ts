/** Strings near a mistyped word. */
import type { Strings } from './strings.ts';

export interface Near {
  /** Number of the string. */
  readonly at: number;
  readonly distance: number;
}

/**
 * All of `strings` from number `from` to before `to` within `most` edits of `word` (1 or 2), in order. An edit puts a letter in, leaves one out,
 * replaces one, or swaps two neighbours (optimal string alignment, after Damerau, "A technique for computer detection and correction of spelling
 * errors", 1964).
 *
 * Sorted strings are a radix tree laid flat: those that begin alike stand side by side, so a node is a range of numbers and its child the part of
 * that range whose next letter is the child's. The walk follows the word down the tree, spending an edit wherever one may have been made; once
 * none is left, the rest of the word is looked up as it is.
 */
export function nearStrings(strings: Strings, word: string, most: number, from = 0, to = strings.count): Near[] {
  const letters = Array.from({ length: word.length }, (_, at) => word.charCodeAt(at));
  const left = new Map<number, number>();

  /** A node: strings `from` to before `to`, which share `depth` letters; the first `typed` letters of the word are accounted for. */
  function visit(from: number, to: number, depth: number, typed: number, edits: number): void {
    if (from === to) return;
    const rest = letters.length - typed;
    if (rest === 0) {
      for (let at = from; at < to && letterAt(strings, at, depth) === END; at++) left.set(at, Math.max(edits, left.get(at) ?? 0));
    } else {
      step(from, to, depth, letters[typed]!, (start, end) => visit(start, end, depth + 1, typed + 1, edits));
    }
    if (edits === 0) return;
    if (rest > 0) visit(from, to, depth, typed + 1, edits - 1);
    if (rest > 1) {
      step(from, to, depth, letters[typed + 1]!, (start, end) =>
        step(start, end, depth + 1, letters[typed]!, (first, last) => visit(first, last, depth + 2, typed + 2, edits - 1)),
      );
    }
    for (let start = firstFrom(strings, from, to, depth, 0); start < to; ) {
      const end = firstFrom(strings, start, to, depth, letterAt(strings, start, depth) + 1);
      visit(start, end, depth + 1, typed, edits - 1);
      if (rest > 0) visit(start, end, depth + 1, typed + 1, edits - 1);
      start = end;
    }
  }

  /** To the child for `letter`. */
  function step(from: number, to: number, depth: number, letter: number, take: (start: number, end: number) => void): void {
    const start = firstFrom(strings, from, to, depth, letter);
    if (start < to && letterAt(strings, start, depth) === letter) take(start, firstFrom(strings, start, to, depth, letter + 1));
  }

  visit(from, to, 0, 0, most);
  return [...left].sort(([a], [b]) => a - b).map(([at, edits]) => ({ at, distance: most - edits }));
}

/** Stands for the letter after the last: strings that end come before those that go on. */
const END = -1;

function letterAt({ starts, units }: Strings, at: number, depth: number): number {
  const unit = starts[at]! + depth;
  return unit < starts[at + 1]! ? units[unit]! : END;
}

/** Of strings that share `depth` letters, the first whose next letter is `letter` or a later one; `to` where there is none. */
function firstFrom(strings: Strings, from: number, to: number, depth: number, letter: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (letterAt(strings, middle, depth) < letter) low = middle + 1;
    else high = middle;
  }
  return low;
}
