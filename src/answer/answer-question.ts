/** A question in, an answer out. Pure: no clock, no environment, nothing kept but analyzed passages. */
import { type Aliases, allAliases } from '../search/aliases.ts';
import { analyze } from '../search/analyzer.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { Answer, Excerpt } from './answer.ts';
import { authorVerb } from './author.ts';
import type { Candidate, Ranked } from './candidates.ts';
import { ANSWERED, CLOSE, metShare } from './confidence.ts';
import { excerptOf, verbatim } from './excerpt.ts';
import { completeQuestion } from './follow-up.ts';
import { judge } from './judge.ts';
import type { Learned } from './learned.ts';
import { type Lexicon, lexiconOf } from './lexicon.ts';
import { mannerOf } from './manners.ts';
import { respellAskers } from './mistyped.ts';
import { findPassages, passagesOf } from './passages.ts';
import { withoutPreamble } from './preamble.ts';
import { boundQuestion, type Question, readQuestion } from './question.ts';
import { composeQuotes } from './quotes.ts';
import { rankSentences } from './rank-sentences.ts';
import type { Reason } from './ranker.ts';
import { byDate, isOf, readRecency } from './recency.ts';

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
  /** What was learned, as `loadLearned` reads it; hand-set weights where it is absent. */
  readonly learned?: Learned;
  /** Names that mean the same; the well-known ones when absent. */
  readonly aliases?: Aliases;
  /** The day of the question, ISO: what "yesterday" is counted from. Without it such words mean nothing. */
  readonly today?: string;
}

/** Sentences that meet almost as much of the question as the best are as good when the newest is asked for. */
const AS_GOOD = 0.1;

const wellKnown = allAliases().aliases;

/** A question put to the indexes. */
export interface Asked {
  /** As it was typed. */
  readonly question: Question;
  /** As it reads without the question before it. */
  readonly alone: string;
  /** As the articles would spell it: what it asks for and where its answer stands are told by this one. */
  readonly spelled: Question;
  readonly lexicon: Lexicon;
  readonly ranked: readonly Ranked[];
  /** What moved one of the ranked sentences. */
  reasonsOf(candidate: Candidate): readonly Reason[];
}

/** Of what answers equally well, the newest first; the rest after it, by score. */
function newestFirst(ranked: readonly Ranked[]): Ranked[] {
  const best = Math.max(0, ...ranked.map(({ candidate }) => metShare(candidate)));
  const good = ranked.filter(({ candidate }) => metShare(candidate) >= best - AS_GOOD);
  const byArticleDate = good.toSorted((a, b) => byDate(a.candidate.passage.article, b.candidate.passage.article));
  return [...byArticleDate, ...ranked.filter((one) => !good.includes(one))];
}

/** The question with the words that no article writes put as the articles spell them. */
function corrected(question: Question, lexicon: Lexicon, hint: string | undefined, aliases: Aliases): Question {
  let text = question.text;
  for (const term of question.terms.toReversed()) {
    const unheld = !term.name && !term.number && lexicon.documentFrequency(term.term) === 0;
    const spelling = unheld ? (lexicon.spelling(term) ?? authorVerb(term.surface)) : undefined;
    if (spelling !== undefined) text = text.slice(0, term.start) + spelling + text.slice(term.end);
  }
  return text === question.text ? question : readQuestion(text, hint ?? question.language, aliases);
}

/** Reads the question and ranks the sentences that might answer it, best first. */
export async function lookUp(request: QuestionRequest, indexes: readonly SearchIndex[], options: AnswerOptions): Promise<Asked> {
  const [hint] = indexes[0]?.languages ?? [];
  const alone = completeQuestion(withoutPreamble(boundQuestion(request.question)), request.previous, hint);
  const dated = readRecency(alone, options.today);
  const aliases = options.aliases ?? wellKnown;
  const lexicon = lexiconOf(indexes);
  const isWritten = (word: string) => lexicon.documentFrequency(word) > 0;
  const typed = hint === 'en' ? respellAskers(dated.question, isWritten) : dated.question;
  const question = readQuestion(typed, hint, aliases);
  const { articleId } = request;
  const all = articleId === undefined ? await findPassages(question, indexes, aliases) : passagesOf(articleId, indexes);
  const { recency } = dated;
  const found = recency ? all.filter(({ passage }) => isOf(passage.article, recency)) : all;
  const { ranked, ranker, evidences } = rankSentences(question, found, lexicon, indexes, options.learned);
  const others = evidences.map(({ evidence }) => evidence);
  const reasonsOf = (candidate: Candidate) => ranker.reasons(ranked.find((one) => one.candidate === candidate)!.evidence, others);
  return {
    question,
    alone,
    spelled: corrected(question, lexicon, hint, aliases),
    lexicon,
    ranked: recency && 'newest' in recency ? newestFirst(ranked) : ranked,
    reasonsOf,
  };
}

