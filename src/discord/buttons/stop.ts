import type { Button } from '../handler.ts';
import { note } from '../reply.ts';

/** Ends the long work that its message tells of. The work itself then says what became of it. */
export const stop: Button = {
  action: 'stop',
  async run({ fields, asker, person, stopWork }) {
    if (!asker && !person.admin) return note(({ words }) => words.trouble.adminsOnly);
    const stopped = stopWork(fields[0] ?? '');
    return note(({ words }) => (stopped ? words.admin.reload.stopping : words.admin.reload.notRunning));
  },
};
