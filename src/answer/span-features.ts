/**
 * What speaks for a stretch of a sentence as the answering words, as numbers of learned weights: what stands at its beginning, at its end,
 * and what it is as a whole, each beside what is asked for. The same lists are learned from and read at run time.
 */
import type { Token } from '../search/analyzer.ts';
import type { Mention } from './mentions.ts';
import type { Question } from './question.ts';
import { placesOf, rolesOf, signaturesOf } from './span-question.ts';
import type { SpanRows } from './span-rows.ts';
import { factsOf, mix, type TokenFacts } from './token-facts.ts';

/** A sentence as spans are read from it; offsets of tokens and mentions are into `text`. */
export interface SpanSentence {
  readonly text: string;
  readonly tokens: readonly Token[];
  mentions(): readonly Mention[];
  /** Terms of the article's title and the heading: what the article is about is seldom what is asked for. */
  headings(): ReadonlySet<string>;
}

/** Words of the sentence that may be part of a span, and the longest span in words. */
export const TOKEN_LIMIT = 120;
export const SPAN_WORDS = 9;
/** Longer mentions (a date, a list of names) are candidates too. */
const LONG_MENTIONS = 6;

/** Numbers of weights are below this. */
export const WEIGHT_BITS = 19;
const MASK = (1 << WEIGHT_BITS) - 1;

const ARTICLES = new Set(['the', 'a', 'an']);

const bucket = (n: number) => (n < 4 ? n : n < 6 ? 4 : n < 9 ? 5 : n < 14 ? 6 : 7);

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

function enumerate(
  sentence: SpanSentence,
  facts: TokenFacts,
  count: number,
): { first: Int16Array; last: Int16Array; size: number } {
  const capacity = count * SPAN_WORDS + LONG_MENTIONS;
  const first = new Int16Array(capacity);
  const last = new Int16Array(capacity);
  let size = 0;
  for (let from = 0; from < count; from++) {
    if (ARTICLES.has(facts.lower[from]!)) continue;
    for (let to = from; to < Math.min(count, from + SPAN_WORDS); to++) {
      if (to > from && facts.breaks[to]) break;
      first[size] = from;
      last[size++] = to;
    }
  }
  let long = 0;
  for (const mention of sentence.mentions()) {
    const from = sentence.tokens.findIndex(({ start }) => start >= mention.start);
    const to = sentence.tokens.findLastIndex(({ end }) => end <= mention.end);
    if (from < 0 || to - from < SPAN_WORDS || to >= count || long++ >= LONG_MENTIONS) continue;
    first[size] = from;
    last[size++] = to;
  }
  return { first, last, size };
}

/** How many of the question's words each clause of the sentence holds. */
function matchedByClause(clause: Uint8Array, roles: Uint8Array, count: number): Uint8Array {
  const held = new Uint8Array((clause[count - 1] ?? 0) + 1);
  for (let t = 0; t < count; t++) if (roles[t]) held[clause[t]!]!++;
  return held;
}

/** Matched words within so many words of a span are counted. */
const CLOSE = 7;
/** No row of weight numbers is wider. */
const MOST = 48;

class Row {
  list = new Int32Array(0);
  size = 0;
  /** Told apart, what stands in one place of the list from what stands in another. */
  salt = 0;

  /** Empties the row; it grows where it has to. */
  reset(capacity: number): this {
    if (this.list.length < capacity) this.list = new Int32Array(2 * capacity);
    this.size = 0;
    return this;
  }

  put(signature: number, value: number): void {
    this.list[this.size++] = mix(mix(signature, this.salt++), value) & MASK;
  }
}

/** Megabytes a question, if they were made anew each time. */
const scratch = { starts: new Row(), ends: new Row(), spans: new Row() };

