/** `/sources add …`: shows what would be indexed, and adds it at the press of a button. */
import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import type { Act, Attachment, Modal, Request } from '../../handler.ts';
import { isReply, type OwnShelf, onOwnShelf, ownShelf, shelfWork } from '../../own-shelf.ts';
import { previewBody } from '../../render/shelf.ts';
import { type MessageReply, message, note, type Reply } from '../../reply.ts';

export type Addition = Parameters<OwnShelf['guilds']['preview']>[1];

/** Files in one upload, and bytes of each. */
const mostFiles = 10;
const mostBytes = 25_000_000;

/** An address as people type it, also without https:// in front. */
export const webAddress = z
  .string()
  .trim()
  .max(2000)
  .transform((text) => (/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`));
export const pathList = z
  .string()
  .max(1000)
  .transform((text) =>
    text
      .split(/[\s,;]+/)
      .filter(Boolean)
      .map((path) => (path.startsWith('/') ? path : `/${path}`)),
  );
/** "all", "30 days", "100 items", also "30 d" or "100". */
export const keepText = z
  .string()
  .trim()
  .regex(/^(all|\d{1,5}\s*[\p{L}]*)$/iu)
  .transform((text) => {
    if (/^all$/i.test(text)) return 'all' as const;
    const n = Number.parseInt(text, 10);
    return /^\d+\s*(d|д)/iu.test(text) ? { days: n } : { items: n };
  });
const scheduleName = z.enum(['never', 'hourly', 'daily', 'weekly']);
const common = { address: webAddress, name: z.string().max(100).optional(), refresh: scheduleName.default('daily') };

/** Reads what would be added and shows it. */
export const previewWork = (shelf: OwnShelf, addition: Addition): Reply =>
  shelfWork(shelf, async (watch) => {
    const preview = await shelf.guilds.preview(shelf.guildId, addition, watch).catch((error: unknown) => {
      if (watch.signal.aborted) return undefined;
      throw error;
    });
    if (preview === undefined) return note(({ words }) => words.shelf.stopped);
    if (typeof preview === 'string') return note(({ words }) => words.shelf.cannotAdd(preview));
    return message('private', (view) => previewBody(preview, view));
  });

const adding = <I extends { name?: string | undefined; refresh: string }>(
  kind: 'page' | 'site' | 'feed',
  input: z.ZodType<I>,
  options: (input: I) => Record<string, unknown>,
): Act<I> =>
  onOwnShelf(input, async (shelf, request) => {
    const { name, refresh } = request.input;
    const given = Object.fromEntries(Object.entries(options(request.input)).filter(([, value]) => value !== undefined));
    return previewWork(shelf, { kind, options: given, schedule: refresh, ...(name && { name }) });
  });

export const addPage = adding('page', z.object(common), (input) => ({ address: input.address }));
export const addSite = adding(
  'site',
  z.object({ ...common, include: pathList.optional(), exclude: pathList.optional(), pages: z.number().int().optional() }),
  ({ address, include, exclude, pages }) => ({ address, include, exclude, pages }),
);
export const addFeed = adding('feed', z.object({ ...common, keep: keepText.optional() }), ({ address, keep }) => ({
  address,
  keep,
}));

/** Asks for the files in a modal. */
export const addUpload: Act<object> = {
  access: 'admin',
  input: z.object({}),
  instant: true,
  run: async () => ({
    kind: 'modal',
    modal: (view) => ({
      custom_id: view.id('upload'),
      title: view.words.shelf.uploadTitle,
      components: [
        {
          type: ComponentType.Label,
          label: view.words.shelf.uploadFiles,
          description: view.words.shelf.uploadHint,
          component: { type: ComponentType.FileUpload, custom_id: 'files', min_values: 1, max_values: mostFiles, required: true },
        },
        {
          type: ComponentType.Label,
          label: view.words.shelf.uploadName,
          component: {
            type: ComponentType.TextInput,
            custom_id: 'name',
            style: TextInputStyle.Short,
            max_length: 100,
            required: false,
          },
        },
      ],
    }),
  }),
};

/** Downloads what was handed over, and shows what would be added of it. */
export const filesWork = (request: Request, app: App, files: readonly Attachment[], name?: string): Reply => {
  const shelf = ownShelf(request, app);
  if (isReply(shelf)) return shelf;
  return shelfWork(shelf, async (watch): Promise<MessageReply> => {
    const read: { name: string; bytes: Uint8Array }[] = [];
    for (const file of files.slice(0, mostFiles)) {
      const got = await request.download(file, mostBytes, watch.signal);
      if (!got.ok) return note(({ words }) => words.shelf.fileTrouble[got.why]);
      read.push({ name: file.name, bytes: got.bytes });
    }
    const called = name?.trim() || request.words.shelf.uploadUsual;
    const preview = await shelf.guilds.preview(shelf.guildId, {
      kind: 'upload',
      name: called,
      options: {},
      schedule: 'never',
      files: read,
    });
    if (watch.signal.aborted) return note(({ words }) => words.shelf.stopped);
    if (typeof preview === 'string') return note(({ words }) => words.shelf.cannotAdd(preview));
    return message('private', (view) => previewBody(preview, view));
  });
};

const attachment = z.object({
  id: z.string(),
  name: z.string().max(300),
  size: z.number(),
  url: z.string(),
  contentType: z.string().optional(),
});

export const uploadModal: Modal = {
  action: 'upload',
  access: 'admin',
  input: z.object({ files: z.array(attachment).min(1).max(mostFiles), name: z.string().max(100).optional() }),
  run: async (request, app) => {
    const { files, name } = request.input as { files: Attachment[]; name?: string };
    return filesWork(request, app, files, name);
  },
};
