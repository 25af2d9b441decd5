/** What the buttons, selects and the modal under `/settings` do. Everything chosen comes from outside and is checked before it is kept. */
import { type APIModalInteractionResponseCallbackData, ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { z } from 'zod';
import type { App, GuildSettings } from '../../app.ts';
import { settingsReply } from '../commands/settings.ts';
import { escapeLine } from '../escape.ts';
import type { Button, Modal, Press, Request } from '../handler.ts';
import { channelSourcesBody, controlBody, settingNames } from '../render/settings.ts';
import { message, note, type Reply, type View } from '../reply.ts';

const settingName = z.enum(settingNames);
const unavailable = (): Reply => note(({ words }) => words.settings.unavailable);
const none = { total: 0, answered: { careful: 0, balanced: 0, eager: 0 } };

type Place = Pick<Request, 'scope' | 'person'>;

const save = async (place: Place, app: App, change: Partial<GuildSettings>, hint?: (view: View) => string): Promise<Reply> => {
  const { guildId } = place.scope;
  if (!app.guilds || guildId === undefined) return unavailable();
  const saved = await app.guilds.saveSettings({ guildId, userId: place.person.id }, change);
  return saved ? settingsReply(place, app, hint) : note(({ words }) => words.settings.notSaved);
};

export const back: Button = { action: 'settings', access: 'admin', run: (press, app) => settingsReply(press, app) };

/** Opens the select that changes one setting, in the place of the list. */
export const change: Button = {
  action: 'set',
  access: 'admin',
  async run({ fields, scope }, app) {
    const name = settingName.safeParse(fields[0]);
    if (!app.guilds || scope.guildId === undefined || !name.success) return unavailable();
    const set = await app.guilds.settings(scope.guildId);
    const compared = name.data === 'sureness' ? await app.guilds.compareSureness(scope.guildId) : none;
    return message('private', (view) => controlBody(name.data, set, view, compared), true);
  },
};

const aliasesModal = (aliases: string, view: View): APIModalInteractionResponseCallbackData => {
  const { settings } = view.words;
  return {
    custom_id: view.id('aliases'),
    title: settings.aliasesTitle,
    components: [
      {
        type: ComponentType.Label,
        label: settings.aliasesLabel,
        component: {
          type: ComponentType.TextInput,
          custom_id: 'aliases',
          style: TextInputStyle.Paragraph,
          placeholder: settings.aliasesExample,
          required: false,
          max_length: 4000,
          ...(aliases !== '' && { value: aliases }),
        },
      },
    ],
  };
};

export const changeAliases: Button = {
  action: 'set-aliases',
  access: 'admin',
  instant: true,
  async run({ scope }, app) {
    if (!app.guilds || scope.guildId === undefined) return unavailable();
    const { aliases } = await app.guilds.settings(scope.guildId);
    return { kind: 'modal', modal: (view) => aliasesModal(aliases, view) };
  },
};

export const aliasesSubmitted: Modal = {
  action: 'aliases',
  access: 'admin',
  input: z.object({ aliases: z.string().max(4000).default('') }),
  async run(request: Request<{ aliases: string }>, app: App) {
    const [problem] = app.guilds?.aliasProblems(request.input.aliases) ?? [];
    if (problem) return note(({ words }) => words.settings.aliasProblem(problem.line, escapeLine(problem.reason)));
    return save(request, app, { aliases: request.input.aliases });
  },
};

/** Names of the sources that may be chosen for a channel: the server's own and the shared ones. */
const sourceNames = async (guildId: string, app: App): Promise<string[]> =>
  [...new Set((await app.sources({ guildId })).map(({ name }) => name))].filter((name) => name.length <= 100);

/** A choice for the sources of one channel: first the channel, then its sources. */
const chooseSources = async ({ fields: [, channelId], values, scope, person }: Press, app: App): Promise<Reply> => {
  const { guildId } = scope;
  if (!app.guilds || guildId === undefined) return unavailable();
  const set = await app.guilds.settings(guildId);
  const names = await sourceNames(guildId, app);
  if (channelId === undefined) {
    const channel = z.string().regex(/^\d+$/).safeParse(values[0]);
    return channel.success ? message('private', (view) => channelSourcesBody(channel.data, names, set, view), true) : unavailable();
  }
  const { [channelId]: _, ...others } = set.channelSources;
  const chosen = values.filter((name) => names.includes(name));
  return save({ scope, person }, app, { channelSources: chosen.length > 0 ? { ...others, [channelId]: chosen } : others });
};

/** What the values chosen for a setting mean. */
const changeOf = (name: string, values: readonly string[]): Partial<GuildSettings> | undefined => {
  const [value] = values;
  switch (name) {
    case 'channels':
      return { channels: [...values] };
    case 'notices':
      return { notices: value };
    case 'adminRole':
      return { adminRole: value };
    case 'publicAnswers':
      return { publicAnswers: value === 'yes' };
    case 'sharedShelf':
      return { sharedShelf: value === 'yes' };
    case 'keepQuestions':
      return { keepQuestions: value === 'yes' };
    case 'language':
      return { language: value === 'server' ? undefined : (value as GuildSettings['language']) };
    case 'sureness':
      return { sureness: value as GuildSettings['sureness'] };
    default:
      return undefined;
  }
};

export const choose: Button = {
  action: 'choose',
  access: 'admin',
  async run(press, app) {
    const [name = ''] = press.fields;
    if (name === 'channelSources') return chooseSources(press, app);
    const changed = changeOf(name, press.values);
    if (!changed) return unavailable();
    const role = changed.adminRole;
    return save(
      press,
      app,
      changed,
      role ? (view) => view.words.settings.roleHint(`<@&${role}>`, view.command('sources list')) : undefined,
    );
  },
};
