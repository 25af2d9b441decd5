/** The verdict on the best sentence: how sure it is that it answers, and whether its answering words may be marked. */
import type { Candidate, Ranked } from './candidates.ts';
import { handConfidence } from './confidence.ts';
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

/** `ranked` holds at least one sentence. Learned where there are weights, by hand where not. */
export function judge(question: Question, ranked: readonly Ranked[], learned: Learned | undefined): Judgement {
  const { candidate, evidence } = ranked[0]!;
  const span = spanOf(question, candidate, learned);
  const answer = span ? { text: candidate.text.slice(span.start, span.end), sure: span.sure, score: span.score } : undefined;
  const verdict = learned?.spans && learned.ranker?.judge({ best: evidence, ranked, answer });
  if (!verdict)
    return {
      confidence: handConfidence(question, candidate),
      span,
      mark: span !== null && span.sure >= SURE && mayMark(question, candidate, span),
    };
  const mark = span !== null && verdict.marked >= 0.5 && mayMark(question, candidate, span);
  return { confidence: verdict.answered, span, mark };
}
