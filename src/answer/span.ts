/** The answering words inside a sentence: candidate spans by shape, then a learned choice. */
import type { Range } from '../articles/article.ts';
import { isAgent } from './agent.ts';
import type { Candidate } from './candidates.ts';
import { Translations } from './evidence/translation.ts';
import type { FoundAnswer } from './evidence/verdict.ts';
import { fitting } from './kind-fit.ts';
import type { Learned } from './learned.ts';
import type { Question } from './question.ts';
import { spanByShape } from './span-by-shape.ts';
import { choiceFeatures, choiceRows } from './span-choice.ts';
import { alike, bestScore, type Contest, contestOf, type ScoredSpans, scoreSpans } from './span-contest.ts';
import { readSpans, type SpanReading, type SpanSentence } from './span-reading.ts';
import type { SpanModel, SpanWeights } from './span-weights.ts';

/** Offsets are into the sentence's text; `sure` 0…1: the share of the best spans' odds that say the same or nearly the same. */
export interface Span extends Range {
  readonly sure: number;
  /** Sum of its weights; can be compared between sentences of one question. */
  readonly score: number;
  /** What spoke for it: a value for each of `choiceFeatures`; empty where it was chosen by hand-set rules. */
  readonly values: Float32Array;
}

/** At least this sure, the answering words are marked, where nothing learned says more. */
export const SURE = 0.5;

/** Languages whose words the learned weights know; the others are read by shapes alone. */
export const isLexical = (language: string): boolean => language === 'en';

const none = Translations.empty();

/** Signs that belong to a figure and are no part of a word: "$42 million", "12 %". */
function withSigns(text: string, { start, end }: Range): Range {
  const before = /[$€£¥₽]\s?$/u.exec(text.slice(Math.max(0, start - 2), start));
  const after = /^\s?[%％‰]|^°[CF]?/u.exec(text.slice(end, end + 3));
  return { start: start - (before?.[0].length ?? 0), end: end + (after?.[0].length ?? 0) };
}

const modelFor = (language: string, weights: SpanWeights) => (isLexical(language) ? weights.lexical : weights.shapes);

/** A sentence read beside a question; undefined for a question that no few words answer. */
const readBeside = (question: Question, sentence: SpanSentence, language: string): SpanReading | undefined =>
  question.kind === 'yesno' ? undefined : readSpans(question, sentence, language, isLexical(language));

/** Who did what is asked of is worth this much more, in log odds. */
const AGENT = 2;

/** The last choice: each contender's log odds, by the trees or, where there are none, as the weights have it. */
export function chooseAmong(contest: Contest, { choice }: SpanModel, translations: Translations): Span | null {
  const { contenders, reading } = contest;
  const [first] = contenders;
  if (!first) return null;
  const width = choiceFeatures.length;
  const rows = choiceRows(contest, reading.lexical ? translations : none);
  const { question, language, sentence } = reading;
  const sums = choice?.scores(rows, width);
  const scores = contenders.map(
    ({ score, range }, at) => (isAgent(question, language, sentence, range.start) ? AGENT : 0) + (sums ? sums[at]! : score),
  );
  const best = scores.indexOf(Math.max(...scores));
  const odds = scores.map((score) => Math.exp(score - scores[best]!));
  const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0);
  const same = odds.filter((_, at) => alike(contenders[at]!, contenders[best]!));
  const range = withSigns(reading.sentence.text, contenders[best]!.range);
  return { ...range, sure: sum(same) / sum(odds), score: first.score, values: rows.slice(best * width, (best + 1) * width) };
}

/** The words of the sentence that answer best, or null for a sentence without words or a question that no few words answer. `translations` are English. */
export function chooseSpan(
  question: Question,
  sentence: SpanSentence,
  language: string,
  weights: SpanWeights,
  translations = none,
): Span | null {
  const reading = readBeside(question, sentence, language);
  const model = modelFor(language, weights);
  return reading ? chooseAmong(contestOf(scoreSpans(reading, model.weights)), model, translations) : null;
}

/** Kinds told by figures in every language. */
export const FIGURES: ReadonlySet<string> = new Set(['time', 'number', 'duration']);

/** "How many", in the languages that ask so; any other number asked for ("how tall") has a unit. */
const COUNTS = /viele?|many|combien|nombre|cuánt|cuant|скольк|количеств|كم|عدد|多少|[几幾]|いくつ|何[人本個台匹軒]/iu;

/**
 * Where words were not learned from, a date or a number is answered by one whole: the figure that the chosen words touch, else the one that
 * stands best. (German questions, right sentence given, one such figure in it: F1 0.94 instead of 0.91 for time, 0.84 instead of 0.81 for numbers.)
 */
function asFigure(question: Question, candidate: Candidate, span: Span | null): Span | null {
  if (!FIGURES.has(question.kind)) return span;
  const shapes = fitting[question.kind] ?? [];
  const figures = candidate.mentions().filter(({ kind }) => shapes.includes(kind));
  const touched = span && figures.find(({ start, end }) => start < span.end && span.start < end);
  const measured =
    touched?.kind === 'number' && !COUNTS.test(question.text) ? figures.find(({ kind }) => kind === 'quantity') : undefined;
  const whole = measured ?? touched;
  if (span && whole) return { ...span, start: whole.start, end: whole.end };
  return figures.length > 0 ? (spanByShape(question, candidate) ?? span) : span;
}

/** The answering words as the verdict sees them. */
export const foundAnswer = ({ text }: SpanSentence, span: Span | null): FoundAnswer | undefined =>
  span ? { text: text.slice(span.start, span.end), sure: span.sure, score: span.score, values: span.values } : undefined;

interface Sought {
  readonly question: Question;
  readonly reading: SpanReading | undefined;
  /** Filled as they are asked for. */
  scored: ScoredSpans | undefined;
  span: Span | null | undefined;
}

const sought = new WeakMap<Candidate, Sought>();

function seek(question: Question, candidate: Candidate): Sought {
  const known = sought.get(candidate);
  if (known?.question === question) return known;
  const reading = readBeside(question, candidate, candidate.passage.article.language);
  const found: Sought = { question, reading, scored: undefined, span: undefined };
  sought.set(candidate, found);
  return found;
}

function scoredIn(found: Sought, spans: SpanWeights): ScoredSpans | undefined {
  const { reading } = found;
  if (reading) found.scored ??= scoreSpans(reading, modelFor(reading.language, spans).weights);
  return found.scored;
}

/** How well the best words of a candidate answer, comparable between sentences of one question; undefined where no words do. */
export function spanScore(question: Question, candidate: Candidate, weights: SpanWeights): number | undefined {
  const scored = scoredIn(seek(question, candidate), weights);
  return scored && bestScore(scored);
}

/** The words that answer best by learned weights. */
function chosenIn(found: Sought, spans: SpanWeights, learned: Learned | undefined): Span | null {
  const scored = scoredIn(found, spans);
  if (!scored) return null;
  const model = modelFor(scored.reading.language, spans);
  return chooseAmong(contestOf(scored), model, learned?.ranker?.translations ?? none);
}

/** The words of a candidate that answer best, by learned weights where there are any. Sought once for each candidate and question. */
export function spanOf(question: Question, candidate: Candidate, learned: Learned | undefined): Span | null {
  const spans = learned?.spans;
  const found = seek(question, candidate);
  if (found.span !== undefined) return found.span;
  const free = spans ? chosenIn(found, spans, learned) : spanByShape(question, candidate);
  const span = isLexical(candidate.passage.article.language) ? free : asFigure(question, candidate, free);
  found.span = span;
  return span;
}
