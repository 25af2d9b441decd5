/** Several segments → one without their dead: what a freshly built index of the living passages would be. */
import { isDead, type Tombstones } from './live.ts';
import { allocateSegment, FIELDS, type Segment, termAt } from './segment.ts';

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

/** The terms of all parts in order, each with the parts that hold it and its number there. */
function* mergedTerms(parts: readonly Part[]): Generator<{ term: string; holders: { part: number; t: number }[] }> {
  const next = parts.map(() => 0);
  const heads = parts.map(({ segment }) => (segment.terms > 0 ? termAt(segment, 0) : undefined));
  for (;;) {
    const term = heads.reduce(
      (least, head) => (head !== undefined && (least === undefined || head < least) ? head : least),
      undefined,
    );
    if (term === undefined) return;
    const holders: { part: number; t: number }[] = [];
    for (const [part, { segment }] of parts.entries()) {
      if (heads[part] !== term) continue;
      holders.push({ part, t: next[part]! });
      const following = ++next[part]!;
      heads[part] = following < segment.terms ? termAt(segment, following) : undefined;
    }
    yield { term, holders };
  }
}

/** At most 65,536 living passages: throws otherwise. Passage numbers follow the order of the parts. */
export function mergeSegments(parts: readonly Part[]): Segment {
  const { numbers, passages } = renumber(parts);
  const terms = [...mergedTerms(parts)].filter(({ holders }) => holders.some(({ part, t }) => living(parts[part]!, t) > 0));
  const postings = parts.reduce(
    (sum, { segment, dead }) => sum + segment.postings - [...(dead?.lists.values() ?? [])].reduce((all, count) => all + count, 0),
    0,
  );
  const merged = allocateSegment({
    passages,
    terms: terms.length,
    letters: terms.reduce((sum, { term }) => sum + term.length, 0),
    postings,
  });
  let unit = 0;
  let at = 0;
  for (const [t, { term, holders }] of terms.entries()) {
    for (let letter = 0; letter < term.length; letter++) merged.letterUnits[unit++] = term.charCodeAt(letter);
    merged.starts[t + 1] = unit;
    for (let field = 0; field < FIELDS; field++) {
      for (const { part, t: old } of holders) {
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
    merged.found[t] = holders.reduce((sum, { part, t: old }) => sum + living(parts[part]!, old), 0);
  }
  for (const [part, { segment }] of parts.entries()) {
    for (const [passage, number] of numbers[part]!.entries()) {
      if (number === GONE) continue;
      for (let field = 0; field < FIELDS; field++) {
        merged.lengths[field * passages + number] = segment.lengths[field * segment.passages + passage]!;
      }
    }
  }
  return merged;
}

const living = ({ segment, dead }: Part, t: number) => segment.found[t]! - (dead?.found.get(t) ?? 0);
