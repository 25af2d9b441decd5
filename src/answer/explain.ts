/** What spoke for and against the best sentences, as the ranker saw it. */
import type { Range } from '../articles/article.ts';
import type { SearchIndex } from '../search/search-index.ts';
import { type AnswerOptions, lookUp, type QuestionRequest } from './answer-question.ts';
import type { Candidate } from './candidates.ts';
import type { Reason } from './ranker.ts';

/** One sentence beside the question. Reasons are sorted by how much they moved it. */
export interface Explanation {
  readonly candidate: Candidate;
  /** Where the sentence stands in `candidate.passage.article.text`. */
  readonly sentence: Range;
  /** Words of the question, as typed: those it holds, those that stand near it, those that are missing. */
  readonly held: readonly string[];
  readonly near: readonly string[];
  readonly missing: readonly string[];
  readonly speaksFor: readonly Reason[];
  readonly speaksAgainst: readonly Reason[];
}

const REASONS = 5;
/** A reason that moves less than this share of the strongest one is not worth telling. */
const TELLING = 0.1;

const words = ({ terms }: Candidate, which: (t: number) => boolean) =>
  terms.filter((_, t) => which(t)).map(({ surface }) => surface);

/** The best `limit` sentences for a question, each with its reasons. Empty where nothing was found. */
export async function explainAnswer(
  request: QuestionRequest,
  indexes: readonly SearchIndex[],
  options: AnswerOptions,
  limit = 3,
): Promise<readonly Explanation[]> {
  const { ranked, reasonsOf } = await lookUp(request, indexes, options);
  return ranked.slice(0, limit).map(({ candidate }) => {
    const { held, near, sentence } = candidate;
    const reasons = reasonsOf(candidate).toSorted((a, b) => Math.abs(b.moved) - Math.abs(a.moved));
    const strongest = Math.abs(reasons[0]?.moved ?? 0);
    const telling = reasons.filter(({ moved }) => Math.abs(moved) >= TELLING * strongest && moved !== 0);
    return {
      candidate,
      sentence: { start: sentence.start, end: sentence.end },
      held: words(candidate, (t) => held[t] === 1),
      near: words(candidate, (t) => near[t] === 1),
      missing: words(candidate, (t) => !held[t] && !near[t]),
      speaksFor: telling.filter(({ moved }) => moved > 0).slice(0, REASONS),
      speaksAgainst: telling.filter(({ moved }) => moved < 0).slice(0, REASONS),
    };
  });
}
