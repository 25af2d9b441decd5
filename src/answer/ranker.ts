/** Puts the sentences that might answer in order: by learned trees where there are weights, by weights set by hand where not. */
import type { SearchIndex } from '../search/search-index.ts';
import type { FoundPassage } from './candidates.ts';
import { ANSWERED } from './confidence.ts';
import { candidatesOf } from './evidence/candidates.ts';
import type { Evidence } from './evidence/evidence.ts';
import { type Feature, type FeatureFamily, features, languageFree } from './evidence/features.ts';
import { Profiles } from './evidence/profile.ts';
import { Translations } from './evidence/translation.ts';
import { type Finding, verdictFeatures } from './evidence/verdict.ts';
import { handScore, handWeights } from './hand-weights.ts';
import type { Lexicon } from './lexicon.ts';
import { type Forest, logistic, logit } from './model.ts';
import type { Question } from './question.ts';
import type { LearnedForest, LearnedVerdict, RankingWeights } from './ranking-weights.ts';

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

/** How much the weights set by hand have a say beside the trees: half in an empty shelf, nothing in a large one. In passages. */
const SMALL_SHELF = 10;
const SAY_BY_HAND = 5;

/** After this share of the trees the clearly worse candidates are dropped; the rest of the trees order the others. */
const FIRST_TREES = 0.12;
const KEPT = 16;
/** Below all others. */
const DROPPED = 100;

const byScore = (a: RankedEvidence, b: RankedEvidence) => b.score - a.score;

/** Titles and headings were hardly learned from; they answer when nothing else does. */
const LABEL_PENALTY = 4;
const LABELS = new Set(['title', 'heading', 'credit']);
const isLabel = ({ match }: Evidence) => LABELS.has(match.sentence.sentence.kind);

const matches = ({ features: names }: LearnedForest, list: readonly { readonly name: string }[]) =>
  names.length === list.length && names.every((name, i) => name === list[i]!.name);

type Kind = 'english' | 'languageFree';
const known = { english: features, languageFree };
const judged = { english: verdictFeatures(features), languageFree: verdictFeatures(languageFree) };

/** Probabilities: that the best sentence answers, which is said from `ANSWERED` on; that its answering words are right, said from a half on. */
export interface Verdict {
  readonly answered: number;
  readonly marked: number;
}

export interface RankerOptions {
  readonly everyLanguage?: boolean;
  readonly without?: FeatureFamily;
}

export class Ranker {
  readonly #weights: RankingWeights | undefined;
  readonly #profiles: Profiles;
  readonly #everyLanguage: boolean;
  readonly #without: FeatureFamily | undefined;
  readonly #none = Translations.empty();

  /**
   * Without weights, those set by hand order. Throws when the weights belong to other features than this code knows.
   * To learn and to measure with: `everyLanguage`, English too is ordered as a language that nothing was learned of; `without`, a family of
   * features tells nothing, each counts as the median of all sentences.
   */
  constructor(weights?: RankingWeights, { everyLanguage = false, without }: RankerOptions = {}) {
    for (const kind of ['english', 'languageFree'] as const) {
      const { answered, marked } = weights?.verdicts?.[kind] ?? {};
      const own = !weights || matches(weights[kind], known[kind]);
      const verdicts = [answered, marked].every((verdict) => !verdict || matches(verdict, judged[kind]));
      if (!own || !verdicts) throw new Error('they belong to another version of the program');
    }
    this.#weights = weights;
    this.#everyLanguage = everyLanguage;
    this.#without = without;
    this.#profiles = new Profiles((term) => weights?.translations.numberOf(term) ?? 0);
  }

  /** English words and what stands for them; empty without weights. */
  get translations(): Translations {
    return this.#weights?.translations ?? this.#none;
  }

