/** Views: whose words, whose signed ids. */
import { wordsFor } from '../messages/messages.ts';
import type { CustomIds } from './custom-id.ts';
import type { Seen, View } from './reply.ts';

export interface Viewer {
  readonly userId: string;
  /** '' in direct messages. */
  readonly guildId: string;
  readonly locale: string | undefined;
  readonly guildLocale: string | undefined;
}

export interface Views {
  for(viewer: Viewer, seen: Seen): View;
  /** Registered commands by name: Discord's ids, for clickable mentions. */
  readonly commandIds: Map<string, string>;
}

export const createViews = (ids: CustomIds): Views => {
  const commandIds = new Map<string, string>();
  return {
    commandIds,
    for: ({ userId, guildId, locale, guildLocale }, seen) => {
      const asker = ids.asker(userId);
      return {
        words: wordsFor(seen === 'public' ? (guildLocale ?? locale) : locale),
        seen,
        id: (action, fields = []) => ids.sign(action, fields, asker, guildId),
        fitsId: ids.fits,
        command: (path) => {
          const id = commandIds.get(path.split(' ')[0]!);
          return id ? `</${path}:${id}>` : `/${path}`;
        },
      };
    },
  };
};
