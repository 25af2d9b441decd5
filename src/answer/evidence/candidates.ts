/** The sentences that might answer, beside everything that is known of them. */
import type { Article } from '../../articles/article.ts';
import type { SearchIndex } from '../../search/search-index.ts';
import type { FoundPassage } from '../candidates.ts';
import type { Lexicon } from '../lexicon.ts';
import type { Question } from '../question.ts';
import { type Asked, askIn, maskOf, maskOfArticle, type TermMask } from './asked.ts';
import { Evidence, type Rivals } from './evidence.ts';
import { coverage } from './features.ts';
import { type Match, matchSentence } from './match.ts';
import type { Profiles } from './profile.ts';
import type { Translations } from './translation.ts';

/** Sentences compared at most. */
export const SENTENCE_LIMIT = 260;
/** Of the best articles the index says what they lack; of the others, the passages found speak. */
const ARTICLES_READ = 2;

/**
 * The sentences of the passages found that hold any word of the question, best passage first; of at most `SENTENCE_LIMIT` compared.
 * `lexicon` speaks for all indexes asked together.
 */
export function candidatesOf(
  question: Question,
  found: readonly FoundPassage[],
  profiles: Profiles,
  lexicon: Lexicon,
  indexes: readonly SearchIndex[],
  translationsFor: (language: string) => Translations,
): Evidence[] {
  const asked = new Map<string, Asked>();
  const articles = rankArticles(found);
  const words = profiles.wordsForQuestion();
  const rivals: Rivals = { bm25: bestTwo(0), likelihood: bestTwo(-99), coverage: bestTwo(0), kind: bestTwo(-99) };
  const candidates: Evidence[] = [];
  let compared = 0;
  for (let rank = 0; rank < found.length && compared < SENTENCE_LIMIT; rank++) {
    const of = found[rank]!;
    const { article } = of.passage;
    let own = asked.get(article.language);
    if (!own) {
      own = askIn(question, article.language, lexicon, words, translationsFor(article.language));
      asked.set(article.language, own);
    }
    const room = SENTENCE_LIMIT - compared;
    const passage = profiles.of(of.passage);
    const matches: Match[] = [];
    let inPassage = 0;
    for (let at = 0; at < passage.sentences.length && at < room; at++) {
      const match = matchSentence(own, passage.sentences[at]!);
      matches.push(match);
      inPassage |= match.held;
    }
    compared += matches.length;
    const inHeadings = maskOf(own, passage.headings);
    const facts = articles.get(article)!;
    facts.held |= inPassage | inHeadings;
    const around = { found: of, asked: own, passage, inPassage, inHeadings, article: facts, rivals };
    for (let at = 0; at < matches.length; at++) {
      const match = matches[at]!;
      if (match.held !== 0) candidates.push(new Evidence(around, match, at, matches[at - 1], matches[at + 1]));
      note(rivals.bm25, match.bm25);
      note(rivals.likelihood, match.likelihood);
      note(rivals.coverage, coverage(own, match));
      note(rivals.kind, match.kindLikelihood);
    }
  }
  for (const [article, facts] of articles) {
    const own = asked.get(article.language);
    if (own && facts.rank < ARTICLES_READ) facts.held |= maskOfArticle(own, article.id, indexes);
  }
  return candidates;
}

const bestTwo = (least: number) => new Float64Array(2).fill(least);

function note(best: Float64Array, value: number): void {
  if (value > best[0]!) {
    best[1] = best[0]!;
    best[0] = value;
  } else if (value > best[1]!) best[1] = value;
}

interface ArticleFacts {
  readonly rank: number;
  share: number;
  held: TermMask;
}

function rankArticles(found: readonly FoundPassage[]): Map<Article, ArticleFacts> {
  const articles = new Map<Article, ArticleFacts>();
  let sum = 0;
  for (const { passage, score } of found) {
    sum += score;
    const known = articles.get(passage.article);
    if (known) known.share += score;
    else articles.set(passage.article, { rank: articles.size, share: score, held: 0 });
  }
  for (const article of articles.values()) article.share /= sum || 1;
  return articles;
}
