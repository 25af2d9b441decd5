/** Whether the best sentence answers, and whether its answering words are right: learned on articles that the order has not seen. */
import { features, languageFree } from '../../src/answer/evidence/features.ts';
import { type Finding, verdictFeatures } from '../../src/answer/evidence/verdict.ts';
import { isDoubtful } from '../../src/answer/judge.ts';
import type { Learned } from '../../src/answer/learned.ts';
import { lexiconOf } from '../../src/answer/lexicon.ts';
import { Forest, joinTrees, type Tree } from '../../src/answer/model.ts';
import { findPassages } from '../../src/answer/passages.ts';
import { readQuestion } from '../../src/answer/question.ts';
import { rankSentences } from '../../src/answer/rank-sentences.ts';
import { Ranker } from '../../src/answer/ranker.ts';
import { readRankingWeights } from '../../src/answer/ranking-weights.ts';
import { chooseSpan, foundAnswer, spanOf } from '../../src/answer/span.ts';
import type { SpanWeights } from '../../src/answer/span-weights.ts';
import type { Article } from '../../src/articles/article.ts';
import { isHit } from '../data/hit.ts';
import type { AskedQuestion } from '../data/question-set.ts';
import { sharedF1 } from '../data/squad-measure.ts';
import { packRanking } from './artifact.ts';
import { binTable, Rows } from './bins.ts';
import { boost } from './boost.ts';
import type { Corpus } from './corpus.ts';
import type { Kind, LearnedRanking } from './learn-ranking.ts';
import { logistic } from './losses.ts';
import { progressBar } from './progress.ts';
import { randomFrom } from './random.ts';
import { manners, sloppy } from './sloppy.ts';
import { SIZES, trialOf } from './trials.ts';

/** What is judged: each row one question put to one folder. */
export interface VerdictRows {
  readonly rows: Rows;
  readonly outcomes: Outcome[];
}

export interface Outcome {
  readonly kind: AskedQuestion['kind'];
  /** The best sentence is a right one. */
  readonly hit: boolean;
  /** F1 of its answering words with gold. */
  readonly f1: number;
  /** Never answered, whatever is learned. */
  readonly doubtful: boolean;
  /** Articles in its folder. */
  readonly size: number;
  /** Number of the article that the best sentence stands in. */
  readonly article: number;
}

/** Puts answerable, off-topic and perturbed questions to folders of many sizes. `kind` says which weights order the sentences. */
export async function verdictRows(
  corpus: Corpus,
  articles: readonly Article[],
  ranker: Ranker,
  spans: SpanWeights,
  kind: Kind,
  seed: number,
  sizes: readonly number[] = SIZES,
): Promise<VerdictRows> {
  const random = randomFrom(seed);
  const list = known[kind];
  // English put in order as any other language is: no answering words by English weights.
  const learned: Learned = kind === 'english' ? { ranker, spans } : { ranker };
  const set: VerdictRows = { rows: new Rows(list.length), outcomes: [] };
  const values = new Float32Array(list.length);
  const bar = progressBar(`verdicts, ${kind}`, sizes.length);
  for (const [folder, size] of sizes.entries()) {
    const { index, questions, homes } = await trialOf(corpus, articles, size, random);
    for (const question of questions) {
      const text =
        random() < 0.15 ? sloppy(question.question, manners[Math.floor(random() * manners.length)]!, random) : question.question;
      const read = readQuestion(text, 'en');
      const lexicon = lexiconOf([index]);
      const found = await findPassages(read, [index], new Map());
      const { ranked } = rankSentences(read, found, lexicon, [index], learned);
      const first = ranked[0];
      if (!first) continue;
      const { candidate, evidence: best } = first;
      const { passage } = best.found;
      const span = kind === 'english' ? spanOf(read, candidate, learned) : chooseSpan(read, candidate, 'und', spans);
      const answer = span ? candidate.text.slice(span.start, span.end) : '';
      const home = question.kind === 'answerable' ? homes.get(question.source!) : undefined;
      const golds = home ? question.answers.map(([start, end]) => home.text.slice(start, end)) : [];
      const finding: Finding = { best, ranked, answer: foundAnswer(candidate, span) };
      for (const [i, { of }] of list.entries()) values[i] = of(finding);
      set.rows.add(values);
      set.outcomes.push({
        kind: question.kind,
        hit: home === passage.article && isHit(question, home, best.match.sentence.sentence),
        f1: golds.length ? sharedF1(answer, golds) : 0,
        doubtful: isDoubtful(read, candidate, best),
        size,
        article: articles.findIndex(({ source }) => source === passage.article.source),
      });
    }
    bar(folder + 1);
  }
  return set;
}

const known = { english: verdictFeatures(features), languageFree: verdictFeatures(languageFree) };

/** An answerable question whose best sentence is wrong still has an answer somewhere near. */
const WORTH = { hit: 1, miss: 0.7 };
/** How much a question of each kind counts: off-topic ones are fewest, perturbed ones easiest. */
const WEIGHT = { answerable: 1, offtopic: 3, perturbed: 0.4 };

export interface LearnedVerdictTrees {
  readonly trees: readonly Tree[];
  /** The sum of leaves from which on it is said. */
  readonly threshold: number;
}

/** Shares that are borne: of answerable questions without an answer, of off-topic and of perturbed ones with one. */
const BORNE = { answerable: 0.15, offtopic: 0.08, perturbed: 0.45 };
/** Folders of fewer articles are judged by hand-set rules too. */
const LARGE = 12;