/** The candidate spans of a sentence and the numbers of the weights that each adds up; they hold until the next call. `lexical`: words count, not only their shapes. */
export function spanRows(question: Question, sentence: SpanSentence, language: string, lexical: boolean): SpanRows {
  const count = Math.min(sentence.tokens.length, TOKEN_LIMIT);
  const facts = factsOf(sentence, count, lexical);
  const q = signaturesOf(question, lexical);
  const roleOf = rolesOf(question, language);
  const roles = Uint8Array.from({ length: count }, (_, t) => roleOf.get(sentence.tokens[t]!.term) ?? 0);
  const placeOf = placesOf(question);
  const headings = sentence.headings();
  const said = Uint8Array.from(
    facts.lower,
    (word, t) => placeOf.get(word) ?? (headings.has(sentence.tokens[t]!.term) && !facts.stop[t] ? 3 : 0),
  );
  const P = (t: number) => (t < 0 || t >= count ? 4 : said[t]!);
  const left = nearestMatched(roles, count, 1);
  const right = nearestMatched(roles, count, -1);
  const { word, shape, tag, suffix, before, stop } = facts;
  const starts = scratch.starts.reset(count * MOST);
  const ends = scratch.ends.reset(count * MOST);
  const W = (t: number) => (t < 0 ? 11 : t >= count ? 12 : word[t]!);
  const S = (t: number) => (t < 0 ? 13 : t >= count ? 14 : shape[t]!);
  const R = (t: number) => (t < 0 || t >= count ? 9 : roles[t]!);
  for (let t = 0; t < count; t++) {
    starts.salt = 100;
    const form = mix(shape[t]!, tag[t]!);
    for (const signature of [q.any, q.kind, q.asker]) starts.put(signature, W(t));
    for (const signature of [q.any, q.kind, q.asker, q.focus, q.turn]) starts.put(signature, form);
    for (const signature of [q.any, q.kind, q.asker, q.focus]) starts.put(signature, W(t - 1));
    starts.put(q.kind, mix(before[t]!, S(t - 1)));
    starts.put(q.asker, mix(before[t]!, form));
    starts.put(q.kind, mix(W(t - 2), W(t - 1)));
    starts.put(q.kind, mix(R(t - 1), roles[t]!));
    starts.put(q.turn, mix(R(t - 1), roles[t]!));
    starts.put(q.turn, mix(left[t]!, 1));
    starts.put(q.focus, mix(R(t - 1), mix(left[t]!, form)));
    starts.put(q.kind, suffix[t]!);
    starts.put(q.asker, suffix[t]!);
    starts.put(q.kind, mix(t > 0 ? suffix[t - 1]! : 15, R(t - 1)));
    starts.put(q.turn, mix(t > 0 ? suffix[t - 1]! : 15, stop[t]!));

    starts.put(q.tail, W(t - 1));
    starts.put(q.act, W(t - 1));
    starts.put(q.act, form);
    starts.put(q.kind, mix(P(t - 1), mix(P(t - 2), W(t - 1))));
    starts.put(q.turn, mix(P(t - 1), mix(P(t - 2), said[t]!)));

    ends.salt = 200;
    const after = t + 1 < count ? before[t + 1]! : facts.closing;
    for (const signature of [q.any, q.kind, q.asker, q.focus]) ends.put(signature, W(t));
    for (const signature of [q.any, q.kind, q.asker, q.focus, q.turn]) ends.put(signature, form);
    for (const signature of [q.any, q.kind, q.asker]) ends.put(signature, W(t + 1));
    ends.put(q.kind, mix(after, S(t + 1)));
    ends.put(q.asker, mix(after, form));
    ends.put(q.kind, mix(W(t + 1), W(t + 2)));
    ends.put(q.kind, mix(R(t + 1), roles[t]!));
    ends.put(q.turn, mix(R(t + 1), roles[t]!));
    ends.put(q.turn, mix(right[t]!, 1));
    ends.put(q.kind, suffix[t]!);
    ends.put(q.focus, suffix[t]!);
    ends.put(q.kind, mix(t + 1 < count ? suffix[t + 1]! : 15, R(t + 1)));
    ends.put(q.kind, mix(form, mix(after, S(t + 1))));
    ends.put(q.turn, mix(P(t + 1), mix(P(t + 2), said[t]!)));
    ends.put(q.tail, mix(P(t + 1), W(t + 1)));
    ends.put(q.act, form);
    ends.put(q.act, W(t));
  }
  const { first, last, size } = enumerate(sentence, facts, count);
  const spans = scratch.spans.reset(size * MOST);
  const matchedUpTo = new Int16Array(count + 1);
  const stopsUpTo = new Int16Array(count + 1);
  const headingsUpTo = new Int16Array(count + 1);
  for (let t = 0; t < count; t++) {
    matchedUpTo[t + 1] = matchedUpTo[t]! + (roles[t] ? 1 : 0);
    stopsUpTo[t + 1] = stopsUpTo[t]! + stop[t]!;
    headingsUpTo[t + 1] = headingsUpTo[t]! + (said[t] === 3 ? 1 : 0);
  }
  const inClause = matchedByClause(facts.clause, roles, count);
  const most = Math.max(0, ...inClause);
  for (let i = 0; i < size; i++) {
    const from = first[i]!;
    const to = last[i]!;
    const length = bucketLength(to - from + 1);
    const inside = matchedUpTo[to + 1]! - matchedUpTo[from]!;
    const telling = to - from + 1 - (stopsUpTo[to + 1]! - stopsUpTo[from]!) - inside;
    const exact = facts.mentionOf(from, to);
    const outline = facts.outline(from, to);
    const edges = mix(mix(shape[from]!, tag[from]!), mix(shape[to]!, tag[to]!));
    const leftOf = matchedUpTo[from]!;
    const rightOf = matchedUpTo[count]! - matchedUpTo[to + 1]!;
    spans.salt = 300;
    for (const signature of [q.any, q.kind, q.asker, q.focus, q.turn]) spans.put(signature, length);
    for (const signature of [q.any, q.kind, q.asker, q.focus]) spans.put(signature, exact);
    for (const signature of [q.any, q.kind, q.asker, q.focus]) spans.put(signature, outline);
    for (const signature of [q.any, q.kind, q.turn]) spans.put(signature, mix(Math.min(inside, 3), Math.min(telling, 3)));
    spans.put(q.kind, mix(left[from]!, right[to]!));
    spans.put(q.turn, mix(left[from]!, right[to]!));
    spans.put(q.turn, mix(Math.min(leftOf, 3), Math.min(rightOf, 3)));
    spans.put(q.turn, mix(Math.min(left[from]! & 7, right[to]! & 7), 5));
    spans.put(q.asker, edges);
    spans.put(q.kind, mix(before[from]!, mix(to + 1 < count ? before[to + 1]! : facts.closing, length)));
    spans.put(q.any, mix(W(from - 1), mix(to + 1 < count ? W(to + 1) : 12, 3)));
    spans.put(q.any, mix(facts.commas(from, to), length));
    spans.put(q.asker, mix(facts.commas(from, to), length));
    spans.put(q.focus, mix(facts.commas(from, to), exact));
    spans.put(q.act, exact);
    spans.put(q.act, length);
    spans.put(q.act, mix(left[from]!, right[to]!));
    spans.put(q.kind, mix(mix(P(from - 1), P(to + 1)), mix(inside, 7)));
    const titled = Math.min(headingsUpTo[to + 1]! - headingsUpTo[from]!, 2);
    spans.put(q.any, mix(titled, Math.min(telling, 3)));
    spans.put(q.kind, mix(titled, Math.min(telling, 3)));
    const closeBefore = Math.min(3, matchedUpTo[from]! - matchedUpTo[Math.max(0, from - CLOSE)]!);
    const closeAfter = Math.min(3, matchedUpTo[Math.min(count, to + 1 + CLOSE)]! - matchedUpTo[to + 1]!);
    const own = Math.max(0, inClause[facts.clause[from]!]! - inside);
    spans.put(q.any, mix(Math.min(own, 4), Math.min(most - own, 4)));
    spans.put(q.kind, mix(Math.min(own, 4), Math.min(most - own, 4)));
    spans.put(q.any, closeBefore + closeAfter);
    spans.put(q.kind, mix(closeBefore, closeAfter));
    spans.put(q.turn, mix(closeBefore, closeAfter));
    spans.put(q.kind, mix(from === 0 ? 1 : 0, to === count - 1 ? 2 : 0));
  }
  const wide = (row: Row, rows: number) => (rows ? row.size / rows : 0);
  return {
    count: size,
    first,
    last,
    startWidth: wide(starts, count),
    endWidth: wide(ends, count),
    spanWidth: wide(spans, size),
    starts: starts.list.subarray(0, starts.size),
    ends: ends.list.subarray(0, ends.size),
    spans: spans.list.subarray(0, spans.size),
  };
}

const bucketLength = (words: number) => (words <= 9 ? words : 10);
