/** Folders of many sizes with questions that they can answer and questions that they cannot. */
import type { Article } from '../../src/articles/article.ts';
import { createMiniSearchIndex } from '../../src/search/minisearch.ts';
import type { SearchIndex } from '../../src/search/search-index.ts';
import type { AskedQuestion } from '../data/question-set.ts';
import { cutOut, namesIn, offtopic, perturbed } from '../data/unanswerable.ts';
import type { Corpus } from './corpus.ts';
import { readied } from './learn-ranking.ts';
import { type Random, shuffle } from './random.ts';

export interface Trial {
  /** Articles in the folder. */
  readonly size: number;
  readonly index: SearchIndex;
  readonly questions: readonly AskedQuestion[];
  /** The article that answers, by its source, as it stands in the folder. */
  readonly homes: ReadonlyMap<string, Article>;
}

/** Small folders have few questions, so there are many of them; large ones are what most questions are put to. */
export const SIZES = [...Array<number>(24).fill(1), ...Array<number>(12).fill(2), 3, 3, 3, 3, 6, 6, 12, 24, 48, 48, 48];
const PER_ARTICLE = 100;
/** Of other articles, and of what was cut out of one. */
const OTHERS = 24;
const CUT_OUT = 12;
/** Questions of each other kind beside the answerable ones, and at least. */
const SHARE = 1 / 3;
const LEAST = 12;

/** A folder of `size` articles, in small folders most of them a few paragraphs long. */
export async function trialOf(corpus: Corpus, articles: readonly Article[], size: number, random: Random): Promise<Trial> {
  const order = shuffle([...articles], random);
  const own = await Promise.all(
    order.slice(0, size).map((article) => readied(corpus, article, size, Number.POSITIVE_INFINITY, random)),
  );
  const homes = new Map(own.map(({ article }) => [article.source, article]));
  const some = <T>(list: readonly T[], limit: number) => shuffle([...list], random).slice(0, limit);
  const asked = own.flatMap(({ questions }) => questions.slice(0, PER_ARTICLE));
  const others = order.slice(size).flatMap((article) => some(corpus.questions.get(article) ?? [], OTHERS));
  const missing = order.slice(0, size).flatMap((article, i) => {
    const kept = new Set(own[i]!.questions.map(({ id }) => id));
    return some(
      (corpus.questions.get(article) ?? []).filter(({ id }) => !kept.has(id)),
      CUT_OUT,
    );
  });
  const swapped = own.flatMap(({ questions }) => some(questions, PER_ARTICLE));
  const pool = [...swapped, ...others].flatMap(({ question }) => namesIn(question));
  const limit = Math.max(LEAST, asked.length * SHARE);
  return {
    size,
    index: createMiniSearchIndex(own.flatMap(({ passages }) => passages)),
    questions: [
      ...asked,
      ...some(offtopic(others), limit),
      ...perturbed(swapped, ({ source }) => homes.get(source!)!, pool, random).slice(0, limit),
      ...cutOut(missing),
    ],
    homes,
  };
}
