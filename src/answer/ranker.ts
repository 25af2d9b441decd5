/** Puts the sentences that might answer in order: by learned trees where there are weights, by weights set by hand where not. */
import type { Article } from '../articles/article.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { FoundPassage } from './candidates.ts';
import { candidatesOf } from './evidence/candidates.ts';
import { type Evidence, type Feature, features, languageFree } from './evidence/features.ts';
import { Profiles } from './evidence/profile.ts';
import { Translations } from './evidence/translation.ts';
import { handScore, handWeights } from './hand-weights.ts';
import type { Lexicon } from './lexicon.ts';
import type { Question } from './question.ts';
import type { LearnedForest, RankingWeights } from './ranking-weights.ts';

export interface RankedEvidence {
  readonly evidence: Evidence;
  /** Higher is better, among the sentences of one question. */
  readonly score: number;
}

/** How much one feature moved a sentence: its score beside what it would be with the value usual among the others. */
export interface Reason {
  readonly feature: string;
  readonly why: string;
  readonly value: number;
  readonly usual: number;
  readonly moved: number;
}

/** After this share of the trees the clearly worse candidates are dropped; the rest of the trees order the others. */
const FIRST_TREES = 0.2;
const KEPT = 32;

const matches = ({ features: names }: LearnedForest, list: readonly Feature[]) =>
  names.length === list.length && names.every((name, i) => name === list[i]!.name);

export class Ranker {
  readonly #weights: RankingWeights | undefined;
  readonly #profiles: Profiles;
  readonly #none = Translations.empty();

  /** Without weights, those set by hand order. Throws when the weights belong to other features than this code knows. */
  constructor(weights?: RankingWeights) {
    if (weights && !(matches(weights.english, features) && matches(weights.languageFree, languageFree))) {
      throw new Error('they belong to another version of the program');
    }
    this.#weights = weights;
    this.#profiles = new Profiles((term) => weights?.translations.numberOf(term) ?? 0);
  }

  /** The sentences of the passages found, best first. */
  rank(question: Question, found: readonly FoundPassage[], lexicon: Lexicon, indexes: readonly SearchIndex[]): RankedEvidence[] {
    const translationsFor = (language: string) => (language === 'en' && this.#weights?.translations) || this.#none;
    const all = candidatesOf(question, found, this.#profiles, lexicon, indexes, translationsFor);
    const held = all.filter(({ match }) => match.held !== 0);
    const ranked = this.#weights
      ? this.#byTrees(held, this.#weights)
      : held.map((evidence) => ({ evidence, score: handScore(evidence) }));
    return ranked.sort((a, b) => b.score - a.score);
  }

  /** What moved one of the sentences of a question, feature by feature, in no order. */
  reasons(one: Evidence, others: readonly Evidence[]): Reason[] {
    const english = languageOf(one) === 'en';
    const list = this.#weights && !english ? languageFree : features;
    const values = Float32Array.from(list, ({ of }) => of(one));
    const forest = this.#weights && (english ? this.#weights.english : this.#weights.languageFree).forest;
    const score = (row: Float32Array) =>
      forest?.score(row) ?? row.reduce((sum, value, i) => sum + value * (handWeights[list[i]!.name] ?? 0), 0);
    const whole = score(values);
    return list.map(({ name, why, of }, i) => {
      const usual = median(others.map(of));
      return { feature: name, why, value: values[i]!, usual, moved: whole - score(values.with(i, usual)) };
    });
  }

  #byTrees(candidates: readonly Evidence[], weights: RankingWeights): RankedEvidence[] {
    const rows = candidates.map((evidence) => {
      const english = languageOf(evidence) === 'en';
      const list = english ? features : languageFree;
      const { forest } = english ? weights.english : weights.languageFree;
      const values = Float32Array.from(list, ({ of }) => of(evidence));
      const first = Math.ceil(forest.trees * FIRST_TREES);
      return { evidence, values, forest, first, score: forest.score(values, 0, 0, first) };
    });
    rows.sort((a, b) => b.score - a.score);
    // What is dropped keeps its place behind all others.
    return rows.map(({ evidence, values, forest, first, score }, at) => ({
      evidence,
      score: at < KEPT ? score + forest.score(values, 0, first) : score - 100,
    }));
  }
}

const languageOf = ({ passage }: Evidence): Article['language'] => passage.passage.article.language;

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
