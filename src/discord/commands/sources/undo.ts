/** `/sources undo`: says what it would do, and does it at the press of a button. */
import { z } from 'zod';
import type { App } from '../../../app.ts';
import type { Act, Request } from '../../handler.ts';
import { button, container, rows, text } from '../../layout.ts';
import { isReply, ownShelf } from '../../own-shelf.ts';
import { when } from '../../render/shelf.ts';
import { moved, name } from '../../render/sources.ts';
import { message, note, type Reply } from '../../reply.ts';

export const undoReply = async (request: Pick<Request, 'scope' | 'person'>, app: App, inPlace = false): Promise<Reply> => {
  const shelf = ownShelf(request, app);
  if (isReply(shelf)) return shelf;
  const undo = await shelf.guilds.previewUndo(shelf.guildId);
  if (!undo) return note(({ words }) => words.shelf.undoNothing);
  return message(
    'private',
    (view) => {
      const words = view.words.shelf;
      const act = words.acts[undo.act.split(':')[0]!] ?? undo.act;
      const changes = moved({ ...undo, unchanged: 0, refused: [] }, view).map((line) => `-# ${line}`);
      return {
        components: [
          container(
            [
              text(words.undoSure(when(undo.at), act)),
              ...(changes.length > 0 ? [text(changes.join('\n'))] : []),
              ...(undo.edited.length > 0 ? [text(words.undoEdits(undo.edited.slice(0, 10).map(name).join(', ')))] : []),
              ...(undo.holds.length > 0 ? [text(words.undoHolds(undo.holds.slice(0, 10).map(name).join(', ')))] : []),
            ],
            false,
          ),
          ...rows([button(words.buttons.undo, view.id('undo-sure', [String(undo.to)]))]),
        ],
      };
    },
    inPlace,
  );
};

export const undo: Act<object> = {
  access: 'admin',
  input: z.object({}),
  run: (request, app) => undoReply(request, app),
};
