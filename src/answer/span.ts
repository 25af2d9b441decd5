/** The answering words inside a sentence: candidate spans by shape, then a learned choice. */
import type { Range } from '../articles/article.ts';
import type { Candidate } from './candidates.ts';
import { fitting } from './kind-fit.ts';
import type { Learned } from './learned.ts';
import type { Question } from './question.ts';
import { spanByShape } from './span-by-shape.ts';
import { type SpanSentence, spanRows } from './span-features.ts';
import { type SpanRows, scoreRows } from './span-rows.ts';
import type { SpanWeights } from './span-weights.ts';
import { type Stretch, takenOver } from './taken-over.ts';

/** Offsets are into the sentence's text; `sure` 0…1: the share of all candidate spans' odds that say the same or nearly the same. */
export interface Span extends Range {
  readonly sure: number;
  /** Sum of its weights; can be compared between sentences of one question. */
  readonly score: number;
}

/** At least this sure, the answering words are marked, where nothing learned says more. */
export const SURE = 0.5;

/** Languages whose words the learned weights know; the others are read by shapes alone. */
export const isLexical = (language: string): boolean => language === 'en';

const POSSESSIVE = /(?<=[\p{L}\p{N}])['’]s$|(?<=s)['’]$/u;

/** Where candidate span `i` stands; "Nkrumah's" is answered by "Nkrumah". Offsets are into the sentence's text. */
export function rangeOf({ text, tokens }: SpanSentence, rows: SpanRows, i: number): Range {
  const start = tokens[rows.first[i]!]!.start;
  const said = text.slice(start, tokens[rows.last[i]!]!.end);
  return { start, end: start + said.replace(POSSESSIVE, '').length };
}

/** Signs that belong to a figure and are no part of a word: "$42 million", "12 %". */
function withSigns(text: string, { start, end }: Range): Range {
  const before = /[$€£¥₽]\s?$/u.exec(text.slice(Math.max(0, start - 2), start));
  const after = /^\s?[%％‰]|^°[CF]?/u.exec(text.slice(end, end + 3));
  return { start: start - (before?.[0].length ?? 0), end: end + (after?.[0].length ?? 0) };
}

/** Half of the shorter one's words are shared: a reader would call them the same answer. */
function alike(rows: SpanRows, a: number, b: number): boolean {
  const shared = Math.min(rows.last[a]!, rows.last[b]!) - Math.max(rows.first[a]!, rows.first[b]!) + 1;
  const words = rows.last[a]! - rows.first[a]! + rows.last[b]! - rows.first[b]! + 2;
  return shared > 0 && (2 * shared) / words >= 0.5;
}

/** Whether a span stands in the clause of a stretch, outside it. */
function besides(span: Range, stretch: Range, text: string): boolean {
  if (span.start < stretch.end && stretch.start < span.end) return false;
  const between = span.end <= stretch.start ? text.slice(span.end, stretch.start) : text.slice(stretch.end, span.start);
  return !/[,;:()–—、，；：]/u.test(between);
}

const bonus = ({ words }: Stretch) => Math.min(1.5, 0.4 * (words - 1));

/** "She", "it was": nothing but small words answers nothing. */
function isSmall({ tokens }: SpanSentence, rows: SpanRows, i: number): boolean {
  for (let t = rows.first[i]!; t <= rows.last[i]!; t++) if (!tokens[t]!.stop) return false;
  return true;
}

/** The words of the sentence that answer best, or null for a sentence without words or a question that no few words answer. */
export function chooseSpan(question: Question, sentence: SpanSentence, language: string, weights: SpanWeights): Span | null {
  if (question.kind === 'yesno') return null;
  const lexical = isLexical(language);
  const rows = spanRows(question, sentence, language, lexical);
  if (rows.count === 0) return null;
  const scores = scoreRows(rows, lexical ? weights.lexical : weights.shapes);
  for (let i = 0; i < rows.count; i++) if (isSmall(sentence, rows, i)) scores[i] = -Infinity;
  const stretch = takenOver(question, sentence.tokens, language);
  if (stretch)
    for (let i = 0; i < rows.count; i++)
      if (besides(rangeOf(sentence, rows, i), stretch, sentence.text)) scores[i]! += bonus(stretch);
  let best = 0;
  for (let i = 1; i < rows.count; i++) if (scores[i]! > scores[best]!) best = i;
  if (scores[best] === -Infinity) return null;
  let all = 0;
  let same = 0;
  for (let i = 0; i < rows.count; i++) {
    const odds = Math.exp(scores[i]! - scores[best]!);
    all += odds;
    if (alike(rows, i, best)) same += odds;
  }
  return { ...withSigns(sentence.text, rangeOf(sentence, rows, best)), sure: same / all, score: scores[best]! };
}

/** Kinds told by figures in every language. */
export const FIGURES: ReadonlySet<string> = new Set(['time', 'number', 'duration']);

/**
 * Where words were not learned from, a date or a number is answered by one whole: the figure that the chosen words touch, else the one that
 * stands best. (German questions, right sentence given, one such figure in it: F1 0.94 instead of 0.91 for time, 0.84 instead of 0.81 for numbers.)
 */
function asFigure(question: Question, candidate: Candidate, span: Span | null): Span | null {
  if (!FIGURES.has(question.kind)) return span;
  const shapes = fitting[question.kind] ?? [];
  const figures = candidate.mentions().filter(({ kind }) => shapes.includes(kind));
  const touched = span && figures.find(({ start, end }) => start < span.end && span.start < end);
  if (touched) return { ...span, start: touched.start, end: touched.end };
  return figures.length > 0 ? (spanByShape(question, candidate) ?? span) : span;
}

const chosen = new WeakMap<Candidate, { readonly question: Question; readonly span: Span | null }>();

/** The words of a candidate that answer best, by learned weights where there are any. Sought once for each candidate and question. */
export function spanOf(question: Question, candidate: Candidate, learned: Learned | undefined): Span | null {
  const known = chosen.get(candidate);
  if (known?.question === question) return known.span;
  const { language } = candidate.passage.article;
  const free = learned?.spans ? chooseSpan(question, candidate, language, learned.spans) : spanByShape(question, candidate);
  const span = isLexical(language) ? free : asFigure(question, candidate, free);
  chosen.set(candidate, { question, span });
  return span;
}
