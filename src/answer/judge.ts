/** The verdict on the best sentence: how sure it is that it answers, and whether its answering words may be marked. */
import type { Candidate, Ranked } from './candidates.ts';
import { handConfidence } from './confidence.ts';
import type { Evidence } from './evidence/evidence.ts';
import { fitting, freshOfKind, holdsKind } from './kind-fit.ts';
import { leaningOf } from './lead.ts';
import type { Learned } from './learned.ts';
import { logistic, logit } from './model.ts';
import type { Question } from './question.ts';
import { FIGURES, foundAnswer, isLexical, type Span, SURE, spanOf } from './span.ts';

export interface Judgement {
  /** 0…1; comparable between questions. */
  readonly confidence: number;
  readonly span: Span | null;
  /** Whether `span` is sure enough to be marked, should the question be answered. */
  readonly mark: boolean;
}

/** Where words were not learned from, shapes alone must be this sure. */
const SURE_BY_SHAPE = 0.7;

/** Japanese endings and particles, and Chinese ones, tie words to others: words that begin or end with one were cut from a phrase. */
const CUT = /^[\p{Script=Hiragana}的了在是於于為为和與与之]|[\p{Script=Hiragana}的了在是於于為为和與与]$/u;

/** Whether words chosen by shape alone have the shape of what is asked for. */
function isShaped({ kind }: Question, candidate: Candidate, { start, end, sure }: Span): boolean {
  const shapes = fitting[kind];
  const touched = candidate.mentions().filter((one) => one.start < end && start < one.end);
  // Scripts without capitals show no names: there a name is whatever is no figure.
  const unshown = shapes?.includes('name') && !/\p{Lu}|\p{Ll}/u.test(candidate.text.slice(start, end));
  const fits = !shapes || (unshown ? touched.length === 0 : touched.some((one) => shapes.includes(one.kind)));
  if (!fits) return false;
  if (FIGURES.has(kind)) return true;
  const words = candidate.text.slice(start, end);
  // Who asks for a figure has asked in words that are known to ask for one.
  if (CUT.test(words) || (!shapes && /\p{N}/u.test(words))) return false;
  // What the article is about is seldom what is asked for.
  const about = candidate.headings();
  const fresh = candidate.tokens.some((token) => token.start >= start && token.end <= end && !token.stop && !about.has(token.term));
  return fresh && sure >= SURE_BY_SHAPE;
}

/** Whether the words are all that the sentence holds of the kind asked for, beside what the question says itself. */
function isOnly(question: Question, candidate: Candidate, { start, end }: Span): boolean {
  const [only, another] = freshOfKind(question, candidate);
  return only !== undefined && another === undefined && only.start <= start && end <= only.end;
}

/** Nobody is told who someone is by "his successor". */
const pointsBack = ({ start, end }: Span, text: string) => leaningOf(text.slice(start, end)) === 'personal';

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
  !pointsBack(span, candidate.text) &&
  (isLexical(candidate.passage.article.language) || isShaped(question, candidate, span));

/** In a shelf of a few passages the sentence is mostly the right one: surer than this, its words are. */
const SURE_AMONG_FEW = 0.4;

/** `marked`: how likely the learned verdict holds the words for right; `trust`: how much it is to be trusted in this shelf, 0…1. */
function isSure(question: Question, candidate: Candidate, span: Span, marked: number | undefined, trust: number): boolean {
  if (marked === undefined) return span.sure >= SURE;
  return marked >= 0.5 || (trust < 0.5 && (span.sure > SURE_AMONG_FEW || isOnly(question, candidate, span)));
}

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

/** Only names of the question are met: what it asks of them is not. */
function meetsNamesAlone({ terms, held, near }: Candidate): boolean {
  const asked = terms.flatMap((term, t) => (term.name || term.number ? [] : [held[t]! + near[t]!]));
  return asked.length > 0 && asked.every((met) => met === 0);
}

/** Whether something speaks so strongly against an answer that none is given, whatever the rest says. */
export const isDoubtful = (question: Question, candidate: Candidate, evidence: Evidence): boolean =>
  foreignShare(evidence, candidate) >= FOREIGN || lacksFigure(question, candidate);

/** What is left of the confidence in doubt: less than any question is answered with. */
const DOUBTED = 0.4;

/** `ranked` holds at least one sentence. Learned where there are weights, by hand where not. */
export function judge(question: Question, ranked: readonly Ranked[], learned: Learned | undefined): Judgement {
  const { candidate, evidence } = ranked[0]!;
  const span = spanOf(question, candidate, learned);
  const verdict = learned?.spans && learned.ranker?.judge({ best: evidence, ranked, answer: foundAnswer(candidate, span) });
  const few = evidence.asked.passages < LEARNED_ALONE;
  const doubt = isDoubtful(question, candidate, evidence) || (few && meetsNamesAlone(candidate)) ? DOUBTED : 1;
  const trust = verdict ? Math.min(1, evidence.asked.passages / LEARNED_ALONE) : 0;
  const byHand = trust < 1 ? handConfidence(question, candidate) : 0.5;
  const confidence = verdict ? logistic(trust * logit(verdict.answered) + (1 - trust) * logit(byHand)) : byHand;
  const mark = span !== null && isSure(question, candidate, span, verdict?.marked, trust) && mayMark(question, candidate, span);
  return { confidence: doubt * confidence, span, mark };
}
