/** The whole order of sentences: translations, rows under translations that have not seen them, trees. */
import { features, languageFree } from '../../src/answer/evidence/features.ts';
import { Profiles } from '../../src/answer/evidence/profile.ts';
import { type TranslationLists, Translations } from '../../src/answer/evidence/translation.ts';
import type { Tree } from '../../src/answer/model.ts';
import { readQuestion } from '../../src/answer/question.ts';
import type { Article, Passage } from '../../src/articles/article.ts';
import { splitArticle } from '../../src/articles/split.ts';
import { createMiniSearchIndex } from '../../src/search/minisearch.ts';
import type { AskedQuestion } from '../data/question-set.ts';
import { type BinnedTable, binTable } from './bins.ts';
import { type BoostOptions, boost } from './boost.ts';
import type { Checkpoints } from './checkpoint.ts';
import type { Corpus } from './corpus.ts';
import { sampleFolders } from './folders.ts';
import { learnTranslationLists, learnVocabulary } from './learn-translations.ts';
import { listwise } from './losses.ts';
import { progressBar } from './progress.ts';
import { type Random, randomFrom, shuffle } from './random.ts';
import { addCandidates, emptyRowSet, gather, type RowSet } from './rows.ts';
import { cropArticle, shuffleArticle } from './shuffled.ts';
import { manners, sloppy } from './sloppy.ts';

export interface RankingOptions {
  readonly seed: number;
  /** Questions of an article at most. */
  readonly perArticle: number;
  readonly trees: number;
  readonly checkpoints: Checkpoints;
  /** Part of the names of this training's checkpoints. */
  readonly name: string;
}

export interface LearnedRanking {
  readonly translations: TranslationLists;
  readonly english: readonly Tree[];
  readonly languageFree: readonly Tree[];
}

const FOLDS = 3;
const TRANSLATIONS = { rounds: 5, minProbability: 0.003, minCount: 1.5 };
/** Wrong sentences kept of each question: the likeliest, and a few of the rest. */
const HARD = 26;
const OTHERS = 6;
/** Share of questions asked in a sloppy manner, and of articles whose sentences are shuffled. */
const SLOPPY = 0.25;
const SHUFFLED = 0.06;
/** Folders of so many articles are often small in every respect; this share of their articles is cut to a few paragraphs. */
const SMALL_FOLDER = 12;
const CROPPED = 0.6;

export async function learnRanking(corpus: Corpus, articles: readonly Article[], options: RankingOptions): Promise<LearnedRanking> {
  const { checkpoints, name, seed, trees } = options;
  const plain = new Profiles(() => 0);
  const passages = articles.flatMap((article) => corpus.set.passages.get(article)!).map((passage) => plain.of(passage));
  const answeredOf = (list: readonly Article[]) => list.flatMap((article) => corpus.answered.get(article) ?? []);
  const vocabulary = learnVocabulary(passages, answeredOf(articles));
  const learn = (list: readonly Article[]) => learnTranslationLists(vocabulary, passages, answeredOf(list), TRANSLATIONS);
  const translations = await checkpoints.stage(`${name}-translations`, () => learn(articles));
  const table = await checkpoints.stage(`${name}-rows`, async () => {
    const rows = await crossRows(corpus, articles, learn, vocabulary, options);
    return {
      table: binTable(rows.rows.data, features.length),
      labels: Float32Array.from(rows.labels),
      groups: Int32Array.from(rows.groups),
    };
  });
  const boosted = (part: string, binned: BinnedTable) => {
    const bar = progressBar(`trees, ${part}`, trees);
    const known = checkpoints.read<Tree[]>(`${name}-trees-${part}`) ?? [];
    return boost(binned, table.groups, listwise(table.labels, table.groups), treeOptions(trees, seed), known, (grown) => {
      bar(grown.length);
      if (grown.length % 20 === 0 || grown.length === trees) checkpoints.write(`${name}-trees-${part}`, grown);
    });
  };
  return {
    translations,
    english: boosted('English', table.table),
    languageFree: boosted('other languages', columnsOf(table.table)),
  };
}

const treeOptions = (trees: number, seed: number): BoostOptions => ({
  trees,
  leaves: 40,
  shrinkage: 0.08,
  lambda: 4,
  minHessian: 4,
  minRows: 40,
  groupShare: 0.5,
  featureShare: 0.5,
  seed,
});

/** Each question's candidates in a folder of its own fold, under translations learned from the other folds. */
async function crossRows(
  corpus: Corpus,
  articles: readonly Article[],
  learn: (list: readonly Article[]) => TranslationLists,
  vocabulary: readonly string[],
  { seed, perArticle }: RankingOptions,
): Promise<RowSet> {
  const random = randomFrom(seed);
  const order = shuffle([...articles], random);
  const numbers = new Map(vocabulary.map((term, number) => [term, number]));
  const rows = emptyRowSet(features);
  const bar = progressBar('evidence', articles.length);
  let done = 0;
  for (let fold = 0; fold < FOLDS; fold++) {
    const own = order.filter((_, i) => i % FOLDS === fold);
    const others = order.filter((_, i) => i % FOLDS !== fold);
    const translations = new Translations(learn(others));
    const profiles = new Profiles((term) => numbers.get(term) ?? 0);
    for (const folder of sampleFolders(own, others, random)) {
      const asking = await Promise.all(
        folder.own.map((article) => readied(corpus, article, folder.all.length, perArticle, random)),
      );
      const rest = folder.all
        .filter((article) => !folder.own.includes(article))
        .flatMap((article) => corpus.set.passages.get(article)!);
      const index = createMiniSearchIndex([...asking.flatMap(({ passages }) => passages), ...rest]);
      for (const { article, questions } of asking) {
        for (const question of questions) {
          const text =
            random() < SLOPPY
              ? sloppy(question.question, manners[Math.floor(random() * manners.length)]!, random)
              : question.question;
          const candidates = await gather(readQuestion(text, article.language), index, profiles, () => translations);
          addCandidates(rows, question, article, candidates, features, { hard: HARD, others: OTHERS, random });
        }
        bar(++done);
      }
    }
  }
  return rows;
}

interface Asking {
  readonly article: Article;
  readonly passages: readonly Passage[];
  readonly questions: readonly AskedQuestion[];
}

/** An article with a sample of its questions. Of some the sentences are shuffled; in small folders most are short. */
async function readied(corpus: Corpus, article: Article, folderSize: number, perArticle: number, random: Random): Promise<Asking> {
  const all = shuffle([...(corpus.questions.get(article) ?? [])], random);
  const rearranged =
    folderSize <= SMALL_FOLDER && random() < CROPPED
      ? await cropArticle(article, all, random)
      : random() < SHUFFLED
        ? await shuffleArticle(article, all, random)
        : undefined;
  if (!rearranged) return { article, questions: all.slice(0, perArticle), passages: corpus.set.passages.get(article)! };
  const { article: own, questions } = rearranged;
  return { article: own, questions: questions.slice(0, perArticle), passages: splitArticle(own) };
}

/** The columns of the features that every language has. */
function columnsOf(table: BinnedTable): BinnedTable {
  const columns = languageFree.map((feature) => features.indexOf(feature));
  const data = new Uint8Array(table.rows * columns.length);
  for (let row = 0; row < table.rows; row++) {
    for (const [i, column] of columns.entries()) data[row * columns.length + i] = table.data[row * table.features + column]!;
  }
  return { ...table, features: columns.length, edges: columns.map((column) => table.edges[column]!), data };
}