/** The sum of leaves from which on a question is answered: where the greatest of the shares, beside what is borne of it, is least. */
function balancedThreshold(outcomes: readonly Outcome[], sums: readonly number[]): number {
  const sorted = (kind: keyof typeof BORNE) =>
    outcomes
      .flatMap((one, i) => (one.kind === kind && one.size >= LARGE ? [one.doubtful ? Number.NEGATIVE_INFINITY : sums[i]!] : []))
      .sort((a, b) => a - b);
  const lists = { answerable: sorted('answerable'), offtopic: sorted('offtopic'), perturbed: sorted('perturbed') };
  const below = (list: readonly number[], threshold: number) => list.filter((sum) => sum < threshold).length / (list.length || 1);
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (let share = 0.01; share < 0.3; share += 0.0025) {
    const threshold = quantile(lists.answerable, share);
    const worst = Math.max(
      below(lists.answerable, threshold) / BORNE.answerable,
      (1 - below(lists.offtopic, threshold)) / BORNE.offtopic,
      (1 - below(lists.perturbed, threshold)) / BORNE.perturbed,
    );
    if (worst < least) [best, least] = [threshold, worst];
  }
  process.stderr.write(`answered: at worst ${Math.round(100 * least)} % of what is borne\n`);
  return best;
}

export function learnAnswered(set: VerdictRows, seed: number): LearnedVerdictTrees {
  const labels = Float32Array.from(set.outcomes, ({ kind, hit }) => (kind !== 'answerable' ? 0 : hit ? WORTH.hit : WORTH.miss));
  const weights = Float32Array.from(set.outcomes, ({ kind }) => WEIGHT[kind]);
  const trees = grow(set.rows.data, set.rows.width, labels, weights, seed);
  const sums = outOfArticle(set, labels, weights, seed);
  return { trees, threshold: balancedThreshold(set.outcomes, sums) };
}

/** At least this share of the marked answering words should be right. */
const MARKED_RIGHT = 0.82;

export function learnMarked(set: VerdictRows, seed: number): LearnedVerdictTrees {
  const labels = Float32Array.from(set.outcomes, ({ f1 }) => (f1 >= 0.5 ? 1 : 0));
  // Whether a question has an answer is judged elsewhere; here it is whether the words are the right ones.
  const weights = Float32Array.from(set.outcomes, ({ kind }) => (kind === 'answerable' ? 1 : 0.02));
  const trees = grow(set.rows.data, set.rows.width, labels, weights, seed);
  const sums = outOfArticle(set, labels, weights, seed);
  const order = [...sums.keys()].filter((i) => isMarkable(set.outcomes[i]!)).sort((a, b) => sums[b]! - sums[a]!);
  let right = 0;
  let threshold = Number.POSITIVE_INFINITY;
  for (const [place, i] of order.entries()) {
    right += labels[i]!;
    if (place >= 100 && right / (place + 1) >= MARKED_RIGHT) threshold = sums[i]!;
  }
  return { trees, threshold };
}

const isMarkable = ({ kind, doubtful, size }: Outcome) => kind === 'answerable' && !doubtful && size >= LARGE;

const quantile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;

function grow(data: Float32Array, width: number, labels: Float32Array, weights: Float32Array, seed: number): Tree[] {
  const groups = Int32Array.from({ length: labels.length + 1 }, (_, i) => i);
  const options = {
    trees: 120,
    leaves: 12,
    shrinkage: 0.06,
    lambda: 4,
    minHessian: 3,
    minRows: 20,
    groupShare: 0.6,
    featureShare: 0.4,
    seed,
  };
  return boost(binTable(data, width, 48), groups, logistic(labels, weights), options);
}

/** The sum for each row under trees that have not seen the article that it was answered from. */
function outOfArticle(set: VerdictRows, labels: Float32Array, weights: Float32Array, seed: number): number[] {
  const { data, width } = set.rows;
  const sums: number[] = Array(labels.length).fill(0);
  for (let part = 0; part < 4; part++) {
    const apart = (i: number) => set.outcomes[i]!.article % 4 === part;
    const seen = [...sums.keys()].filter((i) => !apart(i));
    const rows = new Rows(width, seen.length);
    for (const i of seen) rows.add(data, i * width);
    const forest = new Forest(
      joinTrees(
        grow(
          rows.data,
          width,
          Float32Array.from(seen, (i) => labels[i]!),
          Float32Array.from(seen, (i) => weights[i]!),
          seed,
        ),
      ),
    );
    for (const i of sums.keys()) if (apart(i)) sums[i] = forest.score(data, i * width);
  }
  return sums;
}

/** Verdicts of one kind, from `articles` that neither `ranking` nor `spans` was learned from. */
export async function learnVerdicts(
  corpus: Corpus,
  articles: readonly Article[],
  ranking: LearnedRanking,
  spans: SpanWeights,
  kind: Kind,
  seed: number,
): Promise<Record<'answered' | 'marked', LearnedVerdictTrees>> {
  const weights = readRankingWeights(packRanking(ranking, undefined, ''));
  const ranker = new Ranker(weights, { everyLanguage: kind === 'languageFree' });
  const rows = await verdictRows(corpus, articles, ranker, spans, kind, seed);
  return { answered: learnAnswered(rows, seed), marked: learnMarked(rows, seed) };
}
