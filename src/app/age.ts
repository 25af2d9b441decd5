/** How old the copies are that an answer quotes. */
import type { Answer } from '../answer/answer.ts';
import type { Article } from '../articles/article.ts';

/** The answer with `checkedAt` on those of its first `count` excerpts whose copy is old. */
export async function withAge<A extends Answer>(
  answer: A,
  count: number,
  oldSince: (articles: readonly Article[]) => Promise<ReadonlyMap<Article, number>>,
): Promise<A> {
  if (answer.kind === 'nothing') return answer;
  const old = await oldSince(answer.excerpts.slice(0, count).map(({ passage }) => passage.article));
  if (old.size === 0) return answer;
  const excerpts = answer.excerpts.map((excerpt, index) => {
    const checkedAt = index < count ? old.get(excerpt.passage.article) : undefined;
    return checkedAt === undefined ? excerpt : { ...excerpt, checkedAt };
  });
  return { ...answer, excerpts };
}
