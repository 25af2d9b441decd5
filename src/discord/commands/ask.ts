import { z } from 'zod';
import type { Answer } from '../../answer/answer.ts';
import type { App, Narrowing } from '../../app.ts';
import { booleanOption, slash, stringOption } from '../command-data.ts';
import { completeTitle, findArticle, noArticle } from '../find-article.ts';
import type { Act, Command, Request } from '../handler.ts';
import { completeNarrowing, isNarrowing, narrowingInput, narrowingOf, narrowingOptions } from '../narrowing.ts';
import { type Asked, answerBody } from '../render/answer.ts';
import { message, note, type Reply } from '../reply.ts';
import { asksForHelp, mannersReply } from '../small-talk.ts';
import { spokenWords } from '../spoken.ts';
import { helpReply } from './help.ts';

/** Characters of a question that Discord lets through; the core bounds further. */
export const questionLimit = 4000;

interface AskInput {
  readonly question: string;
  readonly article?: string | undefined;
  readonly private?: boolean | undefined;
  readonly source?: string | undefined;
  readonly author?: string | undefined;
  readonly after?: string | undefined;
  readonly before?: string | undefined;
}

/** How a question is put: what stands above its answer, and who sees an answer and what is none. */
export interface Manner {
  readonly asked: Asked;
  readonly answered: 'public' | 'private';
  readonly otherwise: 'public' | 'private';
  readonly previous?: string;
  readonly articleId?: string;
  readonly narrow?: Narrowing;
  readonly inPlace?: boolean;
  /** Whose question it is, where it may be kept for the admins when nobody can answer it. */
  readonly keptFor?: string;
}

/** Tells the server's admins of a question that stands alone: what follows upon another says nothing without it. */
const keep = (app: App, guildId: string | undefined, userId: string | undefined, question: string, state: Answer['kind']) => {
  if (guildId && userId && question) app.guilds?.heard({ guildId, userId }, question, state);
};

/** Any question, from a command, a mention, a direct message or a button, in words (`spokenWords`). */
export const askReply = async (
  question: string,
  { scope }: Pick<Request, 'scope'>,
  app: App,
  { asked, answered, otherwise, previous, articleId, narrow, inPlace, keptFor }: Manner,
): Promise<Reply> => {
  if (asksForHelp(question)) return helpReply({ scope }, app);
  if (!/[\p{L}\p{N}]/u.test(question)) return note(({ words }) => words.trouble.emptyQuestion);
  const answer = await app.ask({
    question,
    scope,
    ...(previous && { previous }),
    ...(articleId && { articleId }),
    ...(narrow && { narrow }),
  });
  if (answer.kind === 'nothing' && answer.manner) return mannersReply(answer.manner, otherwise);
  keep(
    app,
    scope.guildId,
    keptFor,
    answer.kind === 'nothing' ? (previous ? '' : question) : (answer.asked ?? question),
    answer.kind,
  );
  const articles = (await app.articles(scope)).length;
  const seen = answer.kind === 'answered' ? answered : otherwise;
  const topic = answer.kind === 'nothing' ? (previous ?? question) : (answer.asked ?? question);
  return { ...message(seen, (view) => answerBody(answer, articles, asked, view), inPlace), topic };
};

const act: Act<AskInput> = {
  input: z.object({
    question: z.string().min(1).max(questionLimit),
    article: z.string().max(200).optional(),
    private: z.boolean().optional(),
    ...narrowingInput,
  }),
  waits: ({ input, publicAnswers }) => ((input.private ?? !publicAnswers) ? 'private' : 'public'),
  async run(request, app) {
    const { article: typed, private: hidden } = request.input;
    const question = spokenWords(request.input.question);
    const article = typed === undefined ? undefined : await findArticle(typed, app, request.scope);
    if (article && !('id' in article)) return noArticle(typed!, article);
    const narrow = await narrowingOf(request.input, request.scope, app);
    if (!isNarrowing(narrow)) return narrow;
    return askReply(question, request, app, {
      asked: { question },
      answered: (hidden ?? !request.publicAnswers) ? 'private' : 'public',
      otherwise: 'private',
      ...(article && { articleId: article.id }),
      ...(narrow && { narrow }),
      ...(hidden !== true && !article && !narrow && { keptFor: request.person.id }),
    });
  },
  complete: async (typed, app) => (await completeNarrowing(typed, app)) ?? completeTitle(typed, app),
};

export const ask: Command = {
  data: slash(
    (words) => words.ask,
    [
      stringOption((words) => words.ask.options.question, { required: true, max_length: questionLimit }),
      stringOption((words) => words.ask.options.article, { autocomplete: true }),
      booleanOption((words) => words.ask.options.private),
      ...narrowingOptions(),
    ],
  ),
  act,
};
