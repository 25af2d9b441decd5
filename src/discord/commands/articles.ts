import { z } from 'zod';
import type { App } from '../../app.ts';
import { slash, stringOption } from '../command-data.ts';
import { completeTitle, findArticle, noArticle } from '../find-article.ts';
import type { Act, Command, Request } from '../handler.ts';
import { nothingBody } from '../render/answer.ts';
import { articlesBody } from '../render/lists.ts';
import { readerBody } from '../render/reader.ts';
import { type MessageReply, message } from '../reply.ts';

/** One page of what is here. */
export const articlesReply = async ({ scope }: Pick<Request, 'scope'>, app: App, page: number): Promise<MessageReply> => {
  const all = await app.articles(scope);
  return message(
    'private',
    (view) =>
      all.length === 0 ? nothingBody({ kind: 'nothing', confidence: 0, missing: [] }, 0, {}, view) : articlesBody(all, page, view),
    true,
  );
};

export const articles: Command = {
  data: slash((words) => words.articles),
  act: { input: z.object({}), run: (request, app) => articlesReply(request, app, 0) },
};

const read: Act<{ title: string }> = {
  input: z.object({ title: z.string().min(1).max(200) }),
  async run({ input, scope }, app) {
    const found = await findArticle(input.title, app, scope);
    if (!('id' in found)) return noArticle(input.title, found);
    const checkedAt = await app.oldSince(found);
    return message('private', (view) => readerBody({ article: found, page: 0, checkedAt, back: [] }, {}, view));
  },
  complete: completeTitle,
};

export const article: Command = {
  data: slash(
    (words) => words.article,
    [stringOption((words) => words.article.options.title, { required: true, autocomplete: true })],
  ),
  act: read,
};
