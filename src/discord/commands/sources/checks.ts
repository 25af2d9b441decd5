/** `/sources checks`, and the message command that makes one. */
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { onMessage } from '../../command-data.ts';
import { escapeLine, shorten } from '../../escape.ts';
import type { Act, Command, Request } from '../../handler.ts';
import { text } from '../../layout.ts';
import { isReply, onOwnShelf, ownShelf } from '../../own-shelf.ts';
import { listBody, pageOf } from '../../render/lists.ts';
import { message, note, type Reply } from '../../reply.ts';

const aPage = 15;

/** The checks, newest first. */
export const checksReply = async (
  request: Pick<Request, 'scope' | 'person'>,
  app: App,
  page: number,
  inPlace = false,
): Promise<Reply> => {
  const shelf = ownShelf(request, app);
  if (isReply(shelf)) return shelf;
  const all = await shelf.guilds.checks(shelf.guildId);
  if (all.length === 0) return message('private', ({ words }) => ({ components: [text(words.shelf.noChecks)] }), inPlace);
  const here = pageOf(all.toReversed(), page, aPage);
  return message(
    'private',
    (view) => {
      const words = view.words.shelf;
      const lines = here.items.map(({ question, quote }) =>
        words.check(escapeLine(shorten(question, 60)), escapeLine(shorten(quote, 80))),
      );
      const options = here.items.map(({ id, question }) => ({ label: shorten(question, 100), value: String(id) }));
      const parts = [words.checks(all.length), lines.join('\n')];
      const select = { custom_id: view.id('check-remove', [String(here.page)]), placeholder: words.checkRemove, options };
      return listBody(here, view, 'checks', parts, select);
    },
    inPlace,
  );
};

export const checks: Act<object> = {
  access: 'admin',
  input: z.object({}),
  run: (request, app) => checksReply(request, app, 0),
};

/** Made by pointing at a good answer: its question is asked again, so that the quote kept is the one that answers now. */
export const keepAsCheck: Command = {
  data: onMessage((words) => words.keepAsCheck, 'admins'),
  act: onOwnShelf(z.object({}), async (shelf, { target, scope }, app) => {
    const question = target?.question;
    const answer = question ? await app.ask({ question, scope }) : undefined;
    if (!question || answer?.kind !== 'answered') return note(({ words }) => words.shelf.checkNone);
    const { passage, start, end } = answer.excerpts[0];
    const check = { question, quote: passage.article.text.slice(start, end), article: passage.article.id };
    const id = await shelf.guilds.keepCheck(shelf, check);
    return note(({ words }) => (id === undefined ? words.shelf.checkFull : words.shelf.checkKept));
  }),
};
