/** Which article, from whom, when, and where in it: the small line under a quote. */
import type { APISectionComponent, APITextDisplayComponent } from 'discord-api-types/v10';
import type { Excerpt } from '../../answer/answer.ts';
import type { Article, Passage } from '../../articles/article.ts';
import type { Words } from '../../messages/messages.ts';
import { escapeLine, shorten } from '../escape.ts';
import { link, section, text } from '../layout.ts';
import { quoteLink } from '../text-fragment.ts';

const titleBudget = 80;

export const titleOf = (article: Article): string => escapeLine(shorten(article.title.replace(/\s+/g, ' ').trim(), titleBudget));

/** Who published it: the article's own credit, else the host of its own address. */
export const publisherOf = ({ publisher, url }: Article): string | undefined =>
  publisher ?? (url && URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') || undefined : undefined);

export const dateOf = ({ date }: Article, words: Words): string | undefined =>
  date && !Number.isNaN(Date.parse(date)) ? words.day(date) : undefined;

/** When a copy was last read, where it is old. */
export const lastChecked = (checkedAt: number | undefined, words: Words): string | undefined =>
  checkedAt === undefined ? undefined : words.answer.lastChecked(words.day(new Date(checkedAt).toISOString()));

/** The heading, else the page, else "paragraph n of m". */
export const placeIn = ({ article, heading, page, ordinal, total }: Passage, words: Words): string | undefined => {
  if (heading && heading.trim() !== article.title.trim())
    return escapeLine(shorten(heading.replace(/\s+/g, ' ').trim(), titleBudget));
  if (page !== undefined) return words.answer.page(page);
  return ordinal > 0 ? words.answer.paragraph(ordinal, total) : undefined;
};

/** "rbc.ru · 15 Aug 2024 · paragraph 1 of 3 · also in 2 more articles"; what is not known is left out. */
export const whence = (excerpt: Excerpt, words: Words): string => {
  const { article } = excerpt.passage;
  const publisher = publisherOf(article);
  const also = excerpt.alsoIn?.length ?? 0;
  return [
    publisher && escapeLine(shorten(publisher, titleBudget)),
    dateOf(article, words),
    placeIn(excerpt.passage, words),
    also > 0 ? words.answer.alsoIn(also) : undefined,
    lastChecked(excerpt.checkedAt, words),
  ]
    .filter(Boolean)
    .join(' · ');
};

/** The numbered citation, with a link to the words where the article has an address. */
export const citation = (excerpt: Excerpt, number: number, words: Words): APISectionComponent | APITextDisplayComponent => {
  const { article } = excerpt.passage;
  const second = whence(excerpt, words);
  const lines = `-# [${number}] ${titleOf(article)}${second ? `\n-# ${second}` : ''}`;
  const url = quoteLink(article, excerpt);
  return url ? section(lines, link(words.buttons.open, url)) : text(lines);
};