  #kindOf({ passage }: Evidence): Kind {
    return passage.passage.article.language === 'en' && !this.#everyLanguage ? 'english' : 'languageFree';
  }

  /** Whether the best of the ranked sentences answers; undefined without weights. */
  judge(finding: Finding): Verdict | undefined {
    if (!this.#weights?.verdicts) return undefined;
    const kind = this.#kindOf(finding.best);
    const { answered, marked } = this.#weights.verdicts[kind];
    const values = Float32Array.from(judged[kind], ({ of }) => of(finding));
    const odds = ({ forest, threshold }: LearnedVerdict) => forest.score(values) - threshold;
    return { answered: logistic(odds(answered) + logit(ANSWERED)), marked: logistic(odds(marked)) };
  }

  /** The sentences of the passages found, best first. */
  rank(question: Question, found: readonly FoundPassage[], lexicon: Lexicon, indexes: readonly SearchIndex[]): RankedEvidence[] {
    const translationsFor = (language: string) =>
      (language === 'en' && !this.#everyLanguage && this.#weights?.translations) || this.#none;
    const all = candidatesOf(question, found, this.#profiles, lexicon, indexes, translationsFor);
    const held = promising(all);
    // In a shelf of a few passages, ranks and rarities that the trees rely on say little: there the readable weights have a say.
    const say = SAY_BY_HAND / (lexicon.passages + SMALL_SHELF);
    const ranked = this.#weights
      ? this.#byTrees(held, this.#weights).map((one) => ({ ...one, score: one.score + say * handScore(one.evidence) }))
      : held.map((evidence) => ({ evidence, score: handScore(evidence) }));
    return ranked.sort(byScore);
  }

  /** What moved one of the sentences of a question, feature by feature, in no order. */
  reasons(one: Evidence, others: readonly Evidence[]): Reason[] {
    const list = this.#weights ? known[this.#kindOf(one)] : features;
    const values = Float32Array.from(list, ({ of }) => of(one));
    const forest = this.#weights?.[this.#kindOf(one)].forest;
    const score = (row: Float32Array) =>
      forest?.score(row) ?? row.reduce((sum, value, i) => sum + value * (handWeights[list[i]!.name] ?? 0), 0);
    const whole = score(values);
    return list.map(({ name, why, of }, i) => {
      const usual = median(others.map(of));
      return { feature: name, why, value: values[i]!, usual, moved: whole - score(values.with(i, usual)) };
    });
  }

  #byTrees(candidates: readonly Evidence[], weights: RankingWeights): RankedEvidence[] {
    const kinds = Map.groupBy(candidates, (evidence) => this.#kindOf(evidence));
    const ranked = [...kinds].flatMap(([kind, evidences]) => this.#orderOf(evidences, known[kind], weights[kind].forest));
    return kinds.size > 1 ? ranked.sort(byScore) : ranked;
  }

  /** Best first. All candidates pass the first trees; those that are clearly worse by these keep their place behind the others. */
  #orderOf(candidates: readonly Evidence[], list: readonly Feature[], forest: Forest): RankedEvidence[] {
    const width = list.length;
    const first = Math.ceil(forest.trees * FIRST_TREES);
    const rows = new Float32Array(candidates.length * width);
    for (let row = 0, at = 0; row < candidates.length; row++)
      for (let column = 0; column < width; column++) rows[at++] = list[column]!.of(candidates[row]!);
    if (this.#without) silence(rows, this.#without);
    const sums = Float64Array.from(candidates, (evidence) => (isLabel(evidence) ? -LABEL_PENALTY : 0));
    forest.addScores(rows, width, sums, 0, first);
    const order = [...sums.keys()].sort((a, b) => sums[b]! - sums[a]!);
    const kept = order.slice(0, KEPT);
    const keptRows = new Float32Array(kept.length * width);
    for (const [i, row] of kept.entries()) keptRows.set(rows.subarray(row * width, (row + 1) * width), i * width);
    const keptSums = Float64Array.from(kept, (row) => sums[row]!);
    forest.addScores(keptRows, width, keptSums, first);
    return order.map((row, i) => ({ evidence: candidates[row]!, score: i < KEPT ? keptSums[i]! : sums[row]! - DROPPED }));
  }
}

/** Sentences that are looked at closely. */
const PROMISING = 80;

/** The most promising at a glance, where there are many: by the same measure that chose the sentences to learn from. */
function promising(held: readonly Evidence[]): readonly Evidence[] {
  if (held.length <= PROMISING) return held;
  const glance = held.map(({ match, asked }) => match.likelihood + (4 * match.bm25) / (asked.idfSum || 1));
  const bound = glance.toSorted((a, b) => b - a)[PROMISING - 1]!;
  return held.filter((_, i) => glance[i]! >= bound);
}

/** Sets the features of a family to their median. All rows are of English. */
function silence(rows: Float32Array, without: FeatureFamily): void {
  const width = features.length;
  for (const [column, { family }] of features.entries()) {
    if (family !== without) continue;
    const usual = median(Array.from({ length: rows.length / width }, (_, row) => rows[row * width + column]!));
    for (let at = column; at < rows.length; at += width) rows[at] = usual;
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
