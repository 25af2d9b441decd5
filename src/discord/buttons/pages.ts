/** Buttons and selects that turn pages. Numbers and ids come from outside and are taken into what there is. */
import { z } from 'zod';
import { articlesReply } from '../commands/articles.ts';
import { searchReply } from '../commands/search.ts';
import type { Button } from '../handler.ts';
import { readNarrowing } from '../narrowing.ts';
import { decodePlaces } from '../place.ts';
import { readerBody } from '../render/reader.ts';
import { message, note } from '../reply.ts';
import { lost } from './places.ts';

const pageNumber = z.coerce.number().int().min(0).max(1_000_000).catch(0);

export const articlesPage: Button = {
  action: 'articles',
  run: (press, app) => articlesReply(press, app, pageNumber.parse(press.fields[0])),
};

export const resultsPage: Button = {
  action: 'results',
  async run(press, app) {
    const { question, fields, scope } = press;
    if (!question) return note(({ words }) => words.trouble.stale);
    return searchReply(question, press, app, pageNumber.parse(fields[0]), await readNarrowing(fields.slice(1), scope, app), true);
  },
};

/** The select under a list of articles. */
export const openArticle: Button = {
  action: 'open',
  async run({ values, scope }, app) {
    const article = await app.article(z.string().max(100).catch('').parse(values[0]), scope);
    if (!article) return lost('gone');
    const checkedAt = await app.oldSince(article);
    return message('private', (view) => readerBody({ article, page: 0, checkedAt, back: [] }, {}, view));
  },
};

export const readPage: Button = {
  action: 'read',
  async run({ fields: [articleId = '', page, ...places], scope, question }, app) {
    const article = await app.article(articleId, scope);
    if (!article) return lost('gone');
    const checkedAt = await app.oldSince(article);
    const reading = { article, page: pageNumber.parse(page), checkedAt, back: decodePlaces(places) };
    return message('private', (view) => readerBody(reading, question ? { question } : {}, view), true);
  },
};
