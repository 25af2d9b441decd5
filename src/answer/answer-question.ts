/** A question in, an answer out. Pure: no clock, no environment, nothing kept but analyzed passages. */
import type { Passage } from '../articles/article.ts';
import type { QueryTerm, SearchIndex } from '../search/search-index.ts';
import type { Answer, Excerpt } from './answer.ts';
import { type Candidate, type FoundPassage, gatherCandidates } from './candidates.ts';
import { ANSWERED, CLOSE, handConfidence, metShare } from './confidence.ts';
import { evidence } from './evidence.ts';
import { excerptOf, verbatim } from './excerpt.ts';
import { handScore } from './hand-weights.ts';
import { type Lexicon, lexiconOf } from './lexicon.ts';
import { mannerOf } from './manners.ts';
import { type Question, readQuestion } from './question.ts';
import { chooseSpan } from './span.ts';

export interface QuestionRequest {
  readonly question: string;
  /** The question before this one in the same reply chain or thread. */
  readonly previous?: string;
  /** Restrict to one article. */
  readonly articleId?: string;
}

export interface AnswerOptions {
  /** How many excerpts to return at most; 10 when absent. */
  readonly limit?: number;
}

/** Passages fetched from each index, and sentences looked at closely. */
const PASSAGES = 40;
const SENTENCES = 80;
/** Passages of one article, when the question is restricted to it. */
const ARTICLE_PASSAGES = 400;

/** Every term that stands for a word of the question: its stem in the question's language and in the articles'. */
function queryTerms(question: Question, indexes: readonly SearchIndex[]): QueryTerm[] {
  const languages = new Set([question.language, ...indexes.flatMap((index) => index.languages.slice(0, 4))]);
  const terms = new Map<string, QueryTerm>();
  for (const language of languages)
    for (const { term, surface } of question.termsIn(language)) if (!terms.has(term)) terms.set(term, { term, surface });
  return [...terms.values()];
}

function articlePassages(articleId: string, indexes: readonly SearchIndex[]): FoundPassage[] {
  const found: FoundPassage[] = [];
  for (const index of indexes) {
    for (let ordinal = 1; ordinal <= ARTICLE_PASSAGES; ordinal++) {
      const passage = index.passage(`${articleId}:${ordinal}`);
      if (!passage) break;
      found.push({ passage, rank: 0, score: 0 });
    }
    if (found.length) break;
  }
  return found;
}

/** The best passages of all indexes together, by score; each index's scores are its own, so they are put beside each other by their best. */
async function findPassages(question: Question, indexes: readonly SearchIndex[], limit: number): Promise<FoundPassage[]> {
  const query = { terms: queryTerms(question, indexes), phrases: question.phrases };
  const lists = await Promise.all(indexes.map((index) => index.search(query, limit)));
  const best = Math.max(1e-9, ...lists.map((hits) => hits[0]?.score ?? 0));
  const found = lists.flatMap((hits, at) =>
    hits.flatMap(({ passageId, score }) => {
      const passage: Passage | undefined = indexes[at]!.passage(passageId);
      return passage ? [{ passage, score: score / best }] : [];
    }),
  );
  return found
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map((hit, rank) => ({ ...hit, rank }));
}

function rank(question: Question, candidates: readonly Candidate[]): { candidate: Candidate; score: number }[] {
  const values = evidence(question, candidates);
  return candidates.map((candidate, at) => ({ candidate, score: handScore(values[at]!) })).sort((a, b) => b.score - a.score);
}

/** Words of the question that the best excerpt's passage does not hold, as typed. */
const missingWords = ({ terms, counts, near }: Candidate) =>
  terms.filter((_, t) => counts[t] === 0 && !near[t]).map(({ surface }) => surface);

function nothing(question: Question, lexicon: Lexicon): Answer {
  const missing = question.terms.filter(({ term }) => lexicon.documentFrequency(term) === 0);
  const suggestion = missing.flatMap(({ term }) => lexicon.corrections(term))[0];
  return { kind: 'nothing', confidence: 0, missing: missing.map(({ surface }) => surface), ...(suggestion && { suggestion }) };
}

async function candidatesFor(request: QuestionRequest, question: Question, indexes: readonly SearchIndex[], lexicon: Lexicon) {
  const found = request.articleId ? articlePassages(request.articleId, indexes) : await findPassages(question, indexes, PASSAGES);
  return gatherCandidates(question, found, lexicon, SENTENCES).filter(({ bm25 }) => bm25 > 0);
}

/** Answers from the indexes in scope. Never throws on any question; every offset returned was compared with its article. */
export async function answerQuestion(
  request: QuestionRequest,
  indexes: readonly SearchIndex[],
  options: AnswerOptions = {},
): Promise<Answer> {
  const manner = mannerOf(request.question);
  if (manner) return { kind: 'nothing', confidence: 0, missing: [], manner };
  const question = readQuestion(request.question, indexes[0]?.languages[0]);
  const lexicon = lexiconOf(indexes);
  const ranked = rank(question, await candidatesFor(request, question, indexes, lexicon));
  const best = ranked[0]?.candidate;
  if (!best || metShare(best) < CLOSE) return nothing(question, lexicon);
  const confidence = handConfidence(question, best);
  const span = chooseSpan(question, best);
  const excerpts = ranked
    .slice(0, options.limit ?? 10)
    .map(({ candidate, score }, at) => excerptOf(candidate, score, at === 0 ? span : null))
    .filter(verbatim);
  if (excerpts.length === 0) return nothing(question, lexicon);
  const answered = confidence >= ANSWERED;
  return {
    kind: answered ? 'answered' : 'closest',
    confidence,
    excerpts: excerpts as [Excerpt, ...Excerpt[]],
    quotes: 1,
    shown: answered && span !== null && span.sure >= 0.5,
    missing: missingWords(best),
  };
}

/** Ranked excerpts, the best sentence of each passage, without a verdict: `closest`, or `nothing` when no term is found. */
export async function searchExcerpts(query: string, indexes: readonly SearchIndex[], limit: number): Promise<Answer> {
  const question = readQuestion(query, indexes[0]?.languages[0]);
  const lexicon = lexiconOf(indexes);
  const ranked = rank(question, await candidatesFor({ question: query }, question, indexes, lexicon));
  const passages = new Set<string>();
  const excerpts = ranked
    .filter(({ candidate: { passage } }) => !passages.has(passage.id) && passages.add(passage.id))
    .slice(0, limit)
    .map(({ candidate, score }) => excerptOf(candidate, score, null))
    .filter(verbatim);
  if (excerpts.length === 0) return nothing(question, lexicon);
  const best = ranked[0]!.candidate;
  return {
    kind: 'closest',
    confidence: handConfidence(question, best),
    excerpts: excerpts as [Excerpt, ...Excerpt[]],
    quotes: excerpts.length,
    shown: false,
    missing: missingWords(best),
  };
}
