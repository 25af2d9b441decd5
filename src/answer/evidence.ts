/** What speaks for a sentence: the features of a question-sentence pair, each a small function with its reason. */
import type { Candidate } from './candidates.ts';
import type { MentionKind } from './mentions.ts';
import type { Question } from './question.ts';
import type { AnswerKind } from './question-words.ts';

export interface Pair {
  readonly question: Question;
  readonly candidate: Candidate;
  /** The greatest bm25 among the candidates. */
  readonly best: number;
}

/** Shapes that can answer each kind of question. */
export const fitting: Readonly<Partial<Record<AnswerKind, readonly MentionKind[]>>> = {
  person: ['name', 'list'],
  organisation: ['name', 'list'],
  place: ['name', 'list'],
  time: ['date', 'year'],
  duration: ['duration', 'date'],
  number: ['number', 'quantity', 'money', 'percent', 'duration'],
};

const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0);

/** idf-weighted share of the terms for which `held` is true. */
function weighted({ idf }: Candidate, held: (term: number) => boolean): number {
  let sum = 0;
  let all = 0;
  for (let t = 0; t < idf.length; t++) {
    all += idf[t]!;
    if (held(t)) sum += idf[t]!;
  }
  return share(sum, all);
}

const present = (candidate: Candidate, t: number) => candidate.counts[t]! > 0;

/** Whether a sentence holds something shaped like what is asked for, outside the question's own words. */
export function holdsKind(question: Question, candidate: Candidate): boolean {
  const kinds = fitting[question.kind];
  if (!kinds) return true;
  const asked = new Set(question.text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
  return candidate.mentions().some(({ kind, start, end }) => {
    if (!kinds.includes(kind)) return false;
    const inside = candidate.tokens.filter((token) => token.start >= start && token.end <= end);
    return inside.some((token) => !token.stop && !asked.has(candidate.text.slice(token.start, token.end).toLowerCase()));
  });
}

/** The question's terms stand close together in a sentence that is about what they say. */
function proximity(candidate: Candidate): number {
  const places = [...candidate.first].filter((at) => at >= 0).sort((a, b) => a - b);
  return places.length < 2 ? 0 : share(places.length, places.at(-1)! - places[0]! + 1);
}

/** Neighbours in the question that are neighbours here: a name or a fixed expression. */
function neighbours({ first, terms }: Candidate): number {
  let pairs = 0;
  for (let t = 1; t < terms.length; t++)
    if (first[t]! >= 0 && first[t - 1]! >= 0 && Math.abs(first[t]! - first[t - 1]!) <= 2) pairs++;
  return share(pairs, terms.length - 1);
}

/** In this order a pair's features stand in its list. */
export const features: readonly { readonly name: string; readonly of: (pair: Pair) => number }[] = [
  { name: 'coverage', of: ({ candidate }) => weighted(candidate, (t) => present(candidate, t)) },
  { name: 'context', of: ({ candidate }) => weighted(candidate, (t) => present(candidate, t) || candidate.near[t] === 1) },
  { name: 'bm25', of: ({ candidate, best }) => share(candidate.bm25, best) },
  { name: 'proximity', of: ({ candidate }) => proximity(candidate) },
  { name: 'neighbours', of: ({ candidate }) => neighbours(candidate) },
  { name: 'kind', of: ({ question, candidate }) => (holdsKind(question, candidate) ? 1 : 0) },
  { name: 'passage', of: ({ candidate }) => candidate.found.score },
  { name: 'rank', of: ({ candidate }) => 1 / (1 + candidate.found.rank) },
  { name: 'opening', of: ({ candidate }) => (candidate.index === 0 ? 1 : 0) },
  // A sentence that says nothing beyond the question does not answer it.
  { name: 'news', of: ({ candidate }) => Math.min(1, (candidate.content - candidate.first.filter((at) => at >= 0).length) / 6) },
  {
    name: 'label',
    of: ({ candidate: { sentence } }) =>
      sentence.kind === 'title' || sentence.kind === 'heading' || sentence.kind === 'credit' ? 1 : 0,
  },
  { name: 'asks', of: ({ candidate: { text } }) => (/[?？؟]["”»]?$/.test(text) ? 1 : 0) },
];

/** One list of features for each candidate, in the order of `features`. */
export function evidence(question: Question, candidates: readonly Candidate[]): Float64Array[] {
  const best = candidates.reduce((most, { bm25 }) => Math.max(most, bm25), 0);
  return candidates.map((candidate) => Float64Array.from(features, ({ of }) => of({ question, candidate, best })));
}
