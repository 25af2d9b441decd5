/** A span among the best of its sentence, measured: how it stands to the words of the question, and to the other spans. */
import { analyze, type Token } from '../search/analyzer.ts';
import { fitting } from './kind-fit.ts';
import { perQuestion } from './per-question.ts';
import type { AnswerKind } from './question-words.ts';
import type { Contender, Contest } from './span-contest.ts';
import { ASKED_FOR, type SpanHints } from './span-hints.ts';

export interface Choice {
  readonly contest: Contest;
  readonly at: number;
  readonly one: Contender;
  readonly hints: SpanHints;
}

/** Farther than this is far, in words; and what is nowhere is farther still. */
export const FAR = 25;
const NOWHERE = 30;

export const KINDS: readonly AnswerKind[] = [
  'person',
  'organisation',
  'place',
  'time',
  'duration',
  'number',
  'thing',
  'definition',
  'reason',
  'manner',
  'yesno',
];

interface AskedWords {
  readonly tokens: readonly Token[];
  readonly lower: readonly string[];
  /** A bit for each telling word before the question word, and after it. */
  readonly before: ReadonlyMap<string, number>;
  readonly after: ReadonlyMap<string, number>;
  /** The words right before and right after the question word; -1 where there are none. */
  readonly leading: number;
  readonly following: number;
}

/** The question's words in the language of the article. */
export const askedOf = ({ reading: { question, language } }: Contest): AskedWords => askedWords(question, language);

const askedWords = perQuestion((question, language): AskedWords => {
  const tokens = analyze(question.text, language);
  const lower = tokens.map(({ start, end }) => question.text.slice(start, end).toLowerCase());
  const { asker } = question;
  const following = asker ? tokens.findIndex(({ start }) => start >= asker.end) : 0;
  const bitsOf = (part: readonly Token[]) => {
    const telling = part.filter(({ stop }) => !stop).slice(0, 31);
    return new Map(telling.map(({ term }, at) => [term, 1 << at]));
  };
  return {
    tokens,
    lower,
    before: bitsOf(tokens.slice(0, Math.max(0, following))),
    after: bitsOf(tokens.slice(Math.max(0, following))),
    leading: asker ? tokens.findLastIndex(({ end }) => end <= asker.start) : -1,
    following,
  };
});

/** The distance to the nearest word on one side that is met or stands for one; and all of them, near ones counting more. */
export function hinted({ contest: { reading }, one, hints }: Choice, side: -1 | 1): { far: number; pull: number } {
  const from = side < 0 ? one.first - 1 : one.last + 1;
  let nearest = NOWHERE;
  let sum = 0;
  for (let t = from, far = 1; t >= 0 && t < reading.count && far <= FAR; t += side, far++) {
    if (hints.met[t] === 0) continue;
    if (nearest === NOWHERE) nearest = far;
    sum += hints.met[t]! / far;
  }
  return { far: nearest, pull: sum };
}

/** How likely one of its words is what is asked for, at the given level. */
export function likelihood({ one, hints }: Choice, level: number): number {
  let most = 0;
  for (let t = one.first; t <= one.last; t++) most = Math.max(most, hints.kinds[t * ASKED_FOR + level]!);
  return most;
}

/** The same beside the likeliest word of the sentence; -1 where no word is likely. */
export const likelihoodShare = (choice: Choice, level: number) =>
  choice.hints.likeliest[level] ? likelihood(choice, level) / choice.hints.likeliest[level]! : -1;

/** Even the unlikely is not impossible. */
export const FLOOR = 1e-4;

/** How often the passage says the same elsewhere, up to five times. */
export function elsewhere({ contest: { reading }, one }: Choice): number {
  const { passage, text } = reading.sentence;
  if (!passage) return 0;
  const around = passage.article.text.slice(passage.start, passage.end);
  const said = text.slice(one.range.start, one.range.end);
  let found = -1;
  for (let at = around.indexOf(said); at >= 0 && found < 5; at = around.indexOf(said, at + said.length)) found++;
  return Math.max(0, found);
}

