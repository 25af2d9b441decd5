/** The order of sentences: translations, rows of evidence under translations that have not seen them, trees. */
import type { Evidence } from '../../src/answer/evidence/evidence.ts';
import { type Feature, features, languageFree } from '../../src/answer/evidence/features.ts';
import { Profiles } from '../../src/answer/evidence/profile.ts';
import { type TranslationLists, Translations } from '../../src/answer/evidence/translation.ts';
import type { Tree } from '../../src/answer/model.ts';
import { readQuestion } from '../../src/answer/question.ts';
import type { Article, Passage } from '../../src/articles/article.ts';
import { splitArticle } from '../../src/articles/split.ts';
import { createMiniSearchIndex } from '../../src/search/minisearch.ts';
import type { AskedQuestion } from '../data/question-set.ts';
import { binTable } from './bins.ts';
import { boost, treeOptions } from './boost.ts';
import type { Checkpoints } from './checkpoint.ts';
import type { Corpus } from './corpus.ts';
import { sampleFolders } from './folders.ts';
import { learnTranslationLists, learnVocabulary } from './learn-translations.ts';
import { listwise } from './losses.ts';
import { progressBar } from './progress.ts';
import { type Random, randomFrom, shuffle } from './random.ts';
import { addCandidates, emptyRowSet, gather, rivalsOf } from './rows.ts';
import { cropArticle, shuffleArticle } from './shuffled.ts';
import { manners, sloppy } from './sloppy.ts';

export interface RankingOptions {
  readonly seed: number;
  /** Questions of an article at most. */
  readonly perArticle: number;
  readonly trees: number;
}

/** Whose sentences are ordered. */
export type Kind = 'english' | 'languageFree';

export interface LearnedRanking {
  readonly translations: TranslationLists;
  readonly english: readonly Tree[];
  readonly languageFree: readonly Tree[];
}

/** Parts of the articles; what judges one part was learned from the others. */
export const FOLDS = 4;
const TRANSLATIONS = { rounds: 5, minProbability: 0.0008, minCount: 0.6 };
/** Wrong sentences kept of each question: the likeliest, and a few of the rest. */
const HARD = 26;
const OTHERS = 6;
/** Share of questions asked in a sloppy manner, and of articles whose sentences are shuffled. */
const SLOPPY = 0.25;
const SHUFFLED = 0.06;
/** Folders of so many articles are often small in every respect; this share of their articles is cut to a few paragraphs. */
const SMALL_FOLDER = 12;
const CROPPED = 0.6;

/** Translations that the questions of `articles` teach. */
export function translationsFrom(
  corpus: Corpus,
  articles: readonly Article[],
  vocabulary: readonly string[] = vocabularyOf(corpus, articles),
): TranslationLists {
  return learnTranslationLists(vocabulary, sentencesOf(corpus, articles), answeredOf(corpus, articles), TRANSLATIONS);
}

const sentencesOf = (corpus: Corpus, articles: readonly Article[]) =>
  articles.flatMap((article) => corpus.sentences.get(article) ?? []);
const answeredOf = (corpus: Corpus, articles: readonly Article[]) =>
  articles.flatMap((article) => corpus.answered.get(article) ?? []);
export const vocabularyOf = (corpus: Corpus, articles: readonly Article[]) =>
  learnVocabulary(sentencesOf(corpus, articles), answeredOf(corpus, articles));

/** Articles whose questions are asked, and others to fill their folders; what is learned from the others has not seen these questions. */
export interface Part {
  readonly own: readonly Article[];
  readonly others: readonly Article[];
}

/** `articles` in `FOLDS` parts. */
export function foldsOf(articles: readonly Article[], seed: number): Part[] {
  const order = shuffle([...articles], randomFrom(seed));
  return Array.from({ length: FOLDS }, (_, fold) => ({
    own: order.filter((_, i) => i % FOLDS === fold),
    others: order.filter((_, i) => i % FOLDS !== fold),
  }));
}

/** Candidates of questions with their features, row by row; those of question g are rows [groups[g], groups[g + 1]). */
export interface EvidenceRows {
  readonly data: Float32Array;
  readonly labels: Float32Array;
  readonly groups: Int32Array;
  /** By the id of a question, the likeliest wrong sentences. */
  readonly rivals: ReadonlyMap<string, readonly SentencePlace[]>;
}

