import { z } from 'zod';
import type { App } from '../../app.ts';
import type { Article } from '../../articles/article.ts';
import { slash } from '../command-data.ts';
import { escapeLine, shorten } from '../escape.ts';
import type { Command, Request } from '../handler.ts';
import { button, container, rows, text } from '../layout.ts';
import { publisherOf } from '../render/citation.ts';
import { type MessageReply, message } from '../reply.ts';

const shownPublishers = 8;

/** First and last day of publication; undefined where no article has one. */
const span = (articles: readonly Article[]): { from?: string; to?: string } => {
  const days = articles.flatMap(({ date }) => (date && !Number.isNaN(Date.parse(date)) ? [date.slice(0, 10)] : [])).sort();
  return days.length === 0 ? {} : { from: days[0]!, to: days.at(-1)! };
};

/** What Footnote is, what is here, what it stores, and questions known to be answered, as buttons that ask. */
export const helpReply = async ({ scope }: Pick<Request, 'scope'>, app: App): Promise<MessageReply> => {
  const articles = await app.articles(scope);
  const shared = new Set((await app.articles({})).map(({ id }) => id));
  const isSample = app.sample && articles.length > 0 && articles.every(({ id }) => shared.has(id));
  const examples = (await app.examples(scope, 3)).filter((question) => question.length <= 80);
  const publishers = [...new Set(articles.map(publisherOf).filter((name) => name !== undefined))];
  const { from, to } = span(articles);
  return message('private', (view) => {
    const { help, answer } = view.words;
    const names = publishers.slice(0, shownPublishers).map((name) => escapeLine(shorten(name, 60)));
    const held = articles.length === 0 ? answer.emptyShared : help.shelf(articles.length, from, to);
    const shelf = isSample ? `${held} · ${help.sample}` : held;
    return {
      components: [
        container(
          [
            text(`${help.title}\n${help.what}`),
            text(names.length > 0 ? `${shelf}\n${help.publishers(names.join(', '), publishers.length - names.length)}` : shelf),
            text(help.how(view.command('ask'), view.command('search'), view.command('articles'), view.command('article'))),
            text(`-# ${help.stores}`),
            ...(examples.length > 0 ? [text(help.tryThese)] : []),
          ],
          true,
        ),
        ...rows(examples.map((question, index) => button(question, view.id('example', [String(index)])))),
      ],
    };
  });
};

export const help: Command = {
  data: slash((words) => words.help),
  act: { anywhere: true, input: z.object({}), run: helpReply },
};
