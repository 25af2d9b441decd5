import { z } from 'zod';
import { onMessage } from '../command-data.ts';
import type { Act, Command } from '../handler.ts';
import { answerBody } from '../render/answer.ts';
import { message, note } from '../reply.ts';
import { spokenWords } from '../spoken.ts';

/** A message at most this long is looked up whole. */
const wholeMessage = 200;
const lookedUp = 300;
/** "Right?" asks nothing that could be looked up. */
const leastQuestion = 10;
const rarest = 8;

/** What a message asks: its last sentence of some words with a question mark, else all of a short one; undefined for a long one that asks nothing. */
export const questionIn = (text: string): string | undefined => {
  const words = spokenWords(text);
  const sentences = Array.from(new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(words), ({ segment }) =>
    segment.trim(),
  );
  const asks = (sentence: string) => sentence.length <= lookedUp && /[?？؟]["'”’»)]*$/.test(sentence);
  const asked = sentences.findLast((sentence) => asks(sentence) && sentence.length >= leastQuestion);
  return asked ?? (words.length <= wholeMessage ? words : undefined);
};

const act: Act<unknown> = {
  input: z.unknown(),
  async run({ target, scope, guildId }, app) {
    const text = target?.text ?? '';
    const question = questionIn(text) ?? (await app.keywords(text, scope, rarest)).join(' ');
    if (!target || !/[\p{L}\p{N}]/u.test(question)) return note(({ words }) => words.trouble.emptyMessage);
    const answer = await app.ask({ question, scope });
    const articles = (await app.articles(scope)).length;
    const about = guildId === undefined ? undefined : { link: target.link, messageId: target.id };
    return message('private', (view) => answerBody(answer, articles, { question, ...(about && { about }) }, view));
  },
};

/** "Find in articles" on a message: private, and it shows what it looked for. */
export const find: Command = { data: onMessage((words) => words.find), act };
