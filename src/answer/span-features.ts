/**
 * What speaks for a stretch of a sentence as the answering words, as numbers of learned weights: what stands at its beginning, at its end,
 * and what it is as a whole, each beside what is asked for. The same lists are learned from and read at run time.
 */
import type { Row } from './span-columns.ts';
import type { SpanReading } from './span-reading.ts';
import { mix } from './token-facts.ts';

const bucket = (n: number) => (n < 4 ? n : n < 6 ? 4 : n < 9 ? 5 : n < 14 ? 6 : 7);
const bucketLength = (words: number) => (words <= 9 ? words : 10);

/** For each token the nearest matched token on one side: its role and how far it is, as one number; 0 where there is none. */
function nearestMatched(roles: Uint8Array, count: number, step: 1 | -1): Int32Array {
  const nearest = new Int32Array(count);
  let role = 0;
  let distance = 0;
  for (let t = step === 1 ? 0 : count - 1; t >= 0 && t < count; t += step) {
    nearest[t] = role ? role * 8 + bucket(distance) : 0;
    if (roles[t]) {
      role = roles[t]!;
      distance = 0;
    } else distance++;
  }
  return nearest;
}

/** Matched words within so many words of a span are counted. */
const CLOSE = 7;

/** Entries for the two words before the first and after the last. */
const PAD = 2;
function padded(list: ArrayLike<number>, count: number, before: number, after: number): Int32Array {
  const wide = new Int32Array(count + 2 * PAD);
  wide[0] = wide[1] = before;
  for (let t = 0; t < count; t++) wide[t + PAD] = list[t]!;
  wide[count + PAD] = wide[count + PAD + 1] = after;
  return wide;
}

/** What a span sees of the sentence around it. */
export interface Surroundings {
  readonly word: Int32Array;
  readonly shape: Int32Array;
  readonly role: Int32Array;
  readonly place: Int32Array;
  readonly suffix: Int32Array;
  /** Punctuation before each word, and after the last. */
  readonly sign: Int32Array;
  readonly form: Int32Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
}

export function surroundingsOf({ facts, roles, said, count }: SpanReading): Surroundings {
  const sign = new Int32Array(count + 1);
  sign.set(facts.before);
  sign[count] = facts.closing;
  const form = new Int32Array(count);
  for (let t = 0; t < count; t++) form[t] = mix(facts.shape[t]!, facts.tag[t]!);
  return {
    word: padded(facts.word, count, 11, 12),
    shape: padded(facts.shape, count, 13, 14),
    role: padded(roles, count, 9, 9),
    place: padded(said, count, 4, 4),
    suffix: padded(facts.suffix, count, 15, 15),
    sign,
    form,
    left: nearestMatched(roles, count, 1),
    right: nearestMatched(roles, count, -1),
  };
}

export function fillStarts(
  row: Row,
  { count, facts }: SpanReading,
  { word, shape, role, place, suffix, form, left }: Surroundings,
): void {
  const { before, stop } = facts;
  for (let t = 0, p = PAD; t < count; t++, p++) {
    row.next();
    for (let n = 0; n < 3; n++) row.put(word[p]!);
    for (let n = 0; n < 5; n++) row.put(form[t]!);
    for (let n = 0; n < 4; n++) row.put(word[p - 1]!);
    row.put(mix(before[t]!, shape[p - 1]!));
    row.put(mix(before[t]!, form[t]!));
    row.put(mix(word[p - 2]!, word[p - 1]!));
    const turning = mix(role[p - 1]!, role[p]!);
    row.put(turning);
    row.put(turning);
    row.put(mix(left[t]!, 1));
    row.put(mix(role[p - 1]!, mix(left[t]!, form[t]!)));
    row.put(suffix[p]!);
    row.put(suffix[p]!);
    row.put(mix(suffix[p - 1]!, role[p - 1]!));
    row.put(mix(suffix[p - 1]!, stop[t]!));
    row.put(word[p - 1]!);
    row.put(word[p - 1]!);
    row.put(form[t]!);
    row.put(mix(place[p - 1]!, mix(place[p - 2]!, word[p - 1]!)));
    row.put(mix(place[p - 1]!, mix(place[p - 2]!, place[p]!)));
  }
}