/** A sentence of the corpus: numbers of its article, of the passage there and of the sentence there. */
export type SentencePlace = readonly [article: number, passage: number, sentence: number];

/** Wrong sentences of each question that answering words are learned beside. */
const RIVALS = 3;

/** The trees that order sentences, of English or of any other language. A training that was broken off goes on where it stood. */
export function growOrder(
  rows: EvidenceRows,
  kind: Kind,
  { trees, seed }: Pick<RankingOptions, 'trees' | 'seed'>,
  checkpoints: Checkpoints,
  name: string,
): Tree[] {
  const columns = kind === 'english' ? features : languageFree;
  const table = binTable(columnsOf(rows.data, columns), columns.length);
  const bar = progressBar(`trees ${name}`, trees);
  const known = checkpoints.read<Tree[]>(`trees-${name}`) ?? [];
  return boost(table, rows.groups, listwise(rows.labels, rows.groups), treeOptions(trees, LEAVES, seed), known, (grown) => {
    bar(grown.length);
    if (grown.length % 20 === 0 || grown.length === trees) checkpoints.write(`trees-${name}`, grown);
  });
}

/** Rows of several parts as one. */
export function joinRows(parts: readonly EvidenceRows[]): EvidenceRows {
  const data = new Float32Array(parts.reduce((sum, part) => sum + part.data.length, 0));
  const labels = new Float32Array(parts.reduce((sum, part) => sum + part.labels.length, 0));
  const groups: number[] = [0];
  const rivals = new Map(parts.flatMap((part) => [...part.rivals]));
  let row = 0;
  for (const part of parts) {
    data.set(part.data, row * features.length);
    labels.set(part.labels, row);
    for (const end of part.groups.subarray(1)) groups.push(row + end);
    row += part.labels.length;
  }
  return { data, labels, groups: Int32Array.from(groups), rivals };
}

/** Leaves of a tree. */
const LEAVES = 40;

/** The candidates of a part's questions, put to folders of many sizes. */
export async function evidenceRows(
  corpus: Corpus,
  { own, others }: Part,
  lists: TranslationLists,
  { seed, perArticle }: Pick<RankingOptions, 'seed' | 'perArticle'>,
  label: string,
): Promise<EvidenceRows> {
  const random = randomFrom(seed);
  const set = emptyRowSet(features);
  const bar = progressBar(label, own.length);
  const translations = new Translations(lists);
  const profiles = new Profiles((term) => translations.numberOf(term));
  const rivals = new Map<string, SentencePlace[]>();
  let done = 0;
  for (const folder of sampleFolders(own, others, random)) {
    const asking = await Promise.all(folder.own.map((article) => readied(corpus, article, folder.all.length, perArticle, random)));
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
        addCandidates(set, question, article, candidates, features, { hard: HARD, others: OTHERS, random });
        rivals.set(
          question.id,
          rivalsOf(question, article, candidates, RIVALS).flatMap((one) => placeOf(corpus, one)),
        );
      }
      bar(++done);
    }
  }
  return {
    data: set.rows.data.slice(),
    labels: Float32Array.from(set.labels),
    groups: Int32Array.from(set.groups),
    rivals,
  };
}

/** None for a sentence of an article that was rearranged. */
function placeOf({ set }: Corpus, { found: { passage }, at }: Evidence): SentencePlace[] {
  const article = set.articles.indexOf(passage.article);
  return article < 0 ? [] : [[article, set.passages.get(passage.article)!.indexOf(passage), at]];
}

export interface Asking {
  readonly article: Article;
  readonly passages: readonly Passage[];
  readonly questions: readonly AskedQuestion[];
}

/** An article with a sample of its questions. Of some the sentences are shuffled; in small folders most are short. */
export async function readied(
  corpus: Corpus,
  article: Article,
  folderSize: number,
  perArticle: number,
  random: Random,
): Promise<Asking> {
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

/** The columns of some of the features. */
function columnsOf(data: Float32Array, list: readonly Feature[]): Float32Array {
  if (list.length === features.length) return data;
  const columns = Int32Array.from(list, (feature) => features.indexOf(feature));
  const rows = data.length / features.length;
  const chosen = new Float32Array(rows * columns.length);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < columns.length; i++) chosen[row * columns.length + i] = data[row * features.length + columns[i]!]!;
  }
  return chosen;
}
