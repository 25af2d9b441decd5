import { z } from 'zod';
import type { App, Narrowing } from '../../app.ts';
import { slash, stringOption } from '../command-data.ts';
import type { Act, Command, Request } from '../handler.ts';
import {
  completeNarrowing,
  isNarrowing,
  narrowingFields,
  narrowingInput,
  narrowingOf,
  narrowingOptions,
  type Sort,
  sortOption,
} from '../narrowing.ts';
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
  { narrow, sort = 'best' }: { narrow?: Narrowing; sort?: Sort } = {},
  inPlace = false,
): Promise<MessageReply> => {
  if (!/[\p{L}\p{N}]/u.test(query)) return note(({ words }) => words.trouble.emptyQuestion);
  const answer = await app.search({ query, scope, limit: resultLimit, sort, ...(narrow && { narrow }) });
  const articles = (await app.articles(scope)).length;
  return message(
    'private',
    (view) =>
      answer.kind === 'nothing'
        ? nothingBody(answer, articles, { question: query }, view)
        : resultsBody(query, answer, page, narrowingFields(narrow, sort), view),
    inPlace,
  );
};

const input = z.object({
  query: z.string().min(1).max(queryLimit),
  sort: z.enum(['best', 'newest']).default('best'),
  ...narrowingInput,
});

const act: Act<z.infer<typeof input>> = {
  input,
  async run(request, app) {
    const { query, sort } = request.input;
    const narrow = await narrowingOf(request.input, request.scope, app);
    if (!isNarrowing(narrow)) return narrow;
    return searchReply(query, request, app, 0, { sort, ...(narrow && { narrow }) });
  },
  complete: async (typed, app) => (await completeNarrowing(typed, app)) ?? [],
};

export const search: Command = {
  data: slash(
    (words) => words.search,
    [
      stringOption((words) => words.search.options.query, { required: true, max_length: queryLimit }),
      sortOption(),
      ...narrowingOptions(),
    ],
  ),
  act,
};
