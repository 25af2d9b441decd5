/** What is derived from a generation's articles when first asked for; it goes with the generation. */
import { type AnswerOptions, answerQuestion } from '../answer/answer-question.ts';
import { knownQuestions } from '../answer/examples.ts';
import type { Article } from '../articles/article.ts';
import type { Generation } from '../library/library.ts';
import { createTitleIndex, type TitleIndex } from '../search/titles.ts';

interface Shelf {
  readonly byTitle: readonly Article[];
  readonly titles: TitleIndex;
}

/** Questions kept for a generation that is known to answer them. */
const MAX_EXAMPLES = 5;
const examples = new WeakMap<Generation['articles'], Promise<string[]>>();

/** Questions that the generation's articles are known to answer, found when first asked for. */
export function examplesOf({ articles, passages, index }: Generation, options: AnswerOptions): Promise<string[]> {
  const ask = (question: string) => answerQuestion({ question }, [index], options);
  const known = examples.get(articles) ?? knownQuestions(passages.values(), ask, MAX_EXAMPLES);
  examples.set(articles, known);
  return known;
}

const collator = new Intl.Collator('und', { numeric: true });
/** Orders articles by title, numbers in it by their value. */
export const byTitle = (a: Article, b: Article): number => collator.compare(a.title, b.title);
const shelves = new WeakMap<Generation['articles'], Shelf>();

/** The generation's articles by title, and the index that completes titles, made when first asked for. */
export function shelfOf({ articles }: Generation): Shelf {
  const known = shelves.get(articles);
  if (known) return known;
  const sorted = [...articles.values()].sort(byTitle);
  let titles: TitleIndex | undefined;
  const shelf = {
    byTitle: sorted,
    get titles() {
      // Few complete titles, while every question asks how many articles there are.
      titles ??= createTitleIndex(sorted);
      return titles;
    },
  };
  shelves.set(articles, shelf);
  return shelf;
}
