/** Part of a shelf: the articles of some sources, authors or days. */
import type { Answer } from '../answer/answer.ts';
import type { Article } from '../articles/article.ts';
import type { Generation } from '../library/library.ts';
import { narrowIndex } from '../search/narrow.ts';

/** What an asker may narrow a question to. Days are ISO; an article without a date is outside every span of days. */
export interface Narrowing {
  /** Name of a source. */
  readonly source?: string;
  readonly author?: string;
  /** From this day on. */
  readonly after?: string;
  /** Up to and with this day. */
  readonly before?: string;
}

/** The generation as if it held these articles alone. */
export function narrowed(generation: Generation, keep: (article: Article) => boolean): Generation {
  const articles = new Map([...generation.articles].filter(([, article]) => keep(article)));
  if (articles.size === generation.articles.size) return generation;
  const passages = new Map([...generation.passages].filter(([id]) => articles.has(id)));
  return { ...generation, articles, passages, index: narrowIndex(generation.index, (article) => articles.has(article.id)) };
}

/** Whether an article is within a narrowing; `sourceOf` names the source that it came from. */
export function isWithin(
  { source, author, after, before }: Narrowing,
  article: Article,
  sourceOf: (article: Article) => string | undefined,
): boolean {
  const day = article.date?.slice(0, 10);
  const same = (a: string, b: string | undefined) => b?.toLowerCase() === a.trim().toLowerCase();
  return (
    (source === undefined || same(source, sourceOf(article)) || same(source, article.publisher)) &&
    (author === undefined || same(author, article.author)) &&
    (after === undefined || (day !== undefined && day >= after)) &&
    (before === undefined || (day !== undefined && day <= before))
  );
}

/** The same excerpts, by the date of their articles; those without a date last. */
export function newestFirst(answer: Answer): Answer {
  if (answer.kind === 'nothing') return answer;
  const dateOf = ({ passage }: (typeof answer.excerpts)[number]) => passage.article.date ?? '';
  const [first, ...rest] = answer.excerpts.toSorted((a, b) => (dateOf(a) < dateOf(b) ? 1 : dateOf(a) > dateOf(b) ? -1 : 0));
  return { ...answer, excerpts: [first!, ...rest] };
}
