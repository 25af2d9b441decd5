/** `/sources list` and `show`. */
import { z } from 'zod';
import type { App } from '../../../app.ts';
import type { Act, Request } from '../../handler.ts';
import { completeSource, findSource, isReply, onOwnShelf, ownShelf } from '../../own-shelf.ts';
import { shelfBody, sourceBody } from '../../render/shelf.ts';
import { sourcesBody } from '../../render/sources.ts';
import { type MessageReply, message } from '../../reply.ts';

/** One page of the server's sources. Where servers have no shelves: what the bot reads. */
export const shelfReply = async (
  request: Pick<Request, 'scope' | 'person'>,
  app: App,
  page: number,
  inPlace = false,
): Promise<MessageReply> => {
  const shelf = ownShelf(request, app);
  const shared = await app.sources({});
  if ('kind' in shelf || (request.person.operator && (await shelf.guilds.sources(shelf.guildId)).length === 0))
    return message('private', (view) => sourcesBody(shared, view), inPlace);
  const [sources, usage] = [await shelf.guilds.sources(shelf.guildId), await shelf.guilds.usage(shelf.guildId)];
  const beside = shared.reduce((sum, { articles }) => sum + articles, 0);
  return message('private', (view) => shelfBody(sources, usage, beside, page, view), inPlace);
};

export const list: Act<object> = {
  access: 'admin',
  input: z.object({}),
  run: (request, app) => shelfReply(request, app, 0),
};

export const show: Act<{ source: string }> = onOwnShelf(
  z.object({ source: z.string().max(100) }),
  async (shelf, request) => {
    const source = await findSource(shelf, request.input.source);
    if (isReply(source)) return source;
    const titles = await shelf.guilds.titles(shelf.guildId, source.id);
    return message('private', (view) => sourceBody(source, titles, view));
  },
  { complete: completeSource },
);
