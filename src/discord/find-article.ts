/** What was given for an article: an id from a completion, a title, or something near one. */
import type { App, Scope } from '../app.ts';
import type { Article } from '../articles/article.ts';
import { shorten } from './escape.ts';
import type { Choice, Typed } from './handler.ts';
import { noArticleBody } from './render/lists.ts';
import { type MessageReply, message } from './reply.ts';

const bare = (title: string): string => title.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

/** The article meant, or those whose titles are close. */
export const findArticle = async (typed: string, app: App, scope: Scope): Promise<Article | readonly Article[]> => {
  const byId = await app.article(typed, scope);
  if (byId) return byId;
  const titled = (await app.articles(scope)).filter(({ title }) => bare(title) === bare(typed));
  if (titled.length === 1) return titled[0]!;
  const close = titled.length > 1 ? titled : await app.completeArticle(typed, scope, 10);
  return close.length === 1 ? close[0]! : close;
};

export const noArticle = (typed: string, close: readonly Article[]): MessageReply =>
  message('private', (view) => noArticleBody(typed, close, view));

/** Titles that complete what was typed; what tells them apart stands in the first 40 characters, twins get source or date. */
export const completeTitle = async ({ value, scope }: Typed, app: App): Promise<readonly Choice[]> => {
  const articles = await app.completeArticle(value, scope, 25);
  const short = articles.map(({ title }) => title.replace(/\s+/g, ' ').trim());
  return articles.map((article, index) => {
    const title = short[index] || article.source;
    const twin = short.some((other, at) => at !== index && other.slice(0, 40) === title.slice(0, 40));
    const mark = twin
      ? short.filter((other) => other === title).length > 1
        ? (article.date?.slice(0, 10) ?? article.source)
        : title.slice(40)
      : '';
    const name = twin ? `${shorten(title, 36)} · ${shorten(mark.trim() || article.source, 55)}` : title;
    return { name: shorten(name, 100), value: article.id };
  });
};
