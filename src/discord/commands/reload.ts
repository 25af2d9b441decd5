import { z } from 'zod';
import type { Act } from '../handler.ts';
import { button, rows, text } from '../layout.ts';
import { progressLine, reloadBody } from '../render/sources.ts';
import { message, note, type View } from '../reply.ts';

const job = 'reload-shared';

const running = (view: View, line: string) => ({
  components: [text(line), ...rows([button(view.words.buttons.stop, view.id('stop', [job]))])],
});

/** Reads the operator's folder again, builds aside and swaps; questions are answered meanwhile. */
export const reload: Act<object> = {
  access: 'operator',
  input: z.object({}),
  async run({ scope }, app) {
    return {
      kind: 'work',
      seen: 'private',
      job,
      body: (view) => running(view, view.words.admin.reload.starting),
      busy: (view) => ({ components: [text(view.words.admin.reload.busy)] }),
      async run(progress, signal) {
        const report = await app.reload(
          (done, total) => progress((view) => running(view, progressLine(done, total, view))),
          signal,
        );
        if (report === 'busy') return note(({ words }) => words.admin.reload.busy);
        if (signal.aborted) return note(({ words }) => words.admin.reload.stopped);
        const articles = (await app.articles(scope)).length;
        return message('private', (view) => reloadBody(report, articles, view));
      },
    };
  },
};
