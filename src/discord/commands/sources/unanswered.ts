/** `/sources unanswered`: what was asked here and nobody could answer, so that admins know what the shelf lacks. */
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { escapeLine, shorten } from '../../escape.ts';
import type { Act, Button, Request } from '../../handler.ts';
import { text } from '../../layout.ts';
import { isReply, ownShelf } from '../../own-shelf.ts';
import { listBody, pageOf } from '../../render/lists.ts';
import { when } from '../../render/shelf.ts';
import { message, note, type Reply } from '../../reply.ts';

const aPage = 10;

const unansweredReply = async (
  request: Pick<Request, 'scope' | 'person'>,
  app: App,
  page: number,
  inPlace = false,
): Promise<Reply> => {
  const shelf = ownShelf(request, app);
  if (isReply(shelf)) return shelf;
  if (!(await shelf.guilds.settings(shelf.guildId)).keepQuestions)
    return note(({ words, command }) => words.shelf.unansweredOff(command('settings')));
  const { open, answered } = await shelf.guilds.unanswered(shelf.guildId);
  if (open.length === 0)
    return message('private', ({ words }) => ({ components: [text(words.shelf.unansweredNone(answered))] }), inPlace);
  const here = pageOf(open, page, aPage);
  return message(
    'private',
    (view) => {
      const words = view.words.shelf;
      const lines = here.items.map(({ question, times, last }) =>
        words.unansweredLine(escapeLine(shorten(question, 200)), times, when(last)),
      );
      const options = here.items.map(({ id, question }) => ({ label: shorten(question, 100), value: String(id) }));
      const parts = [words.unanswered(open.length), lines.join('\n'), words.unansweredNote(answered)];
      const select = { custom_id: view.id('forget-asked', [String(here.page)]), placeholder: words.unansweredForget, options };
      return listBody(here, view, 'unanswered', parts, select);
    },
    inPlace,
  );
};

const pageNumber = z.coerce.number().int().min(0).max(1000).catch(0);

export const unanswered: Act<object> = {
  access: 'admin',
  input: z.object({}),
  run: (request, app) => unansweredReply(request, app, 0),
};

export const unansweredPage: Button = {
  action: 'unanswered',
  access: 'admin',
  run: (press, app) => unansweredReply(press, app, pageNumber.parse(press.fields[0]), true),
};

/** The select that takes a question off the list. */
export const forgetAsked: Button = {
  action: 'forget-asked',
  access: 'admin',
  async run(press, app) {
    const shelf = ownShelf(press, app);
    if (isReply(shelf)) return shelf;
    await shelf.guilds.forgetUnanswered(shelf, z.coerce.number().int().catch(-1).parse(press.values[0]));
    return unansweredReply(press, app, pageNumber.parse(press.fields[0]), true);
  },
};
