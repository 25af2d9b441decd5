/** How old the copies are that an answer quotes. */
import type { Answer, Excerpt } from '../answer/answer.ts';
import type { Article } from '../articles/article.ts';

/** The answer with `checkedAt` on those of its first `count` excerpts whose copy is old. */
export async function withAge<A extends Answer>(
  answer: A,
  count: number,
  oldSince: (article: Article) => Promise<number | undefined>,
): Promise<A> {
  if (answer.kind === 'nothing') return answer;
  const aged = async (excerpt: Excerpt, index: number): Promise<Excerpt> => {
    const checkedAt = index < count ? await oldSince(excerpt.passage.article) : undefined;
    return checkedAt === undefined ? excerpt : { ...excerpt, checkedAt };
  };
  return { ...answer, excerpts: await Promise.all(answer.excerpts.map(aged)) };
}
