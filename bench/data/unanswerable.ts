/** Questions that a folder cannot answer: about articles that are not there, or with a name or a year swapped for one that the article lacks. */
import type { Article } from '../../src/articles/article.ts';
import { type Random, shuffle } from '../train/random.ts';
import type { AskedQuestion } from './question-set.ts';

const unanswerable = (question: AskedQuestion, kind: 'offtopic' | 'perturbed', text = question.question): AskedQuestion => ({
  id: `${question.id}-${kind}`,
  kind,
  question: text,
  sentences: [],
  answers: [],
  ...(kind === 'perturbed' && { source: question.source }),
});

/** The questions of other articles, as questions to this folder. */
export const offtopic = (questions: readonly AskedQuestion[]): AskedQuestion[] =>
  questions.map((question) => unanswerable(question, 'offtopic'));

/** The questions of paragraphs that were cut out of their articles: what they ask for is missing, though all their words may be met. */
export const cutOut = (questions: readonly AskedQuestion[]): AskedQuestion[] =>
  questions.map((question) => unanswerable(question, 'perturbed'));

/** Runs of capitalised words that do not begin the question, and years. */
const NAME = /(?<=[\p{L}\p{N},'"’”] ["“(]?)\p{Lu}[\p{L}\p{N}.'’-]*(?:(?: (?:of|the|de|von|al))* \p{Lu}[\p{L}\p{N}.'’-]*)*/gu;
const YEAR = /(?<![\p{L}\p{N}])(?:1\d|20)\d\d(?![\p{L}\p{N}])/gu;

/** Names and years of the questions, as they stand there. */
export function namesIn(question: string): string[] {
  return [...question.matchAll(NAME), ...question.matchAll(YEAR)]
    .map(([name]) => name.replace(/(?:['’]s|[.'’])$/u, ''))
    .filter((name) => name.length > 1);
}

/**
 * Each question with one of its names or years swapped for another article's of the same sort, which its own article nowhere holds;
 * questions without a name or a year are left out. `pool` holds names of the folder's other questions.
 */
export function perturbed(
  questions: readonly AskedQuestion[],
  articleOf: (question: AskedQuestion) => Article,
  pool: readonly string[],
  random: Random,
): AskedQuestion[] {
  return questions.flatMap((question) => {
    const [name] = shuffle(namesIn(question.question), random);
    if (name === undefined) return [];
    const year = /^\d{4}$/.test(name);
    const text = articleOf(question).text.toLowerCase();
    for (let tries = 0; tries < 30; tries++) {
      const other = pool[Math.floor(random() * pool.length)] ?? name;
      if (/^\d{4}$/.test(other) !== year || text.includes(other.toLowerCase())) continue;
      return [unanswerable(question, 'perturbed', question.question.replace(name, other))];
    }
    return [];
  });
}
