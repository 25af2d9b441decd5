import { z } from 'zod';
import type { App, GuildSettings } from '../../app.ts';
import { slash } from '../command-data.ts';
import type { Command, Request } from '../handler.ts';
import { settingsBody } from '../render/settings.ts';
import type { View } from '../reply.ts';
import { type MessageReply, message, note } from '../reply.ts';

/** The settings of the server at hand, in place where they stand already. */
export const settingsReply = async (
  { scope }: Pick<Request, 'scope'>,
  app: App,
  hint?: (view: View) => string,
): Promise<MessageReply> => {
  if (!app.guilds || scope.guildId === undefined) return note(({ words }) => words.settings.unavailable);
  const set: GuildSettings = await app.guilds.settings(scope.guildId);
  return message('private', (view) => settingsBody(set, view, hint?.(view)), true);
};

export const settings: Command = {
  data: slash((words) => words.settings, [], 'admins'),
  act: { access: 'admin', input: z.object({}), run: (request, app) => settingsReply(request, app) },
};
