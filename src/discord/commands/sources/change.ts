/** `/sources edit` and `remove`. */
import { z } from 'zod';
import { escapeLine } from '../../escape.ts';
import type { Act } from '../../handler.ts';
import { button, rows, text } from '../../layout.ts';
import { completeSource, findSource, isReply, type OwnShelf, onOwnShelf, reportReply, shelfWork } from '../../own-shelf.ts';
import { kindName, type ShelfSource } from '../../render/shelf.ts';
import { name as shown } from '../../render/sources.ts';
import { message, note, type Reply } from '../../reply.ts';
import { keepText, pathList, webAddress } from './add.ts';

/** Paths, or "-" for none. */
const paths = z
  .literal('-')
  .transform((): string[] => [])
  .or(pathList);

const editInput = z.object({
  source: z.string().max(100),
  name: z.string().max(100).optional(),
  refresh: z.enum(['never', 'hourly', 'daily', 'weekly']).optional(),
  address: webAddress.optional(),
  title: z.string().max(300).optional(),
  link: z.string().max(2000).optional(),
  author: z.string().max(200).optional(),
  publisher: z.string().max(200).optional(),
  date: z.iso.date().or(z.literal('-')).optional(),
  include: paths.optional(),
  exclude: paths.optional(),
  keep: keepText.optional(),
});

/** "-" takes back what was said in place of the article's own words, or the paths. */
const own = '-';

/** What only some kinds of sources have. */
const kindsOf = { address: ['page', 'site', 'feed'], include: ['site'], exclude: ['site'], keep: ['feed'] } as const;

/** Why an edit would do nothing; undefined where it does something. */
const idle = (source: ShelfSource, fields: Record<string, unknown>): Reply | undefined => {
  for (const [option, kinds] of Object.entries(kindsOf))
    if (fields[option] !== undefined && !(kinds as readonly string[]).includes(source.kind))
      return note((view) => view.words.shelf.notOfKind(option, kinds.map((kind) => kindName(kind, view)).join(', ')));
  const single = (fields.title ?? own) !== own || (fields.link ?? own) !== own;
  return single && source.articles > 1
    ? note(({ words }) => words.shelf.singleOnly(shown(source.name), source.articles))
    : undefined;
};

const given = (fields: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** Reads the source where it is now, and takes that over with the rest of the edit; or nothing, and says why. */
const moveWork = (shelf: OwnShelf, source: ShelfSource, wanted: Parameters<OwnShelf['guilds']['move']>[2]): Reply =>
  shelfWork(
    shelf,
    async (watch) => {
      const report = await shelf.guilds.move(shelf, source.id, wanted, watch);
      if (report === undefined) return note(({ words }) => words.shelf.noSource(shown(source.name)));
      if (typeof report === 'object')
        return reportReply(report, ({ words }) => words.shelf.moved(shown(wanted.name ?? source.name)));
      if (watch.signal.aborted) return note(({ words }) => words.shelf.stopped);
      return note(({ words }) => (report === 'busy' ? words.shelf.busy : words.shelf.notChanged(escapeLine(report))));
    },
    'move',
  );

export const edit: Act<z.infer<typeof editInput>> = onOwnShelf(
  editInput,
  async (shelf, request) => {
    const { source: typed, name, refresh, title, link, author, publisher, date, ...rest } = request.input;
    const source = await findSource(shelf, typed);
    if (isReply(source)) return source;
    const nothing = idle(source, request.input);
    if (nothing) return nothing;
    const options = given(rest);
    const overrides = Object.fromEntries(
      Object.entries(given({ title, url: link, author, publisher, date })).map(([key, value]) => [
        key,
        value === own ? undefined : value,
      ]),
    );
    const wanted = { options, overrides, ...(name && { name }), ...(refresh && { schedule: refresh }) };
    if (rest.address !== undefined) return moveWork(shelf, source, wanted);
    const edited = await shelf.guilds.edit(shelf, source.id, wanted);
    if (edited === undefined) return note(({ words }) => words.shelf.noSource(shown(typed)));
    if (typeof edited === 'string') return note(({ words }) => words.shelf.notChanged(edited));
    return note(({ words, command }) =>
      Object.keys(options).length > 0
        ? words.shelf.editedReload(shown(edited.name), command('sources reload'))
        : words.shelf.edited(shown(edited.name)),
    );
  },
  { complete: completeSource },
);

export const remove: Act<{ source: string; article?: string | undefined }> = onOwnShelf(
  z.object({ source: z.string().max(100), article: z.string().max(200).optional() }),
  async (shelf, request) => {
    const source = await findSource(shelf, request.input.source);
    if (isReply(source)) return source;
    const { article } = request.input;
    if (article !== undefined) {
      const report = await shelf.guilds.remove(shelf, source.id, article);
      return note(({ words }) => (report ? words.shelf.articleRemoved(shown(report.removed[0] ?? '')) : words.shelf.onlyUploads));
    }
    return message('private', (view) => ({
      components: [
        text(view.words.shelf.removeSure(shown(source.name), source.articles, view.command('sources undo'))),
        ...rows([button(view.words.shelf.buttons.remove, view.id('drop-sure', [source.id]))]),
      ],
    }));
  },
  {
    async complete(typed, app) {
      if (typed.option !== 'article') return completeSource(typed, app);
      return (await app.completeArticle(typed.value, typed.scope, 25)).map(({ id, title }) => ({
        name: title.slice(0, 100) || id,
        value: id,
      }));
    },
  },
);
