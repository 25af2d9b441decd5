/** What the page shows of messages, commands and guilds, to one person. */
import {
  type APIApplicationCommand,
  type APIMessage,
  ApplicationCommandType,
  ComponentType,
  MessageFlags,
  ApplicationCommandOptionType as O,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import { type Json, list } from './component-limits.ts';
import type { Core } from './core.ts';
import { marksOf } from './markdown.ts';
import type {
  ShownChannel,
  ShownCommand,
  ShownComponent,
  ShownGuild,
  ShownMessage,
  ShownOption,
  ShownPerson,
  View,
} from './page-protocol.ts';
import { maySend, permissionsIn, permissionsOf } from './permissions.ts';
import { textOf } from './read-message.ts';
import type { World } from './world.ts';
import type { Channel, Guild, Person, StoredMessage } from './world-types.ts';

export function shownPerson(world: World, person: Person, guild?: Guild): ShownPerson {
  const admin =
    guild !== undefined && (permissionsOf(world, guild, person.id) & PermissionFlagsBits.ManageGuild) !== 0n && !person.bot;
  return { id: person.id, name: person.name, bot: person.bot, admin };
}

export const shownChannel = ({ id, name, parentId, recipientId }: Channel): ShownChannel => ({
  id,
  name,
  kind: recipientId ? 'direct' : parentId ? 'thread' : 'text',
  ...(parentId && { parentId }),
});

/** `cast`: the people that the page knows; owners without a face are left out. */
export function shownGuild(world: World, guild: Guild, cast: readonly Person[]): ShownGuild {
  const members = [...guild.members.values()].map(({ person }) => person).filter((person) => person.bot || cast.includes(person));
  return {
    id: guild.id,
    name: guild.name,
    channels: [...world.channels.values()].filter(({ guildId }) => guildId === guild.id).map(shownChannel),
    members: members.map((person) => shownPerson(world, person, guild)),
  };
}

export function shownMessage(world: World, channel: Channel, stored: StoredMessage, reader: Person): ShownMessage {
  const { message, pings } = stored;
  const guild = channel.guildId ? world.guilds.get(channel.guildId) : undefined;
  const author = world.people.get(message.author.id) ?? world.bot;
  const flags = message.flags ?? 0;
  const { interaction_metadata: used } = message;
  const name = message.interaction?.name;
  // A message's command goes by its name alone.
  const command = name && `${used && 'target_message_id' in used ? '' : '/'}${name}`;
  const replied = command ? undefined : (message.referenced_message as APIMessage | null | undefined);
  const marks = (text: string) => marksOf(text, world, author.bot);
  return {
    id: message.id,
    channelId: channel.id,
    author: shownPerson(world, author, guild),
    at: message.timestamp,
    edited: message.edited_timestamp !== null,
    ephemeral: stored.visibleTo !== undefined,
    thinking: (flags & MessageFlags.Loading) !== 0,
    pings: author.id !== reader.id && (pings.everyone || pings.users.includes(reader.id)),
    ...(used && command && { used: { who: world.people.get(used.user.id)?.name ?? '', command } }),
    ...(replied && {
      reply: {
        id: replied.id,
        who: world.people.get(replied.author.id)?.name ?? '',
        text: textOf(replied)
          .replaceAll(/<@!?(\d+)>/g, (_, id) => `@${world.people.get(id)?.name ?? ''}`)
          .slice(0, 120),
      },
    }),
    marks: marks(message.content),
    components: list(message.components).map((component) => withMarks(component, marks)),
    embeds: message.embeds.map(({ title, description, url }) => ({
      title: marks(title ?? ''),
      description: marks(description ?? ''),
      ...(url && { url }),
    })),
    attachments: message.attachments.map(({ filename, size, url, content_type }) => ({
      filename,
      size,
      url,
      image: content_type?.startsWith('image/') ?? false,
    })),
  };
}

function withMarks(component: Json, marks: (text: string) => unknown): ShownComponent {
  const inner = (value: Json) => withMarks(value, marks);
  return {
    ...component,
    type: Number(component.type),
    ...(component.type === ComponentType.TextDisplay && { marks: marks(String(component.content)) }),
    ...(Array.isArray(component.components) && { components: list(component.components).map(inner) }),
    ...(component.accessory !== undefined && { accessory: inner(component.accessory as Json) }),
  };
}

export function viewOf(core: Core, person: Person, channel: Channel): View {
  const { world } = core;
  const guild = channel.guildId ? world.guilds.get(channel.guildId) : undefined;
  const offered = core.commands.offered(person, channel);
  const seen = (permissionsIn(world, channel, person.id) & PermissionFlagsBits.ViewChannel) !== 0n;
  return {
    me: shownPerson(world, person, guild),
    locale: person.locale,
    ...(guild && { guildId: guild.id }),
    channel: shownChannel(channel),
    maySend: maySend(world, channel, person.id),
    messages: seen
      ? [...channel.messages.values()]
          .filter(({ visibleTo }) => !visibleTo || visibleTo === person.id)
          .slice(-200)
          .map((stored) => shownMessage(world, channel, stored, person))
      : [],
    commands: offered
      .filter(({ type }) => type === ApplicationCommandType.ChatInput)
      .flatMap((command) => shownCommands(command, person.locale)),
    messageCommands: offered
      .filter(({ type }) => type === ApplicationCommandType.Message)
      .map((command) => ({ name: command.name, label: inLocale(command, 'name', person.locale) })),
  };
}

/** Name or description in the locale, else as registered. */
function inLocale(thing: object, field: 'name' | 'description', locale: string): string {
  const record = thing as Json;
  return String((record[`${field}_localizations`] as Json | null | undefined)?.[locale] ?? record[field]);
}

function shownCommands(command: APIApplicationCommand, locale: string): ShownCommand[] {
  const flatten = (node: Json, line: string, label: string): ShownCommand[] => {
    const options = list(node.options);
    const below = options.filter(({ type }) => type === O.Subcommand || type === O.SubcommandGroup);
    if (below.length > 0)
      return below.flatMap((child) => flatten(child, `${line} ${child.name}`, `${label} ${inLocale(child, 'name', locale)}`));
    return [
      {
        line,
        label,
        description: inLocale(node, 'description', locale),
        options: options.map((option) => shownOption(option, locale)),
      },
    ];
  };
  return flatten(command as unknown as Json, command.name, inLocale(command, 'name', locale));
}

function shownOption(option: Json, locale: string): ShownOption {
  const min = option.min_length ?? option.min_value;
  const max = option.max_length ?? option.max_value;
  return {
    name: String(option.name),
    label: inLocale(option, 'name', locale),
    description: inLocale(option, 'description', locale),
    type: Number(option.type),
    required: option.required === true,
    autocomplete: option.autocomplete === true,
    choices: list(option.choices).map((choice) => ({
      name: inLocale(choice, 'name', locale),
      value: choice.value as string | number,
    })),
    ...(min !== undefined && { min: Number(min) }),
    ...(max !== undefined && { max: Number(max) }),
  };
}
