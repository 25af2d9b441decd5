/** The sentences that might answer, best first: by what the sentences tell, then, among the first, by what answering words they hold. */
import type { SearchIndex } from '../search/search-index.ts';
import { describeCandidates, type FoundPassage, type Ranked } from './candidates.ts';
import { handOver } from './hand-over.ts';
import type { Learned } from './learned.ts';
import type { Lexicon } from './lexicon.ts';
import type { Question } from './question.ts';
import { type RankedEvidence, Ranker } from './ranker.ts';
import { isLexical, spanScore } from './span.ts';
import type { SpanWeights } from './span-weights.ts';

/** Sentences described for all that follows. */
const SENTENCES = 40;
/** So many of the first are searched for answering words, where they are nearly as good as the best: more would not become the first. */
const SEARCHED = 8;
const NEARLY = 2;
/** How much the best answering words of a sentence count beside its own score; chosen on articles apart from those learned from. */
const SPAN_WEIGHT = 0.5;

const byHand = new Ranker();

export interface RankedSentences {
  readonly ranked: readonly Ranked[];
  readonly ranker: Ranker;
  /** In the order of the ranker, before answering words were sought. */
  readonly evidences: readonly RankedEvidence[];
}

export function rankSentences(
  question: Question,
  found: readonly FoundPassage[],
  lexicon: Lexicon,
  indexes: readonly SearchIndex[],
  learned: Learned | undefined,
): RankedSentences {
  const ranker = learned?.ranker ?? byHand;
  const evidences = handOver(ranker.rank(question, found, lexicon, indexes), indexes).slice(0, SENTENCES);
  const candidates = describeCandidates(
    question,
    evidences.map(({ evidence }) => evidence),
    lexicon,
  );
  const ranked = evidences.map(({ evidence, score }, i) => ({ candidate: candidates[i]!, evidence, score }));
  return { ranked: learned?.ranker && learned.spans ? bySpans(question, ranked, learned.spans) : ranked, ranker, evidences };
}

/** Lowers those of the first that hold worse answering words than the best of them does. */
function bySpans(question: Question, ranked: readonly Ranked[], weights: SpanWeights): Ranked[] {
  const first = ranked.slice(0, SEARCHED).filter(({ score }) => score >= ranked[0]!.score - NEARLY);
  if (question.kind === 'yesno' || !first.every(({ candidate }) => isLexical(candidate.passage.article.language)))
    return [...ranked];
  const spans = first.map(({ candidate }) => spanScore(question, candidate, weights));
  const known = spans.filter((score) => score !== undefined);
  const [best, worst] = [Math.max(...known), Math.min(...known)];
  const searched = first.map((one, i) => ({ ...one, score: one.score + SPAN_WEIGHT * ((spans[i] ?? worst) - best) }));
  return [...(known.length > 0 ? searched.sort((a, b) => b.score - a.score) : first), ...ranked.slice(first.length)];
}
