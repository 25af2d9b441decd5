/** The message command for admins: takes a message's files, or the first address in it. */
import { z } from 'zod';
import { onMessage } from '../command-data.ts';
import type { Command } from '../handler.ts';
import { onOwnShelf } from '../own-shelf.ts';
import { note } from '../reply.ts';
import { filesWork, previewWork } from './sources/add.ts';

export const addToShelf: Command = {
  data: onMessage((words) => words.addToShelf, 'admins'),
  act: onOwnShelf(z.object({}), async (shelf, request, app) => {
    const { attachments = [], text = '' } = request.target ?? {};
    if (attachments.length > 0) return filesWork(request, app, attachments);
    const address = /https?:\/\/[^\s<>()]{1,1900}/i.exec(text)?.[0];
    if (!address) return note(({ words }) => words.shelf.nothingToAdd);
    return previewWork(shelf, { kind: 'page', options: { address }, schedule: 'daily' });
  }),
};
