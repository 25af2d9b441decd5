/** The sentences that might answer, beside everything that is known of them. */
import type { Article } from '../../articles/article.ts';
import type { SearchIndex } from '../../search/search-index.ts';
import type { FoundPassage } from '../candidates.ts';
import type { Lexicon } from '../lexicon.ts';
import type { Question } from '../question.ts';
import { type Asked, askIn, maskOf, type TermMask } from './asked.ts';
import { coverage, type Evidence, type Rivals } from './features.ts';
import { matchSentence } from './match.ts';
import type { Profiles } from './profile.ts';
import type { Translations } from './translation.ts';

/** Sentences compared at most. */
export const SENTENCE_LIMIT = 260;
/** The best articles are read whole to see what they lack, up to so many passages; of the others, the passages found speak. */
const ARTICLES_READ = 2;
const ARTICLE_PASSAGES = 1_000;

/** All sentences of the passages found, best passage first, at most `SENTENCE_LIMIT`. `lexicon` speaks for all indexes asked together. */
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
  const passageOf = (id: string) => indexes.map((index) => index.passage(id)).find((passage) => passage !== undefined);
  const rivals: Mutable<Rivals> = { bm25: [0, 0], likelihood: [-99, -99], coverage: [0, 0], kind: [-99, -99] };
  const candidates: Omit<Evidence, 'inArticle'>[] = [];
  for (const of of found) {
    const { passage, rank, score } = of;
    const { language } = passage.article;
    let own = asked.get(language);
    if (!own) {
      own = askIn(question, language, lexicon, translationsFor(language));
      asked.set(language, own);
    }
    const room = SENTENCE_LIMIT - candidates.length;
    if (room <= 0) break;
    const profile = profiles.of(passage);
    const matches = profile.sentences.slice(0, room).map((_, at) => matchSentence(own, profile, at));
    const inPassage = matches.reduce((mask, { held }) => mask | held, 0);
    const inHeadings = maskOf(own, profile.headings);
    const article = articles.get(passage.article)!;
    article.held |= inPassage | inHeadings;
    const shared = {
      found: of,
      asked: own,
      passage: profile,
      inPassage,
      inHeadings,
      passageRank: rank,
      passageScore: score,
      articleRank: article.rank,
      articleShare: article.share,
      rivals,
    };
    for (const [at, match] of matches.entries()) {
      candidates.push({ ...shared, match, at, before: matches[at - 1], after: matches[at + 1] });
      note(rivals.bm25, match.bm25);
      note(rivals.likelihood, match.likelihood);
      note(rivals.coverage, coverage(own, match));
      note(rivals.kind, match.kindLikelihood);
    }
  }
  for (const [article, facts] of articles) {
    const own = asked.get(article.language);
    if (own && facts.rank < ARTICLES_READ) facts.held |= maskOf(own, profiles.termsOf(article, passageOf, ARTICLE_PASSAGES));
  }
  return candidates.map((candidate) => ({ ...candidate, inArticle: articles.get(candidate.passage.passage.article)!.held }));
}

type Mutable<T> = { -readonly [Key in keyof T]: [number, number] };

function note(best: [number, number], value: number): void {
  if (value > best[0]) {
    best[1] = best[0];
    best[0] = value;
  } else if (value > best[1]) best[1] = value;
}

interface ArticleFacts {
  readonly rank: number;
  /** Of the scores of all passages found. */
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
