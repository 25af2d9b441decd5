/** Whether the best sentence answers, and whether its answering words are right: learned on articles that the order has not seen. */
import { features, languageFree } from '../../src/answer/evidence/features.ts';
import { type Finding, verdictFeatures } from '../../src/answer/evidence/verdict.ts';
import type { Learned } from '../../src/answer/learned.ts';
import { lexiconOf } from '../../src/answer/lexicon.ts';
import { Forest, joinTrees, type Tree } from '../../src/answer/model.ts';
import { findPassages } from '../../src/answer/passages.ts';
import { readQuestion } from '../../src/answer/question.ts';
import { rankSentences } from '../../src/answer/rank-sentences.ts';
import { Ranker } from '../../src/answer/ranker.ts';
import { readRankingWeights } from '../../src/answer/ranking-weights.ts';
import { chooseSpan, spanOf } from '../../src/answer/span.ts';
import type { SpanWeights } from '../../src/answer/span-weights.ts';
import type { Article } from '../../src/articles/article.ts';
import { createMiniSearchIndex } from '../../src/search/minisearch.ts';
import { isHit } from '../data/hit.ts';
import type { AskedQuestion } from '../data/question-set.ts';
import { sharedF1 } from '../data/squad-measure.ts';
import { namesIn, offtopic, perturbed } from '../data/unanswerable.ts';
import { packRanking, type Verdicts } from './artifact.ts';
import { binTable, Rows } from './bins.ts';
import { boost } from './boost.ts';
import type { Corpus } from './corpus.ts';
import type { LearnedRanking } from './learn-ranking.ts';
import { logistic } from './losses.ts';
import { progressBar } from './progress.ts';
import { randomFrom, shuffle } from './random.ts';
import { manners, sloppy } from './sloppy.ts';

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
  /** Number of the article that the best sentence stands in. */
  readonly article: number;
}

const SIZES = [1, 3, 6, 12, 24, 48, 48, 48];
const PER_ARTICLE = 100;

/** Puts answerable, off-topic and perturbed questions to folders of many sizes. `kind` says which weights order the sentences. */
export async function verdictRows(
  corpus: Corpus,
  articles: readonly Article[],
  ranker: Ranker,
  spans: SpanWeights,
  kind: keyof typeof known,
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
    const order = shuffle([...articles], random);
    const own = order.slice(0, size);
    const index = createMiniSearchIndex(own.flatMap((article) => corpus.set.passages.get(article)!));
    const sample = (article: Article) => shuffle([...(corpus.questions.get(article) ?? [])], random);
    const asked = own.flatMap((article) => sample(article).slice(0, PER_ARTICLE));
    const others = order.slice(size).flatMap((article) => sample(article).slice(0, 24));
    const swapped = own.flatMap((article) => sample(article).slice(0, PER_ARTICLE));
    const pool = [...swapped, ...others].flatMap(({ question }) => namesIn(question));
    const questions = [
      ...asked,
      ...shuffle(offtopic(others), random).slice(0, Math.max(60, asked.length / 3)),
      ...perturbed(swapped, ({ source }) => corpus.set.bySource.get(source!)!, pool, random).slice(
        0,
        Math.max(60, asked.length / 3),
      ),
    ];
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
      const home = question.kind === 'answerable' ? corpus.set.bySource.get(question.source!) : undefined;
      const golds = home ? question.answers.map(([start, end]) => home.text.slice(start, end)) : [];
      const finding: Finding = { best, ranked, answer: span ? { text: answer, sure: span.sure, score: span.score } : undefined };
      for (const [i, { of }] of list.entries()) values[i] = of(finding);
      set.rows.add(values);
      set.outcomes.push({
        kind: question.kind,
        hit: home === passage.article && isHit(question, home, best.match.sentence.sentence),
        f1: golds.length ? sharedF1(answer, golds) : 0,
        article: articles.indexOf(passage.article),
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

/** Share of answerable questions that may go without an answer, so that few off-topic ones get one: 6 % of these in the rehearsal. */
const UNANSWERED = 0.07;

export function learnAnswered(set: VerdictRows, seed: number): LearnedVerdictTrees {
  const labels = Float32Array.from(set.outcomes, ({ kind, hit }) => (kind !== 'answerable' ? 0 : hit ? WORTH.hit : WORTH.miss));
  const weights = Float32Array.from(set.outcomes, ({ kind }) => WEIGHT[kind]);
  const trees = grow(set.rows.data, set.rows.width, labels, weights, seed);
  const sums = outOfArticle(set, labels, weights, seed);
  const answerable = sums.filter((_, i) => set.outcomes[i]!.kind === 'answerable').sort((a, b) => a - b);
  return { trees, threshold: quantile(answerable, UNANSWERED) };
}

/** At least this share of the marked answering words should be right. */
const MARKED_RIGHT = 0.81;

export function learnMarked(set: VerdictRows, seed: number): LearnedVerdictTrees {
  const labels = Float32Array.from(set.outcomes, ({ f1 }) => (f1 >= 0.5 ? 1 : 0));
  // Whether a question has an answer is judged elsewhere; here it is whether the words are the right ones.
  const weights = Float32Array.from(set.outcomes, ({ kind }) => (kind === 'answerable' ? 1 : 0.02));
  const trees = grow(set.rows.data, set.rows.width, labels, weights, seed);
  const sums = outOfArticle(set, labels, weights, seed);
  const order = [...sums.keys()].filter((i) => set.outcomes[i]!.kind === 'answerable').sort((a, b) => sums[b]! - sums[a]!);
  let right = 0;
  let threshold = Number.POSITIVE_INFINITY;
  for (const [place, i] of order.entries()) {
    right += labels[i]!;
    if (place >= 100 && right / (place + 1) >= MARKED_RIGHT) threshold = sums[i]!;
  }
  return { trees, threshold };
}

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

/** Verdicts for English and for every other language, from `articles` that neither `ranking` nor `spans` was learned from. */
export async function learnVerdicts(
  corpus: Corpus,
  articles: readonly Article[],
  ranking: LearnedRanking,
  spans: SpanWeights,
  seed: number,
): Promise<Verdicts> {
  const weights = readRankingWeights(packRanking(ranking, undefined, ''));
  const learn = async (kind: keyof typeof known) => {
    const ranker = new Ranker(weights, { everyLanguage: kind === 'languageFree' });
    const rows = await verdictRows(corpus, articles, ranker, spans, kind, seed);
    return { answered: learnAnswered(rows, seed), marked: learnMarked(rows, seed) };
  };
  return { english: await learn('english'), languageFree: await learn('languageFree') };
}
