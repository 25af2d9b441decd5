/** The shelf of the server in which something is asked, and the source that is meant. */
import type { z } from 'zod';
import type { Actor, App, GuildReport, Guilds } from '../app.ts';
import { escapeLine, shorten } from './escape.ts';
import type { Act, Choice, Request, Typed } from './handler.ts';
import { rows } from './layout.ts';
import { type Purpose, readingBody, type ShelfSource, shelfReportBody } from './render/shelf.ts';
import { type MessageReply, message, note, type Reply, type View, type WorkReply } from './reply.ts';

export interface OwnShelf extends Actor {
  readonly guilds: Guilds;
}

/** The server's own shelf; a note where the bot is not installed here, or keeps none. */
export const ownShelf = ({ scope, person }: Pick<Request, 'scope' | 'person'>, app: App): OwnShelf | MessageReply =>
  app.guilds && scope.guildId
    ? { guilds: app.guilds, guildId: scope.guildId, userId: person.id }
    : note(({ words }) => words.shelf.noShelf);

export const isReply = (one: object): one is Reply => 'kind' in one && !('schedule' in one);

/** What an admin does with the server's own shelf; where there is none, they are told so. */
export const onOwnShelf = <Input>(
  input: z.ZodType<Input>,
  run: (shelf: OwnShelf, request: Request<Input>, app: App) => Promise<Reply>,
  more: Pick<Act<Input>, 'complete'> = {},
): Act<Input> => ({
  access: 'admin',
  input,
  async run(request, app) {
    const shelf = ownShelf(request, app);
    return isReply(shelf) ? shelf : run(shelf, request, app);
  },
  ...more,
});

/** The source meant by an id from a completion, or by its name. */
export const findSource = async ({ guilds, guildId }: OwnShelf, typed: string): Promise<ShelfSource | MessageReply> => {
  const sources = await guilds.sources(guildId);
  const same = (text: string) => text.trim().toLowerCase() === typed.trim().toLowerCase();
  const found = sources.find(({ id }) => id === typed) ?? sources.find(({ name }) => same(name));
  return found ?? note(({ words }) => words.shelf.noSource(escapeLine(shorten(typed, 80))));
};

/** Sources whose name holds what was typed. */
export const completeSource = async ({ option, value, scope }: Typed, app: App): Promise<readonly Choice[]> => {
  if (option !== 'source' || !app.guilds || !scope.guildId) return [];
  const wanted = value.trim().toLowerCase();
  const sources = (await app.guilds.sources(scope.guildId)).filter(({ name }) => name.toLowerCase().includes(wanted));
  return sources.slice(0, 25).map(({ id, name, kind }) => ({ name: shorten(`${name} · ${kind}`, 100), value: id }));
};

/** Work on a server's shelf: one at a time, shown with a bar and Stop. */
export const shelfWork = (
  { guildId }: OwnShelf,
  run: (watch: { signal: AbortSignal; onProgress: (done: number, total: number) => void }) => Promise<MessageReply>,
  purpose: Purpose = 'look',
): WorkReply => {
  const job = `shelf-${guildId}`;
  return {
    kind: 'work',
    seen: 'private',
    job,
    body: (view) => readingBody(job, view, purpose),
    busy: (view) => ({ components: [{ type: 10, content: view.words.shelf.busy }] }),
    run: (progress, signal) =>
      run({ signal, onProgress: (done, total) => progress((view) => readingBody(job, view, purpose, { done, total })) }),
  };
};

/** Reads sources of the shelf again and tells what came of it. */
export const reloadWork = (shelf: OwnShelf, options: { sourceId?: string; insist?: boolean }): WorkReply =>
  shelfWork(
    shelf,
    async (watch) => {
      const report = await shelf.guilds.reload(shelf, { ...options, ...watch });
      if (report === 'busy') return note(({ words }) => words.shelf.busy);
      if (watch.signal.aborted) return note(({ words }) => words.shelf.stopped);
      return reportReply(report, ({ words }) => words.admin.reload.done);
    },
    'reload',
  );

export const reportReply = (
  report: GuildReport,
  heading: (view: View) => string,
  inPlace = false,
  buttons?: (view: View) => Parameters<typeof rows>[0],
): MessageReply =>
  message(
    'private',
    (view) => {
      const { components } = shelfReportBody(report, heading(view), view);
      return { components: [...components, ...rows(buttons?.(view) ?? [])] };
    },
    inPlace,
  );
