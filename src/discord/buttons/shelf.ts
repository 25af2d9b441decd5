/** Buttons of a server's shelf. Every one is for admins, checked at each press. */
import { z } from 'zod';
import { changeDraft } from '../commands/sources/change-draft.ts';
import { checksReply } from '../commands/sources/checks.ts';
import { shelfReply } from '../commands/sources/list.ts';
import { forgetAsked, unansweredPage } from '../commands/sources/unanswered.ts';
import { undoReply } from '../commands/sources/undo.ts';
import type { Button, Press } from '../handler.ts';
import { button, rows, text } from '../layout.ts';
import { findSource, isReply, type OwnShelf, ownShelf, reloadWork, reportReply } from '../own-shelf.ts';
import { detailsBody, name } from '../render/sources.ts';
import { message, note, type Reply } from '../reply.ts';

const pageNumber = z.coerce.number().int().min(0).max(1000).catch(0);

const onShelf = (action: string, run: (shelf: OwnShelf, press: Press) => Promise<Reply>): Button => ({
  action,
  access: 'admin',
  async run(press, app) {
    const shelf = ownShelf(press, app);
    return isReply(shelf) ? shelf : run(shelf, press);
  },
});

const addSource = onShelf('add-source', async (shelf, { fields: [draftId = ''] }) => {
  const report = await shelf.guilds.add(shelf, draftId);
  if (report === undefined) return note(({ words }) => words.shelf.expired);
  if (typeof report === 'string') return note(({ words }) => words.shelf.cannotAdd(report));
  return reportReply(report, ({ words }) => words.shelf.added(name(report.sources[0]?.name ?? '')), true);
});

const trySource = onShelf('try-source', async (shelf, { fields: [sourceId = ''] }) => reloadWork(shelf, { sourceId }));
const acceptSource = onShelf('accept-source', async (shelf, { fields: [sourceId = ''] }) =>
  reloadWork(shelf, { sourceId, insist: true }),
);

const dropSource = onShelf('drop-source', async (shelf, { fields: [sourceId = ''] }) => {
  const source = await findSource(shelf, sourceId);
  if (isReply(source)) return source;
  return message('private', (view) => ({
    components: [
      text(view.words.shelf.removeSure(name(source.name), source.articles, view.command('sources undo'))),
      ...rows([button(view.words.shelf.buttons.remove, view.id('drop-sure', [source.id]))]),
    ],
  }));
});

const dropSure = onShelf('drop-sure', async (shelf, { fields: [sourceId = ''] }) => {
  const source = await findSource(shelf, sourceId);
  if (isReply(source)) return source;
  const report = await shelf.guilds.remove(shelf, source.id);
  return message(
    'private',
    (view) => ({
      components: [
        text(view.words.shelf.removed(name(source.name), report?.removed.length ?? 0)),
        ...rows([button(view.words.shelf.buttons.undo, view.id('undo-ask'))]),
      ],
    }),
    true,
  );
});

const undoAsk: Button = { action: 'undo-ask', access: 'admin', run: (press, app) => undoReply(press, app) };

const undoSure = onShelf('undo-sure', async (shelf, { fields: [to] }) => {
  const report = await shelf.guilds.undo(shelf, pageNumber.parse(to));
  if (!report) return note(({ words }) => words.shelf.undoNothing);
  return reportReply(
    report,
    ({ words }) => words.shelf.undone,
    true,
    (view) => [button(view.words.shelf.buttons.resume, view.id('resume'))],
  );
});

const resume = onShelf('resume', async (shelf) => {
  const names = await shelf.guilds.resume(shelf);
  return note(({ words }) =>
    names.length === 0 ? words.shelf.nothingHeld : words.shelf.resumed(names.slice(0, 10).map(name).join(', ')),
  );
});

const shelfPage: Button = {
  action: 'shelf',
  access: 'admin',
  run: (press, app) => shelfReply(press, app, pageNumber.parse(press.fields[0]), true),
};

const checkRemove: Button = {
  action: 'check-remove',
  access: 'admin',
  async run(press, app) {
    const shelf = ownShelf(press, app);
    if (isReply(shelf)) return shelf;
    await shelf.guilds.removeCheck(shelf, z.coerce.number().int().catch(-1).parse(press.values[0]));
    return checksReply(press, app, pageNumber.parse(press.fields[0]), true);
  },
};

const checksPage: Button = {
  action: 'checks',
  access: 'admin',
  run: (press, app) => checksReply(press, app, pageNumber.parse(press.fields[0]), true),
};

const details = onShelf('details', async (shelf, { fields: [generation, page], inPlace }) => {
  const report = await shelf.guilds.details(shelf.guildId, pageNumber.parse(generation));
  if (!report) return note(({ words }) => words.shelf.noDetails);
  const turned = page !== undefined;
  return message(
    'private',
    (view) => detailsBody(report, pageNumber.parse(generation), pageNumber.parse(page ?? 0), view),
    turned && inPlace,
  );
});

export const shelfButtons: readonly Button[] = [
  addSource,
  changeDraft,
  trySource,
  acceptSource,
  dropSource,
  dropSure,
  undoAsk,
  undoSure,
  resume,
  shelfPage,
  checkRemove,
  checksPage,
  details,
  unansweredPage,
  forgetAsked,
];
