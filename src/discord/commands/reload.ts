import { z } from 'zod';
import type { Act } from '../handler.ts';
import { button, rows, text } from '../layout.ts';
import { completeSource, findSource, isReply, ownShelf, reloadWork } from '../own-shelf.ts';
import { progressLine, reloadBody } from '../render/sources.ts';
import { message, note, type View } from '../reply.ts';

const job = 'reload-shared';

const running = (view: View, line: string) => ({
  components: [text(line), ...rows([button(view.words.buttons.stop, view.id('stop', [job]))])],
});

/**
 * Reads the server's own sources again; for the operator, in a server without any, the shared shelf. Builds aside and swaps; questions
 * are answered meanwhile.
 */
export const reload: Act<{ source?: string | undefined }> = {
  access: 'admin',
  input: z.object({ source: z.string().max(100).optional() }),
  async run(request, app) {
    const { scope, person, input } = request;
    const shelf = ownShelf(request, app);
    if (!isReply(shelf) && input.source !== undefined) {
      const source = await findSource(shelf, input.source);
      return isReply(source) ? source : reloadWork(shelf, { sourceId: source.id });
    }
    if (!isReply(shelf) && (await shelf.guilds.sources(shelf.guildId)).length > 0) return reloadWork(shelf, {});
    if (!person.operator) return note(({ words }) => words.trouble.operatorsOnly);
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
  complete: completeSource,
};
