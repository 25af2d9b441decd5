/** The sentences that might answer, beside everything that is known of them. */
import type { Article } from '../../articles/article.ts';
import { analyze } from '../../search/analyzer.ts';
import type { SearchIndex } from '../../search/search-index.ts';
import type { FoundPassage } from '../candidates.ts';
import type { Lexicon } from '../lexicon.ts';
import type { Question } from '../question.ts';
import { coverage, type Evidence, type Rivals } from './features.ts';
import { type Asked, maskOf, matchSentence, relativeIdf, type TermMask } from './match.ts';
import type { Profiles } from './profile.ts';
import { kindWords } from './pseudo-words.ts';
import type { Translations } from './translation.ts';

/** Sentences compared at most. */
export const SENTENCE_LIMIT = 200;
/** The best articles are read whole to see what they lack, up to so many passages; of the others, the passages found speak. */
const ARTICLES_READ = 2;
const ARTICLE_PASSAGES = 1_000;
const SEQUENCE_LIMIT = 60;

/** A question ready to be compared with sentences of `language`. A word that is nowhere indexed is met by its corrected spellings. */
export function askIn(question: Question, language: string, lexicon: Lexicon, translations: Translations): Asked {
  const asked = question.termsIn(language);
  const terms = asked.map(({ term }) => term);
  const numberOf = new Map(terms.map((term, i) => [term, i]));
  const tokens = analyze(question.text, language).slice(0, SEQUENCE_LIMIT);
  for (const { term } of tokens) if (!numberOf.has(term)) numberOf.set(term, numberOf.size);
  let corrected = 0;
  const nearest = asked.map((word, i) => {
    const near = lexicon.corrections(word);
    for (const spelling of near) if (!numberOf.has(spelling)) numberOf.set(spelling, i);
    if (near.length > 0) corrected |= 1 << i;
    return near[0] ?? word.term;
  });
  const focus = question.focus === undefined ? undefined : analyze(question.focus, language)[0]?.term;
  const kind = kindWords(question, focus);
  const prepared = translations.prepare(terms, kind);
  const idf = Float32Array.from(nearest, (term) => relativeIdf(lexicon, term));
  const rarity = Float32Array.from(terms, (_, i) => translations.rarityOf(prepared.numbers[i]!));
  const mask = (test: (i: number) => boolean) => terms.reduce((bits, _, i) => (test(i) ? bits | (1 << i) : bits), 0);
  return {
    question,
    terms,
    numberOf,
    sequence: Int16Array.from(tokens, ({ term }) => numberOf.get(term)!),
    idf,
    rarity,
    corrected,
    otherNames: question.otherNamesIn(language),
    names: mask((i) => asked[i]!.name),
    numerals: mask((i) => asked[i]!.number),
    idfSum: idf.reduce((sum, value) => sum + value, 0),
    raritySum: rarity.reduce((sum, value) => sum + value, 0),
    kind,
    prepared,
    translations,
  };
}

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