/** Words of the question that the best excerpt's passage does not hold, as typed. */
function missingWords(question: Question, { terms, held, near }: Candidate): string[] {
  // Small words of the question's own language tell nothing to an article in another one either.
  const telling = new Set(question.terms.map(({ start }) => start));
  return terms.filter(({ start }, t) => !held[t] && !near[t] && telling.has(start)).map(({ surface }) => surface);
}

/** "The", "what is this?": nothing that an article could hold. */
function asksNothing({ text, language, terms }: Question): boolean {
  const stops = new Set(analyze(text, language).flatMap(({ start, stop }) => (stop ? [start] : [])));
  return terms.every(({ start, name }) => !name && stops.has(start));
}

function nothing({ question, lexicon }: Asked): Answer {
  const missing = asksNothing(question) ? [] : question.terms.filter(({ term }) => lexicon.documentFrequency(term) === 0);
  const suggestion = missing.map((word) => lexicon.spelling(word)).find((spelling) => spelling !== undefined);
  return {
    kind: 'nothing',
    confidence: 0,
    missing: missing.map(({ surface }) => surface),
    ...(suggestion && { suggestion }),
  };
}

const isFilled = (excerpts: readonly Excerpt[]): excerpts is readonly [Excerpt, ...Excerpt[]] => excerpts.length > 0;

/**
 * Answers from the indexes in scope. Never throws on any question; every offset returned was compared with its article. Sentences that
 * stand word for word in several articles come once; where articles answer differently, their quotes come first, newest first, and `differ` says so.
 */
export async function answerQuestion(
  request: QuestionRequest,
  indexes: readonly SearchIndex[],
  options: AnswerOptions = {},
): Promise<Answer> {
  const manner = mannerOf(request.question);
  if (manner) return { kind: 'nothing', confidence: 0, missing: [], manner };
  const asked = await lookUp(request, indexes, options);
  const { spelled, ranked } = asked;
  const best = ranked[0]?.candidate;
  if (!best || metShare(best) < CLOSE || asksNothing(asked.question)) return nothing(asked);
  const { confidence, mark } = judge(spelled, ranked, options.learned);
  const answered = confidence >= ANSWERED;
  const { excerpts, quotes, sure, differ } = composeQuotes(spelled, ranked, options.learned, answered, mark, options.limit ?? 10);
  if (!isFilled(excerpts)) return nothing(asked);
  return {
    kind: answered ? 'answered' : 'closest',
    confidence,
    excerpts,
    quotes,
    shown: answered && sure,
    missing: missingWords(asked.question, best),
    asked: asked.alone,
    ...(differ && { differ }),
  };
}

/** Ranked excerpts, the best sentence of each passage, without a verdict: `closest`, or `nothing` when no term is found. */
export async function searchExcerpts(
  query: string,
  indexes: readonly SearchIndex[],
  limit: number,
  options: Omit<AnswerOptions, 'limit'> = {},
): Promise<Answer> {
  const asked = await lookUp({ question: query }, indexes, options);
  const passages = new Set<string>();
  const excerpts = asked.ranked
    .filter(({ candidate: { passage } }) => !passages.has(passage.id) && passages.add(passage.id))
    .slice(0, limit)
    .map(({ candidate, score }) => excerptOf(candidate, score, null))
    .filter(verbatim);
  if (!isFilled(excerpts)) return nothing(asked);
  const best = asked.ranked[0]!.candidate;
  const { confidence } = judge(asked.spelled, asked.ranked, options.learned);
  const { alone } = asked;
  return {
    kind: 'closest',
    confidence,
    excerpts,
    quotes: excerpts.length,
    shown: false,
    missing: missingWords(asked.question, best),
    asked: alone,
  };
}
