/** The verdict on the best sentence: how sure it is that it answers, and whether its answering words may be marked. */
import type { Candidate, Ranked } from './candidates.ts';
import { handConfidence } from './confidence.ts';
import type { Evidence } from './evidence/evidence.ts';
import { fitting, holdsKind } from './kind-fit.ts';
import type { Learned } from './learned.ts';
import { logistic } from './model.ts';
import type { Question } from './question.ts';
import { FIGURES, isLexical, type Span, SURE, spanOf } from './span.ts';

export interface Judgement {
  /** 0…1; comparable between questions. */
  readonly confidence: number;
  readonly span: Span | null;
  /** Whether `span` is sure enough to be marked, should the question be answered. */
  readonly mark: boolean;
}

/** Where words were not learned from, shapes alone must be this sure (measured on German questions, where nouns look like names). */
const SURE_BY_SHAPE = 0.8;

/** Whether words chosen by shape alone have the shape of what is asked for. */
function isShaped({ kind }: Question, candidate: Candidate, { start, end, sure }: Span): boolean {
  const shapes = fitting[kind];
  const fits = shapes?.length
    ? candidate.mentions().some((one) => shapes.includes(one.kind) && one.start < end && start < one.end)
    : true;
  if (!fits) return false;
  if (FIGURES.has(kind)) return true;
  // What the article is about is seldom what is asked for.
  const about = candidate.headings();
  const fresh = candidate.tokens.some((token) => token.start >= start && token.end <= end && !token.stop && !about.has(token.term));
  return fresh && sure >= SURE_BY_SHAPE;
}

/** No person is a figure. */
const isFigure = ({ kind }: Question, { start, end }: Span, text: string) =>
  kind === 'person' && /\p{N}/u.test(text.slice(start, end));

/** A lone word asks for nothing in particular; and no one word tells how a thing is done. */
function asksForWords(question: Question, { start, end }: Span, text: string): boolean {
  if (!question.asker) return question.terms.length > 1;
  return question.kind !== 'manner' || !DONE.test(question.text) || /\s/u.test(text.slice(start, end).trim());
}

/** "How do I …", "how can one …", "how to …". */
const DONE = /(?<!\p{L})how (?:do|can|could|should|would) (?:i|you|we|one|they|people)(?!\p{L})|(?<!\p{L})how to(?!\p{L})/iu;

const mayMark = (question: Question, candidate: Candidate, span: Span) =>
  asksForWords(question, span, candidate.text) &&
  !isFigure(question, span, candidate.text) &&
  (isLexical(candidate.passage.article.language) || isShaped(question, candidate, span));

/** More than this share of what is asked stands in no article at all: whatever else was found, the question is about something else. */
const FOREIGN = 0.44;

function foreignShare({ asked: { unknown, idf, terms } }: Evidence, { held, near }: Candidate): number {
  let all = 0;
  let foreign = 0;
  for (let t = 0; t < terms.length; t++) {
    const weight = Math.max(idf[t]!, 0.3);
    all += weight;
    if ((unknown >>> t) & 1 && !held[t] && !near[t]) foreign += weight;
  }
  return all ? foreign / all : 0;
}

/** "How old", "how many", "how long" is answered by a figure, whatever else the sentence holds. */
const lacksFigure = (question: Question, candidate: Candidate) =>
  (question.kind === 'number' || question.kind === 'duration') && !holdsKind(question, candidate);

/** With so many passages the learned verdict speaks alone; a shelf of a few is not what it was learned on, there the rules set by hand speak too. */
const LEARNED_ALONE = 60;

const logit = (probability: number) => Math.log(Math.max(probability, 1e-6) / Math.max(1 - probability, 1e-6));

/** `ranked` holds at least one sentence. Learned where there are weights, by hand where not. */
export function judge(question: Question, ranked: readonly Ranked[], learned: Learned | undefined): Judgement {
  const { candidate, evidence } = ranked[0]!;
  const span = spanOf(question, candidate, learned);
  const answer = span ? { text: candidate.text.slice(span.start, span.end), sure: span.sure, score: span.score } : undefined;
  const verdict = learned?.spans && learned.ranker?.judge({ best: evidence, ranked, answer });
  const doubt = foreignShare(evidence, candidate) < FOREIGN && !lacksFigure(question, candidate) ? 1 : 0.4;
  const trust = verdict ? Math.min(1, evidence.asked.passages / LEARNED_ALONE) : 0;
  const byHand = trust < 1 ? handConfidence(question, candidate) : 0.5;
  const confidence = verdict ? logistic(trust * logit(verdict.answered) + (1 - trust) * logit(byHand)) : byHand;
  const sure = verdict && trust >= 0.5 ? verdict.marked >= 0.5 : span !== null && span.sure >= SURE;
  return { confidence: doubt * confidence, span, mark: span !== null && sure && mayMark(question, candidate, span) };
}
