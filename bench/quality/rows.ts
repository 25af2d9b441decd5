/** The rows of the tables: which questions are put to which articles, and by which system. */
import type { FeatureFamily } from '../../src/answer/evidence/features.ts';
import type { Learned } from '../../src/answer/learned.ts';
import { Ranker } from '../../src/answer/ranker.ts';
import type { RankingWeights } from '../../src/answer/ranking-weights.ts';
import type { Article, Passage } from '../../src/articles/article.ts';
import { splitArticle } from '../../src/articles/split.ts';
import { createMiniSearchIndex } from '../../src/search/minisearch.ts';
import type { AskedQuestion, QuestionSet } from '../data/question-set.ts';
import { type Random, shuffle } from '../train/random.ts';
import { shuffleArticle } from '../train/shuffled.ts';
import { manners, sloppy } from '../train/sloppy.ts';
import { askFolder } from './ask-folder.ts';
import { askBaseline } from './baseline.ts';
import { type Judged, judge } from './measure.ts';

/** A folder and the questions put to it. */
export interface Trial {
  readonly name: string;
  readonly passages: readonly Passage[];
  readonly bySource: ReadonlyMap<string, Article>;
  readonly questions: readonly AskedQuestion[];
}

export interface Outcome {
  readonly judged: readonly Judged[];
  /** Mean time of a question. */
  readonly milliseconds: number;
}

export async function run({ passages, bySource, questions }: Trial, learned: Learned): Promise<Outcome> {
  const { said, milliseconds } = await askFolder(createMiniSearchIndex(passages), questions, learned);
  return { judged: said.map((one) => judge(one, bySource)), milliseconds };
}

export function runBaseline({ passages, bySource, questions }: Trial): Outcome {
  const { said, milliseconds } = askBaseline(passages, questions, createMiniSearchIndex(passages));
  return { judged: said.map((one) => judge(one, bySource)), milliseconds };
}

export const wholeSet = (name: string, set: QuestionSet, questions = set.questions): Trial => ({
  name,
  passages: [...set.passages.values()].flat(),
  bySource: set.bySource,
  questions,
});

/** The same questions as people type them, and the same articles as others have them. */
export async function carryOver(set: QuestionSet, questions: readonly AskedQuestion[], random: Random): Promise<Trial[][]> {
  const answerable = questions.filter(({ kind }) => kind === 'answerable');
  const typed = manners.map((manner) => [
    wholeSet(
      manner,
      set,
      answerable.map((one) => ({ ...one, question: sloppy(one.question, manner, random) })),
    ),
  ]);
  const shuffled = await Promise.all(
    set.articles.map((article) =>
      shuffleArticle(
        article,
        answerable.filter(({ source }) => source === article.source),
        random,
      ),
    ),
  );
  const shelf: Trial = {
    name: 'shuffled sentences',
    passages: shuffled.flatMap(({ article }) => splitArticle(article)),
    bySource: new Map(shuffled.map(({ article }) => [article.source, article])),
    questions: shuffled.flatMap((one) => one.questions).filter(({ sentences }) => sentences.length > 0),
  };
  const sizes = [1, 2, 8].map((size) => foldersOf(size, set, answerable, random));
  return [[wholeSet('as asked', set, answerable)], ...typed, [shelf], ...sizes];
}

/** The set in folders of `size` articles, each asked what it can answer. */
function foldersOf(size: number, set: QuestionSet, questions: readonly AskedQuestion[], random: Random): Trial[] {
  const order = shuffle([...set.articles], random);
  return Array.from({ length: Math.ceil(order.length / size) }, (_, i) => {
    const articles = order.slice(i * size, (i + 1) * size);
    const sources = new Set(articles.map(({ source }) => source));
    return {
      name: `folders of ${size}`,
      passages: articles.flatMap((article) => set.passages.get(article)!),
      bySource: set.bySource,
      questions: questions.filter(({ source }) => sources.has(source ?? '')),
    };
  });
}

/** Each family of features left out in turn. */
export const families: readonly FeatureFamily[] = [
  'coverage',
  'missing',
  'names',
  'order',
  'passage',
  'neighbours',
  'shape',
  'kind',
  'translation',
  'rivals',
  'question',
];

export const without = (learned: Learned, weights: RankingWeights, family: FeatureFamily): Learned => ({
  ...learned,
  ranker: new Ranker(weights, { without: family }),
});
