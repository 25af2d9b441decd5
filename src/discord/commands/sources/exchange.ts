/** `/sources export` and `import`. */
import { z } from 'zod';
import type { Act, Attachment } from '../../handler.ts';
import { text } from '../../layout.ts';
import { onOwnShelf, reportReply, shelfWork } from '../../own-shelf.ts';
import { message, note } from '../../reply.ts';

/** What Discord lets a bot send where the server has no boost (10 MB), and what is taken back. */
const mostSent = 9_500_000;
const mostTaken = 25_000_000;

export const exportSources: Act<object> = onOwnShelf(z.object({}), async (shelf) => {
  const data = Buffer.from(await shelf.guilds.export(shelf.guildId));
  if (data.length > mostSent) return note(({ words }) => words.shelf.exportLarge);
  return message('private', ({ words }) => ({
    components: [text(words.shelf.exported), { type: 13, file: { url: 'attachment://sources.json' } }],
    files: [{ name: 'sources.json', data }],
  }));
});

const attachment = z.object({
  id: z.string(),
  name: z.string(),
  size: z.number(),
  url: z.string(),
  contentType: z.string().optional(),
});

export const importSources: Act<{ file: Attachment }> = onOwnShelf(
  z.object({ file: attachment }) as z.ZodType<{ file: Attachment }>,
  async (shelf, request) =>
    shelfWork(shelf, async (watch) => {
      const got = await request.download(request.input.file, mostTaken, watch.signal);
      if (!got.ok) return note(({ words }) => words.shelf.fileTrouble[got.why]);
      const result = await shelf.guilds.import(shelf, Buffer.from(got.bytes).toString('utf8'));
      if (typeof result === 'string') return note(({ words }) => words.shelf.cannotAdd(result));
      const report = await shelf.guilds.reload(shelf, watch);
      if (report === 'busy') return note(({ words }) => words.shelf.busy);
      return reportReply(report, ({ words }) =>
        words.shelf.imported(result.sources.length, result.articles, result.skipped.length),
      );
    }),
);
