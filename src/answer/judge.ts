/** The verdict on the best sentence: how sure it is that it answers, and whether its answering words may be marked. */
import type { Candidate, Ranked } from './candidates.ts';
import { handConfidence } from './confidence.ts';
import type { Evidence } from './evidence/features.ts';
import type { Learned } from './learned.ts';
import type { Question } from './question.ts';
import { isLexical, type Span, SURE, spanOf } from './span.ts';

export interface Judgement {
  /** 0…1; comparable between questions. */
  readonly confidence: number;
  readonly span: Span | null;
  /** Whether `span` is sure enough to be marked, should the question be answered. */
  readonly mark: boolean;
}

/** Kinds told by figures in every language. */
const FIGURES: ReadonlySet<string> = new Set(['time', 'number', 'duration']);
/** Where words were not learned from, shapes alone must be this sure (measured on German questions, where nouns look like names). */
const SURE_BY_SHAPE = 0.8;

const mayMark = ({ kind }: Question, { passage }: Candidate, { sure }: Span) =>
  isLexical(passage.article.language) || FIGURES.has(kind) || sure >= SURE_BY_SHAPE;

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

/** `ranked` holds at least one sentence. Learned where there are weights, by hand where not. */
export function judge(question: Question, ranked: readonly Ranked[], learned: Learned | undefined): Judgement {
  const { candidate, evidence } = ranked[0]!;
  const span = spanOf(question, candidate, learned);
  const answer = span ? { text: candidate.text.slice(span.start, span.end), sure: span.sure, score: span.score } : undefined;
  const verdict = learned?.spans && learned.ranker?.judge({ best: evidence, ranked, answer });
  const doubt = foreignShare(evidence, candidate) < FOREIGN ? 1 : 0.5;
  if (!verdict) {
    const mark = span !== null && span.sure >= SURE && mayMark(question, candidate, span);
    return { confidence: doubt * handConfidence(question, candidate), span, mark };
  }
  const mark = span !== null && verdict.marked >= 0.5 && mayMark(question, candidate, span);
  return { confidence: doubt * verdict.answered, span, mark };
}
