/** When a sentence counts as the answer: the rule of the scorer. */
import type { Article, Range } from '../../src/articles/article.ts';
import type { AskedQuestion } from './question-set.ts';

/** The sentence has a gold sentence's very text, or holds a gold answer and shares at least half of the union of its characters with a gold sentence. */
export function isHit(question: AskedQuestion, article: Article, { start, end }: Range): boolean {
  const text = article.text.slice(start, end).trim();
  const home = article.source === question.source;
  for (const [from, to] of question.sentences) {
    if (home && start < to && end > from) {
      const union = Math.max(end, to) - Math.min(start, from);
      const shared = Math.min(end, to) - Math.max(start, from);
      const covers = question.answers.some(([a, b]) => start <= a && end >= b);
      if (covers && shared / union >= 0.5) return true;
    }
    if (home && article.text.slice(from, to) === text) return true;
  }
  return false;
}
