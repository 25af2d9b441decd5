import type { Button } from '../handler.ts';
import { note } from '../reply.ts';

/** *Delete* is the asker's and of those who may manage messages. */
export const remove: Button = {
  action: 'delete',
  anywhere: true,
  run: async ({ asker, person }) => (asker || person.moderator ? { kind: 'delete' } : note(({ words }) => words.trouble.notYours)),
};
