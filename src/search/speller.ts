/** What a mistyped word may have meant: words of the articles that are spelled nearly alike. */
import { fold } from './fold.ts';
import { type LiveSegment, livingWith } from './live.ts';
import { type Near, nearStrings } from './near.ts';
import type { Spelling } from './search-index.ts';
import { placeOf, type Strings, stringAt } from './strings.ts';

/** Spellings near a word, the likeliest first; at most `KEPT`. */
export type Speller = (word: string) => readonly Spelling[];

const SHORTEST = 4;
const LONGEST = 32;
/** Two edits make another word of a short one: "bread" is no "great". */
const TWO_EDITS_FROM = 8;
const KEPT = 20;
const REMEMBERED = 256;

interface Candidate extends Spelling {
  readonly distance: number;
  /** Passages that hold its term. */
  readonly found: number;
}

const letters = (word: string) => [...word].sort().join('');

/** Of a word of four letters one letter may be missing, too many or out of place, but not another: "cats" are no "cars". */
const believable = (word: string, surface: string) =>
  word.length > SHORTEST || surface.length !== word.length || letters(surface) === letters(word);

/** A speller for these segments; it remembers what it was asked, for evidence asks for the same words again. */
export function createSpeller(segments: readonly LiveSegment[]): Speller {
  const remembered = new Map<string, readonly Spelling[]>();
  return (typed) => {
    const word = fold(typed).replace(/[^\p{L}\p{N}]/gu, '');
    const known = remembered.get(word);
    if (known) return known;
    if (remembered.size >= REMEMBERED) remembered.clear();
    const spellings = word.length < SHORTEST || word.length > LONGEST ? [] : likeliest(word, candidatesFor(word, segments));
    remembered.set(word, spellings);
    return spellings;
  };
}

/**
 * Words one edit away; where there are none and the word is long, those two edits away that begin with the same letter (few mistype the first,
 * and it spares most of the walk).
 */
function candidatesFor(word: string, segments: readonly LiveSegment[]): Candidate[] {
  const near = gather(segments, (strings) => nearStrings(strings, word, 1)).filter(({ surface }) => believable(word, surface));
  if (near.length > 0 || word.length < TWO_EDITS_FROM) return near;
  const first = word.charCodeAt(0);
  const [from, to] = [String.fromCharCode(first), String.fromCharCode(first + 1)];
  return gather(segments, (strings) => nearStrings(strings, word, 2, placeOf(strings, from), placeOf(strings, to)));
}

function gather(segments: readonly LiveSegment[], near: (strings: Strings) => readonly Near[]): Candidate[] {
  const candidates = new Map<string, Candidate>();
  for (const live of segments) {
    const { segment } = live;
    for (const { at, distance } of near(segment.spellings)) {
      const t = segment.spelled[at]!;
      const surface = stringAt(segment.spellings, at);
      const term = stringAt(segment.terms, t);
      const key = `${surface} ${term}`;
      const found = livingWith(live, t) + (candidates.get(key)?.found ?? 0);
      candidates.set(key, { surface, term, distance, found });
    }
  }
  return [...candidates.values()].filter(({ found }) => found > 0);
}

/**
 * The nearest (two edits do not stand beside one; a word that the articles write just so stands for itself), then those that begin alike, then
 * the most frequent.
 */
function likeliest(word: string, candidates: readonly Candidate[]): Spelling[] {
  const astray = ({ surface }: Candidate) => (surface[0] === word[0] ? 0 : 1);
  const least = Math.min(...candidates.map(({ distance }) => distance));
  return candidates
    .filter(({ distance }) => distance === least)
    .sort((a, b) => astray(a) - astray(b) || b.found - a.found || (a.surface < b.surface ? -1 : 1))
    .slice(0, KEPT)
    .map(({ surface, term }) => ({ surface, term }));
}
