/** Lists that are paged: passages found, articles here. */
import { type APIStringSelectComponent, ComponentType } from 'discord-api-types/v10';
import type { Answer, Excerpt } from '../../answer/answer.ts';
import type { Article } from '../../articles/article.ts';
import { escapeLine, shorten } from '../escape.ts';
import { button, container, firstThatFits, rows, text } from '../layout.ts';
import { quoteMarkdown, withoutLead } from '../quote.ts';
import type { Body, View } from '../reply.ts';
import { questionLine } from './answer.ts';
import { citation, dateOf, publisherOf, titleOf } from './citation.ts';

const resultsAPage = 4;
const articlesAPage = 10;

export interface Page<T> {
  readonly items: readonly T[];
  readonly page: number;
  readonly pages: number;
}

export const pageOf = <T>(all: readonly T[], page: number, size: number): Page<T> => {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const at = Math.min(Math.max(0, page), pages - 1);
  return { items: all.slice(at * size, at * size + size), page: at, pages };
};

/** Buttons to the pages beside this one; their ids hold the page's number. */
export const pageButtons = (action: string, { page, pages }: Page<unknown>, view: View, more: readonly string[] = []) => [
  ...(page > 0 ? [button(view.words.buttons.earlier, view.id(action, [String(page - 1), ...more]))] : []),
  ...(page < pages - 1 ? [button(view.words.buttons.later, view.id(action, [String(page + 1), ...more]))] : []),
];

export const footer = ({ page, pages }: Page<unknown>, view: View) =>
  pages > 1 ? [text(`-# ${view.words.lists.pageOf(page + 1, pages)}`)] : [];

/** A page of a list: `parts` in a frame, one under the other, then a select of what stands there, then buttons to the pages beside it. */
export const listBody = (
  here: Page<unknown>,
  view: View,
  action: string,
  parts: readonly string[],
  select: Omit<APIStringSelectComponent, 'type'>,
): Body => ({
  components: [
    container([...parts.map(text), ...footer(here, view)], false),
    { type: ComponentType.ActionRow, components: [{ type: ComponentType.StringSelect, ...select }] },
    ...rows(pageButtons(action, here, view)),
  ],
});

/** Ranked passages, four a page. The query stands above and is read back from there when a page is turned; `narrowing` stands in the buttons. */
export const resultsBody = (
  query: string,
  answer: Extract<Answer, { excerpts: unknown }>,
  page: number,
  narrowing: readonly string[],
  view: View,
): Body => {
  const here = pageOf(answer.excerpts, page, resultsAPage);
  const compose = (items: readonly Excerpt[]) => [
    container(
      [
        text(questionLine(query)),
        ...items.flatMap((excerpt, index) => {
          const quote = quoteMarkdown(excerpt, { budget: 200, bold: false, bar: true });
          return quote ? [text(quote), citation(excerpt, here.page * resultsAPage + index + 1, view.words)] : [];
        }),
        ...footer(here, view),
      ],
      false,
    ),
    ...rows(pageButtons('results', here, view, narrowing)),
  ];
  return { components: firstThatFits(everFewer(here.items), compose) };
};

/** The passages, then without what stands before them, then without the last, and so on. */
function* everFewer(items: readonly Excerpt[]): Generator<readonly Excerpt[]> {
  yield items;
  const alone = items.map(withoutLead);
  for (let count = items.length; count > 0; count--) yield alone.slice(0, count);
}

/** A select that opens one of at most 25 articles. */
const opener = (articles: readonly Article[], view: View): Omit<APIStringSelectComponent, 'type'> => ({
  custom_id: view.id('open'),
  placeholder: view.words.lists.openArticle,
  options: articles.map((article) => ({
    label: shorten(article.title.replace(/\s+/g, ' ').trim() || article.source, 100),
    value: article.id,
  })),
});

const line = (article: Article, view: View): string =>
  [`**${titleOf(article)}**`, publisherOf(article), dateOf(article, view.words)]
    .filter((part) => part !== undefined)
    .map((part, index) => (index === 0 ? part : escapeLine(part)))
    .join(' · ');

/** What is here, ten a page, with a select that opens one. */
export const articlesBody = (articles: readonly Article[], page: number, view: View): Body => {
  const here = pageOf(articles, page, articlesAPage);
  const lines = here.items.map((article) => line(article, view));
  return listBody(here, view, 'articles', [view.words.lists.shelf(articles.length), lines.join('\n')], opener(here.items, view));
};

/** A title that is not here, and those close to it. */
export const noArticleBody = (typed: string, close: readonly Article[], view: View): Body => {
  const missing = view.words.lists.noArticle(escapeLine(shorten(typed, 80)));
  return close.length === 0
    ? { components: [text(missing)] }
    : {
        components: [
          text(`${missing} ${view.words.lists.closeTitles}`),
          {
            type: ComponentType.ActionRow,
            components: [{ type: ComponentType.StringSelect, ...opener(close.slice(0, 25), view) }],
          },
        ],
      };
};
