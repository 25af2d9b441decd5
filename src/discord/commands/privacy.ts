import { z } from 'zod';
import { slash, subcommand } from '../command-data.ts';
import type { Button, Command } from '../handler.ts';
import { button, rows, text } from '../layout.ts';
import { message } from '../reply.ts';

const input = z.object({});

/** Deletes what is kept about the presser, after `/privacy delete` asked once. */
export const forget: Button = {
  action: 'forget',
  anywhere: true,
  async run({ person }, app) {
    await app.guilds?.forget(person.id);
    return message('private', ({ words }) => ({ components: [text(words.settings.privacy.deleted)] }), true);
  },
};

export const privacy: Command = {
  data: slash((words) => words.privacy, [subcommand((words) => words.privacy.show), subcommand((words) => words.privacy.delete)]),
  subcommands: {
    show: {
      anywhere: true,
      input,
      async run({ person }, app) {
        const { acts, questions, feedback } = (await app.guilds?.about(person.id)) ?? { acts: 0, questions: 0, feedback: 0 };
        return message('private', ({ words: { settings } }) => {
          const { title, nothing, kept, how } = settings.privacy;
          const lines = acts + questions + feedback === 0 ? [nothing] : [kept(acts, questions, feedback), how];
          return { components: [text([title, ...lines].join('\n'))] };
        });
      },
    },
    delete: {
      anywhere: true,
      input,
      run: async () =>
        message('private', (view) => ({
          components: [
            text(view.words.settings.privacy.sure),
            ...rows([button(view.words.settings.privacy.delete, view.id('forget'))]),
          ],
        })),
    },
  },
};
