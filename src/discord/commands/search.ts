import { z } from 'zod';
import type { App } from '../../app.ts';
import { slash, stringOption } from '../command-data.ts';
import type { Act, Command, Request } from '../handler.ts';
import { nothingBody } from '../render/answer.ts';
import { resultsBody } from '../render/lists.ts';
import { type MessageReply, message, note } from '../reply.ts';

/** A query this short stands whole above its results, so that a turned page can read it back. */
const queryLimit = 150;
/** Passages ranked for the pages. */
const resultLimit = 40;

/** One page of the ranked passages. */
export const searchReply = async (
  query: string,
  { scope }: Pick<Request, 'scope'>,
  app: App,
  page: number,
  inPlace = false,
): Promise<MessageReply> => {
  if (!/[\p{L}\p{N}]/u.test(query)) return note(({ words }) => words.trouble.emptyQuestion);
  const answer = await app.search({ query, scope, limit: resultLimit });
  const articles = (await app.articles(scope)).length;
  return message(
    'private',
    (view) =>
      answer.kind === 'nothing' ? nothingBody(answer, articles, { question: query }, view) : resultsBody(query, answer, page, view),
    inPlace,
  );
};

const act: Act<{ query: string }> = {
  input: z.object({ query: z.string().min(1).max(queryLimit) }),
  run: (request, app) => searchReply(request.input.query, request, app, 0),
};

export const search: Command = {
  data: slash(
    (words) => words.search,
    [stringOption((words) => words.search.options.query, { required: true, max_length: queryLimit })],
  ),
  act,
};
