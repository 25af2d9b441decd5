import { z } from 'zod';
import { slash, subcommand } from '../command-data.ts';
import type { Command } from '../handler.ts';
import { sourcesBody } from '../render/sources.ts';
import { message } from '../reply.ts';
import { reload } from './reload.ts';

/** For admins. Each subcommand is an act of its own; add one here and in `messages/`. */
export const sources: Command = {
  data: slash(
    (words) => words.sources,
    [subcommand((words) => words.sources.list), subcommand((words) => words.sources.reload)],
    'admins',
  ),
  subcommands: {
    list: {
      access: 'admin',
      input: z.object({}),
      run: async ({ scope }, app) => {
        const all = await app.sources(scope);
        return message('private', (view) => sourcesBody(all, view));
      },
    },
    reload,
  },
};
