/** The sentences that might answer, beside everything that is known of them. */
import type { Article, Passage } from '../../articles/article.ts';
import { analyze } from '../../search/analyzer.ts';
import type { Hit, SearchIndex, TermStatistics } from '../../search/search-index.ts';
import type { Question } from '../question.ts';
import { type Candidate, coverage, type Rivals } from './features.ts';
import { type Asked, kindWords, maskOf, matchSentence, relativeIdf } from './match.ts';
import type { Profiles } from './profile.ts';
import type { Translations } from './translation.ts';

/** Passages asked of the engine, and sentences compared at most. */
export const PASSAGE_LIMIT = 24;
export const SENTENCE_LIMIT = 200;
/** An article of more passages than this is not read whole to see what it lacks. */
const ARTICLE_PASSAGES = 2_000;
const SEQUENCE_LIMIT = 60;

export interface Found {
  readonly hit: Hit;
  readonly passage: Passage;
  readonly index: SearchIndex;
}

/** A question ready to be compared with sentences of `language` in `index`. */
export function askIn(question: Question, language: string, index: TermStatistics, translations: Translations): Asked {
  const asked = question.termsIn(language);
  const terms = asked.map(({ term }) => term);
  const numberOf = new Map(terms.map((term, i) => [term, i]));
  const tokens = analyze(question.text, language).slice(0, SEQUENCE_LIMIT);
  for (const { term } of tokens) if (!numberOf.has(term)) numberOf.set(term, numberOf.size);
  const focus = question.focus === undefined ? undefined : analyze(question.focus, language)[0]?.term;
  const kind = kindWords(question, focus);
  const prepared = translations.prepare(terms, kind);
  const idf = Float32Array.from(terms, (term) => relativeIdf(index, term));
  const rarity = Float32Array.from(terms, (_, i) => translations.rarityOf(prepared.numbers[i]!));
  const mask = (test: (i: number) => boolean) => terms.reduce((bits, _, i) => (test(i) ? bits | (1 << i) : bits), 0);
  return {
    question,
    terms,
    numberOf,
    sequence: Int16Array.from(tokens, ({ term }) => numberOf.get(term)!),
    idf,
    rarity,
    names: mask((i) => asked[i]!.name),
    numerals: mask((i) => asked[i]!.number),
    idfSum: idf.reduce((sum, value) => sum + value, 0),
    raritySum: rarity.reduce((sum, value) => sum + value, 0),
    kind,
    prepared,
    translations,
  };
}

/** All sentences of the passages found, best passage first, at most `SENTENCE_LIMIT`. */
export function candidatesOf(
  question: Question,
  found: readonly Found[],
  profiles: Profiles,
  translationsFor: (language: string) => Translations,
): Candidate[] {
  const asked = new Map<string, Asked>();
  const articles = rankArticles(found);
  const best = found[0]?.hit.score ?? 0;
  const rivals: Mutable<Rivals> = { bm25: [0, 0], likelihood: [-99, -99], coverage: [0, 0], kind: [-99, -99] };
  const candidates: Candidate[] = [];
  for (const [rank, { hit, passage, index }] of found.entries()) {
    const { language } = passage.article;
    let own = asked.get(language);
    if (!own) {
      own = askIn(question, language, index, translationsFor(language));
      asked.set(language, own);
    }
    const profile = profiles.of(passage);
    const room = SENTENCE_LIMIT - candidates.length;
    if (room <= 0) break;
    const matches = profile.sentences.slice(0, room).map((_, at) => matchSentence(own, profile, at));
    const article = articles.get(passage.article)!;
    article.held ??= maskOf(own, profiles.termsOf(passage.article, index, ARTICLE_PASSAGES));
    const shared = {
      asked: own,
      passage: profile,
      inPassage: maskOf(own, profile.terms),
      inHeadings: maskOf(own, profile.headings),
      inArticle: article.held,
      passageRank: rank,
      passageScore: best > 0 ? hit.score / best : 0,
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
  return candidates;
}

type Mutable<T> = { -readonly [Key in keyof T]: [number, number] };

function note(best: [number, number], value: number): void {
  if (value > best[0]) {
    best[1] = best[0];
    best[0] = value;
  } else if (value > best[1]) best[1] = value;
}

function rankArticles(found: readonly Found[]): Map<Article, { rank: number; share: number; held?: number }> {
  const articles = new Map<Article, { rank: number; share: number; held?: number }>();
  let sum = 0;
  for (const { hit, passage } of found) {
    sum += hit.score;
    const known = articles.get(passage.article);
    if (known) known.share += hit.score;
    else articles.set(passage.article, { rank: articles.size, share: hit.score });
  }
  for (const article of articles.values()) article.share /= sum || 1;
  return articles;
}
