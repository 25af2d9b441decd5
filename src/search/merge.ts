/** Several segments → one without their dead: what a freshly built index of the living passages would be. */
import { isDead, livingWith, type Tombstones } from './live.ts';
import { allocateSegment, FIELDS, type Segment } from './segment.ts';
import { fillSlots, fillStrings, type Strings, stringAt, unitsOf } from './strings.ts';

export interface Part {
  readonly segment: Segment;
  readonly dead?: Tombstones | undefined;
}

const GONE = -1;

/** Old passage number → new one, or GONE. The living of all parts follow each other in order. */
function renumber(parts: readonly Part[]): { numbers: Int32Array[]; passages: number } {
  let passages = 0;
  const numbers = parts.map(({ segment, dead }) =>
    Int32Array.from({ length: segment.passages }, (_, passage) => (dead && isDead(dead, passage) ? GONE : passages++)),
  );
  return { numbers, passages };
}

interface Holder {
  readonly part: number;
  /** Its number there. */
  readonly at: number;
}

/** The strings of all parts in order, each with the parts that hold it. */
function* mergedStrings(lists: readonly Strings[]): Generator<{ text: string; holders: Holder[] }> {
  const next = lists.map(() => 0);
  const heads = lists.map((strings) => (strings.count > 0 ? stringAt(strings, 0) : undefined));
  for (;;) {
    const text = heads.reduce(
      (least, head) => (head !== undefined && (least === undefined || head < least) ? head : least),
      undefined,
    );
    if (text === undefined) return;
    const holders: Holder[] = [];
    for (const [part, strings] of lists.entries()) {
      while (heads[part] === text) {
        holders.push({ part, at: next[part]! });
        const following = ++next[part]!;
        heads[part] = following < strings.count ? stringAt(strings, following) : undefined;
      }
    }
    yield { text, holders };
  }
}

/** At most 65,536 living passages: throws otherwise. Passage numbers follow the order of the parts. */
export function mergeSegments(parts: readonly Part[]): Segment {
  const { numbers, passages } = renumber(parts);
  const terms = [...mergedStrings(parts.map(({ segment }) => segment.terms))].filter(({ holders }) =>
    holders.some(({ part, at }) => livingWith(parts[part]!, at) > 0),
  );
  const termNumbers = parts.map(({ segment }) => new Int32Array(segment.terms.count).fill(GONE));
  for (const [t, { holders }] of terms.entries()) for (const { part, at } of holders) termNumbers[part]![at] = t;
  const spellings = mergeSpellings(parts, termNumbers);
  const merged = allocateSegment({
    passages,
    terms: terms.length,
    termUnits: unitsOf(terms.map(({ text }) => text)),
    spellings: spellings.length,
    spellingUnits: unitsOf(spellings.map(({ text }) => text)),
    postings: parts.reduce((sum, part) => sum + livingPostings(part), 0),
  });
  fillStrings(
    merged.terms,
    terms.map(({ text }) => text),
  );
  fillSlots(merged.terms);
  fillStrings(
    merged.spellings,
    spellings.map(({ text }) => text),
  );
  for (const [at, { term }] of spellings.entries()) merged.spelled[at] = term;
  mergePostings(
    parts,
    numbers,
    terms.map(({ holders }) => holders),
    merged,
  );
  mergeLengths(parts, numbers, merged);
  return merged;
}

/** Spellings of terms that live, each once for each of its terms. Those that only the dead wrote stay: they harm nobody. */
function mergeSpellings(parts: readonly Part[], termNumbers: readonly Int32Array[]): { text: string; term: number }[] {
  const spellings: { text: string; term: number }[] = [];
  for (const { text, holders } of mergedStrings(parts.map(({ segment }) => segment.spellings))) {
    const terms = new Set(holders.map(({ part, at }) => termNumbers[part]![parts[part]!.segment.spelled[at]!]!));
    for (const term of terms) if (term !== GONE) spellings.push({ text, term });
  }
  return spellings;
}

function mergePostings(parts: readonly Part[], numbers: readonly Int32Array[], terms: readonly Holder[][], merged: Segment): void {
  let at = 0;
  for (const [t, holders] of terms.entries()) {
    for (let field = 0; field < FIELDS; field++) {
      for (const { part, at: old } of holders) {
        const { lists, postingPassages, counts } = parts[part]!.segment;
        for (let from = lists[old * FIELDS + field]!; from < lists[old * FIELDS + field + 1]!; from++) {
          const passage = numbers[part]![postingPassages[from]!]!;
          if (passage === GONE) continue;
          merged.postingPassages[at] = passage;
          merged.counts[at++] = counts[from]!;
        }
      }
      merged.lists[t * FIELDS + field + 1] = at;
    }
    merged.found[t] = holders.reduce((sum, { part, at: old }) => sum + livingWith(parts[part]!, old), 0);
  }
}

function mergeLengths(parts: readonly Part[], numbers: readonly Int32Array[], merged: Segment): void {
  for (const [part, { segment }] of parts.entries()) {
    for (const [passage, number] of numbers[part]!.entries()) {
      if (number === GONE) continue;
      for (let field = 0; field < FIELDS; field++) {
        merged.lengths[field * merged.passages + number] = segment.lengths[field * segment.passages + passage]!;
      }
    }
  }
}

const livingPostings = ({ segment, dead }: Part) =>
  segment.counts.length - (dead?.lists.reduce((sum, count) => sum + count, 0) ?? 0);
