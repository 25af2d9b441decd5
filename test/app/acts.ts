/**
 * What an admin of one guild can do in Discord with the ids of another guild's things: press buttons and selects (as if their signatures
 * were forged), run commands, and have options completed.
 */
import type { App, Scope } from '../../src/app.ts';
import { buttons } from '../../src/discord/buttons.ts';
import { commands } from '../../src/discord/commands.ts';
import { createCustomIds } from '../../src/discord/custom-id.ts';
import type { AnyAct, Press, Request } from '../../src/discord/handler.ts';
import { encodePlaces, placeOf } from '../../src/discord/place.ts';
import type { Reply } from '../../src/discord/reply.ts';
import { createViews } from '../../src/discord/views.ts';
import { wordsFor } from '../../src/messages/messages.ts';
import { type Canaries, guildIds, type Known } from './canaries.ts';

const views = createViews(createCustomIds(Buffer.alloc(32, 7)));

/** Those that change the presser's own shelf whatever they name; what they could tell is told by `undo-ask`. */
const ownShelfAlone = ['undo-sure'];

/** The actions that are pressed. */
export const actions = buttons.map(({ action }) => action).filter((action) => !ownShelfAlone.includes(action));

/** All that a reply would show. */
export async function shown(reply: Reply, guildId: string): Promise<unknown> {
  const view = views.for({ userId: '3', guildId, locale: 'en', guildLocale: 'en' }, 'private');
  if (reply.kind === 'message') return reply.body(view);
  if (reply.kind === 'modal') return reply.modal(view);
  if (reply.kind === 'delete') return undefined;
  const end = await reply.run(() => {}, new AbortController().signal);
  return [reply.body(view), reply.busy(view), end.body(view)];
}

/** The fields that a custom id may hold, filled with things of one guild. */
async function fieldsOf({ app }: Canaries, { articleId, sourceId, draftId, checkId }: Known, guildId: string): Promise<string[][]> {
  const passage = (await app.passages(articleId, { guildId })).find(({ sentences }) => sentences.length > 0)!;
  const [sentence] = passage.sentences;
  const places = encodePlaces([placeOf({ passage, ...sentence!, terms: [], score: 1 }, false)]);
  return [places, ['', ...places], [articleId, '0', ...places], [sourceId], [draftId], [String(checkId)], ['0']];
}

/** Everybody's ids, to press with. */
export async function allFields(canaries: Canaries): Promise<string[][][]> {
  return Promise.all(canaries.known.map((known, guild) => fieldsOf(canaries, known, guildIds[guild]!)));
}

const asked = 'When was the lighthouse lit?';

/** Somebody of this scope with every right there. */
const base = (scope: Scope): Omit<Request, 'input'> => ({
  person: { id: '3', locale: 'en', roles: [], admin: true, operator: false, moderator: true, writes: true },
  ...(scope.guildId && { guildId: scope.guildId }),
  channelId: '4',
  scope,
  publicAnswers: true,
  words: wordsFor('en'),
  download: async () => ({ ok: false, why: 'foreign' }),
});

/** What is shown when they press. */
export async function press(
  app: App,
  scope: Scope,
  action: string,
  fields: readonly string[],
  values: readonly string[],
): Promise<unknown> {
  const pressed: Press = {
    ...base(scope),
    fields,
    values,
    asker: true,
    label: asked,
    question: asked,
    inPlace: true,
    stopWork: () => false,
  };
  return shown(await buttons.find((one) => one.action === action)!.run(pressed, app), scope.guildId ?? '');
}

/** Those that read the web, or files of their own. */
const elsewhere = /^sources (?:add|import)|^Add to shelf/;

/** Every command and subcommand, by its path. */
export const acts: ReadonlyMap<string, AnyAct> = new Map(
  commands.flatMap(({ data, act, subcommands }): [string, AnyAct][] => [
    ...(act ? [[data.name, act] as [string, AnyAct]] : []),
    ...Object.entries(subcommands ?? {}).map(([sub, one]): [string, AnyAct] => [`${data.name} ${sub}`, one]),
  ]),
);
export const runnable = [...acts.keys()].filter((path) => !elsewhere.test(path));

/** What is shown when they run a command, every option that takes an id naming the known thing; `narrow`: the sources' options, too. */
export async function runAct(
  app: App,
  scope: Scope,
  path: string,
  { articleId, sourceId }: Known,
  narrow: boolean,
): Promise<unknown> {
  const act = acts.get(path)!;
  const source = narrow || path.startsWith('sources') ? { source: sourceId } : {};
  const input = act.input.safeParse({ question: asked, query: 'lighthouse', article: articleId, title: articleId, ...source });
  if (!input.success) throw new TypeError(`${path}: ${input.error.message}`);
  const target = { id: '5', text: asked, link: 'https://discord.com/channels/1/2/5', attachments: [], question: asked };
  return shown(await act.run({ ...base(scope), input: input.data, target }, app), scope.guildId ?? '');
}

/** What is offered while they type. */
export async function completeAct(app: App, scope: Scope, path: string, option: string, value: string): Promise<unknown> {
  const { person, words } = base(scope);
  return acts.get(path)!.complete?.({ option, value, scope, person, words }, app);
}