export function fillEnds(
  row: Row,
  { count }: SpanReading,
  { word, shape, role, place, suffix, sign, form, right }: Surroundings,
): void {
  for (let t = 0, p = PAD; t < count; t++, p++) {
    row.next();
    const after = sign[t + 1]!;
    for (let n = 0; n < 4; n++) row.put(word[p]!);
    for (let n = 0; n < 5; n++) row.put(form[t]!);
    for (let n = 0; n < 3; n++) row.put(word[p + 1]!);
    row.put(mix(after, shape[p + 1]!));
    row.put(mix(after, form[t]!));
    row.put(mix(word[p + 1]!, word[p + 2]!));
    const turning = mix(role[p + 1]!, role[p]!);
    row.put(turning);
    row.put(turning);
    row.put(mix(right[t]!, 1));
    row.put(suffix[p]!);
    row.put(suffix[p]!);
    row.put(mix(suffix[p + 1]!, role[p + 1]!));
    row.put(mix(form[t]!, mix(after, shape[p + 1]!)));
    row.put(mix(place[p + 1]!, mix(place[p + 2]!, place[p]!)));
    row.put(mix(place[p + 1]!, word[p + 1]!));
    row.put(form[t]!);
    row.put(word[p]!);
  }
}

/** Span i covers the words `first[i]`…`last[i]`. */
export interface SpanList {
  readonly first: Int16Array;
  readonly last: Int16Array;
  readonly size: number;
}

export function fillSpans(row: Row, reading: SpanReading, around: Surroundings, { first, last, size }: SpanList): void {
  const { count, facts, matchedUpTo, stopsUpTo, headingsUpTo, inClause } = reading;
  const { word, place, sign, form, left, right } = around;
  const most = Math.max(0, ...inClause);
  const met = matchedUpTo[count]!;
  for (let i = 0; i < size; i++) {
    row.next();
    const from = first[i]!;
    const to = last[i]!;
    const length = bucketLength(to - from + 1);
    const inside = matchedUpTo[to + 1]! - matchedUpTo[from]!;
    const telling = Math.min(to - from + 1 - (stopsUpTo[to + 1]! - stopsUpTo[from]!) - inside, 3);
    const exact = facts.mentionOf(from, to);
    const outline = facts.outline(from, to);
    const commas = facts.commas(from, to);
    const nearest = mix(left[from]!, right[to]!);
    const fresh = mix(Math.min(inside, 3), telling);
    for (let n = 0; n < 5; n++) row.put(length);
    for (let n = 0; n < 4; n++) row.put(exact);
    for (let n = 0; n < 4; n++) row.put(outline);
    for (let n = 0; n < 3; n++) row.put(fresh);
    row.put(nearest);
    row.put(nearest);
    row.put(mix(Math.min(matchedUpTo[from]!, 3), Math.min(met - matchedUpTo[to + 1]!, 3)));
    row.put(mix(Math.min(left[from]! & 7, right[to]! & 7), 5));
    row.put(mix(form[from]!, form[to]!));
    row.put(mix(sign[from]!, mix(sign[to + 1]!, length)));
    row.put(mix(word[from + PAD - 1]!, mix(word[to + PAD + 1]!, 3)));
    const lists = mix(commas, length);
    row.put(lists);
    row.put(lists);
    row.put(mix(commas, exact));
    row.put(exact);
    row.put(length);
    row.put(nearest);
    row.put(mix(mix(place[from + PAD - 1]!, place[to + PAD + 1]!), mix(inside, 7)));
    const titled = mix(Math.min(headingsUpTo[to + 1]! - headingsUpTo[from]!, 2), telling);
    row.put(titled);
    row.put(titled);
    const own = Math.max(0, inClause[facts.clause[from]!]! - inside);
    const clauses = mix(Math.min(own, 4), Math.min(most - own, 4));
    row.put(clauses);
    row.put(clauses);
    const closeBefore = Math.min(3, matchedUpTo[from]! - matchedUpTo[Math.max(0, from - CLOSE)]!);
    const closeAfter = Math.min(3, matchedUpTo[Math.min(count, to + 1 + CLOSE)]! - matchedUpTo[to + 1]!);
    const close = mix(closeBefore, closeAfter);
    row.put(closeBefore + closeAfter);
    row.put(close);
    row.put(close);
    row.put(close);
    row.put(mix(from === 0 ? 1 : 0, to === count - 1 ? 2 : 0));
  }
}
