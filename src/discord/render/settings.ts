/** A server's settings: a row each, with one button that opens what changes it. */
import {
  type APIChannelSelectComponent,
  type APIComponentInMessageActionRow,
  type APIRoleSelectComponent,
  type APISelectMenuOption,
  type APIStringSelectComponent,
  ChannelType,
  ComponentType,
  SelectMenuDefaultValueType,
} from 'discord-api-types/v10';
import type { GuildSettings, Sureness } from '../../app.ts';
import type { Words } from '../../messages/messages.ts';
import { shorten } from '../escape.ts';
import { button, container, rows, section, text } from '../layout.ts';
import type { Body, View } from '../reply.ts';

/** In the order they are shown. */
export const settingNames = [
  'channels',
  'channelSources',
  'publicAnswers',
  'language',
  'sureness',
  'sharedShelf',
  'aliases',
  'adminRole',
  'notices',
  'keepQuestions',
] as const satisfies readonly (keyof GuildSettings & keyof Words['settings']['names'])[];
export type SettingName = (typeof settingNames)[number];

const mention = (id: string): string => `<#${id}>`;

const shownValue = (name: SettingName, set: GuildSettings, { settings }: Words): string => {
  const ownSources = Object.keys(set.channelSources).length;
  switch (name) {
    case 'channels':
      return set.channels.length === 0 ? settings.everywhere : set.channels.map(mention).join(' ');
    case 'channelSources':
      return ownSources === 0 ? settings.allSources : settings.channelSources(ownSources);
    case 'publicAnswers':
      return set.publicAnswers ? settings.public : settings.private;
    case 'language':
      return set.language ? settings.languages[set.language] : settings.asServer;
    case 'sureness':
      return settings.sureness[set.sureness];
    case 'sharedShelf':
      return set.sharedShelf ? settings.on : settings.off;
    case 'keepQuestions':
      return set.keepQuestions ? settings.kept : settings.notKept;
    case 'aliases':
      return settings.aliases(set.aliases.split('\n').filter((line) => line.trim() !== '').length);
    case 'adminRole':
      return set.adminRole ? `<@&${set.adminRole}>` : settings.none;
    case 'notices':
      return set.notices ? mention(set.notices) : settings.nowhere;
  }
};

/** Every setting with its value; `hint` stands above them. */
export const settingsBody = (set: GuildSettings, view: View, hint?: string): Body => {
  const { settings } = view.words;
  return {
    components: [
      ...(hint ? [text(hint)] : []),
      container(
        [
          text(settings.title),
          ...settingNames.map((name) =>
            section(
              settings.row(settings.names[name], shownValue(name, set, view.words)),
              button(settings.change, view.id(name === 'aliases' ? 'set-aliases' : 'set', [name])),
            ),
          ),
        ],
        false,
      ),
    ],
  };
};

/** How many of the server's checks each sureness answers. */
export interface Comparison {
  readonly total: number;
  readonly answered: Readonly<Record<Sureness, number>>;
}

const strings = (
  view: View,
  fields: readonly string[],
  options: readonly APISelectMenuOption[],
  more: Partial<APIStringSelectComponent> = {},
): APIStringSelectComponent => ({
  type: ComponentType.StringSelect,
  custom_id: view.id('choose', fields),
  placeholder: view.words.settings.choose,
  options: [...options],
  ...more,
});

const channels = (
  view: View,
  fields: readonly string[],
  placeholder: string,
  chosen: readonly string[],
  most: number,
  least = 0,
): APIChannelSelectComponent => ({
  type: ComponentType.ChannelSelect,
  custom_id: view.id('choose', fields),
  placeholder,
  channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement, ChannelType.GuildForum],
  min_values: least,
  max_values: most,
  default_values: chosen.slice(0, most).map((id) => ({ id, type: SelectMenuDefaultValueType.Channel })),
});

const roles = (view: View, fields: readonly string[], chosen: string | undefined): APIRoleSelectComponent => ({
  type: ComponentType.RoleSelect,
  custom_id: view.id('choose', fields),
  placeholder: view.words.settings.choose,
  min_values: 0,
  max_values: 1,
  default_values: chosen ? [{ id: chosen, type: SelectMenuDefaultValueType.Role }] : [],
});

/** What changes one setting. */
const control = (name: SettingName, set: GuildSettings, view: View, compared: Comparison): APIComponentInMessageActionRow => {
  const { settings } = view.words;
  const yesOrNo = (value: boolean, yes: string, no: string) =>
    strings(
      view,
      [name],
      [
        { label: yes, value: 'yes', default: value },
        { label: no, value: 'no', default: !value },
      ],
    );
  switch (name) {
    case 'channels':
      return channels(view, [name], settings.chooseChannels, set.channels, 25);
    case 'channelSources':
      return channels(view, [name], settings.chooseChannel, [], 1, 1);
    case 'notices':
      return channels(view, [name], settings.chooseChannel, set.notices ? [set.notices] : [], 1);
    case 'adminRole':
      return roles(view, [name], set.adminRole);
    case 'publicAnswers':
      return yesOrNo(set.publicAnswers, settings.public, settings.private);
    case 'sharedShelf':
      return yesOrNo(set.sharedShelf, settings.on, settings.off);
    case 'keepQuestions':
      return yesOrNo(set.keepQuestions, settings.kept, settings.notKept);
    case 'language':
      return strings(
        view,
        [name],
        [
          { label: settings.asServer, value: 'server', default: set.language === undefined },
          ...(['en', 'ru'] as const).map((language) => ({
            label: settings.languages[language],
            value: language,
            default: set.language === language,
          })),
        ],
      );
    case 'sureness':
      return strings(
        view,
        [name],
        (['careful', 'balanced', 'eager'] as const).map((sureness) => ({
          label: settings.sureness[sureness],
          value: sureness,
          description: settings.surenessOf(compared.answered[sureness], compared.total),
          default: set.sureness === sureness,
        })),
      );
    case 'aliases':
      throw new TypeError('aliases are changed in a modal');
  }
};

const withControl = (line: string, changer: APIComponentInMessageActionRow, view: View): Body => ({
  components: [
    text(line),
    { type: ComponentType.ActionRow, components: [changer] },
    ...rows([button(view.words.settings.back, view.id('settings'))]),
  ],
});

export const controlBody = (name: SettingName, set: GuildSettings, view: View, compared: Comparison): Body => {
  const { settings } = view.words;
  return withControl(
    settings.row(settings.names[name], shownValue(name, set, view.words)),
    control(name, set, view, compared),
    view,
  );
};

/** Which sources answer in one channel. */
export const channelSourcesBody = (channelId: string, sources: readonly string[], set: GuildSettings, view: View): Body => {
  const { settings } = view.words;
  if (sources.length < 2) return { components: [text(settings.noSources), ...rows([button(settings.back, view.id('settings'))])] };
  const chosen = set.channelSources[channelId] ?? [];
  const options = sources.slice(0, 25).map((name) => ({ label: shorten(name, 100), value: name, default: chosen.includes(name) }));
  return withControl(
    settings.chooseSources(mention(channelId)),
    strings(view, ['channelSources', channelId], options, { min_values: 0, max_values: options.length }),
    view,
  );
};