/** The mean rarity of its telling words. */
export function rarity({ contest: { reading }, one, hints }: Choice): number {
  let sum = 0;
  let words = 0;
  for (let t = one.first; t <= one.last; t++) {
    if (reading.facts.stop[t]) continue;
    sum += hints.rarity[t]!;
    words++;
  }
  return words ? sum / words : 0;
}

export const length = ({ first, last }: Contender) => last - first + 1;
export const lowerAt = ({ contest }: Choice, t: number) => contest.reading.facts.lower[t] ?? '';
export const termAt = ({ contest }: Choice, t: number) => contest.reading.sentence.tokens[t]?.term ?? '';

/** Signed distance in words to the nearest word that `is` holds for: left of the span below zero, inside it 0. */
export function nearest({ contest: { reading }, one }: Choice, is: (t: number) => boolean): number {
  for (let t = one.first; t <= one.last; t++) if (is(t)) return 0;
  for (let far = 1; far <= FAR; far++) {
    if (one.first - far >= 0 && is(one.first - far)) return -far;
    if (one.last + far < reading.count && is(one.last + far)) return far;
  }
  return NOWHERE;
}

export const byRole = (role: number) => (choice: Choice) => nearest(choice, (t) => choice.contest.reading.roles[t] === role);

/** Met words on one side, near ones counting more. */
export function pull({ contest: { reading }, one }: Choice, side: -1 | 1): number {
  let sum = 0;
  const from = side < 0 ? one.first - 1 : one.last + 1;
  for (let t = from, far = 1; t >= 0 && t < reading.count && far <= FAR; t += side, far++) if (reading.roles[t]) sum += 1 / far;
  return sum;
}

export function distance({ contest: { reading }, one }: Choice, side: -1 | 1): number {
  const from = side < 0 ? one.first - 1 : one.last + 1;
  for (let t = from, far = 1; t >= 0 && t < reading.count && far <= FAR; t += side, far++) if (reading.roles[t]) return far;
  return NOWHERE;
}

/** How many words without a gap the question says too, going on from the span. */
export function run({ contest: { reading }, one }: Choice, side: -1 | 1): number {
  let words = 0;
  let t = side < 0 ? one.first - 1 : one.last + 1;
  while (t >= 0 && t < reading.count && (reading.roles[t] || reading.said[t] === 1 || reading.said[t] === 2)) {
    words++;
    t += side;
  }
  return Math.min(words, 12);
}

/** How many of the question's telling words of one part stand on one side of the span. */
export function standing({ contest, one }: Choice, part: 'before' | 'after', side: -1 | 1): number {
  const bits = askedOf(contest)[part];
  const { sentence, count, roles } = contest.reading;
  let found = 0;
  const [from, to] = side < 0 ? [0, one.first] : [one.last + 1, count];
  for (let t = from; t < to; t++) if (roles[t]) found |= bits.get(sentence.tokens[t]!.term) ?? 0;
  let words = 0;
  for (let rest = found; rest; rest &= rest - 1) words++;
  return words;
}

/** Of a list that counts up to each word: the share of the span's words. */
export const share = (list: Int16Array, { first, last }: Contender) => (list[last + 1]! - list[first]!) / (last - first + 1);

/** 3 a mention of the kind asked for, 2 holds one, 1 is part of one, 0 none; -1 where any shape may answer. */
export function fits({ contest: { reading }, one }: Choice): number {
  const kinds = fitting[reading.question.kind];
  if (!kinds) return -1;
  const { start, end } = one.range;
  let best = 0;
  for (const mention of reading.sentence.mentions()) {
    if (!kinds.includes(mention.kind) || mention.end <= start || mention.start >= end) continue;
    const exact = Math.abs(mention.start - start) + Math.abs(mention.end - end) <= 2;
    best = Math.max(best, exact ? 3 : mention.start >= start && mention.end <= end ? 2 : 1);
  }
  return best;
}

/** Of the candidates that rank before this one, how many `is` holds for. */
export const among = ({ contest, at, one }: Choice, is: (other: Contender, one: Contender) => boolean) =>
  contest.contenders.slice(0, at).filter((other) => is(other, one)).length;
export const within = (a: Contender, b: Contender) => a.first >= b.first && a.last <= b.last;

export const top = ({ contest }: Choice) => contest.contenders[0]!;
