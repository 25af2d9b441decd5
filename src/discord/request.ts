/** Discord's interactions and messages as requests: who, where, what may be seen. */
import {
  type AutocompleteInteraction,
  type Message,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
  type ModalSubmitInteraction,
  PermissionFlagsBits,
} from 'discord.js';
import { ApplicationIntegrationType } from 'discord-api-types/v10';
import type { GuildSettings, Scope } from '../app.ts';
import { wordsFor } from '../messages/messages.ts';
import { readBack } from './escape.ts';
import type { Attachment, Person, Press, Request } from './handler.ts';
import type { Answerable } from './interaction-exchange.ts';
import { texts } from './layout.ts';

export interface Owners {
  /** People who may touch the operator's shelf. */
  readonly operatorIds: readonly string[];
  /** The server whose admins may, too. */
  readonly homeGuildId?: string;
}

type Interaction = Answerable | AutocompleteInteraction;

/** A guild's shelf opens only where the bot is installed in that very guild. */
export const scopeOf = (
  interaction: Pick<Interaction, 'guildId' | 'authorizingIntegrationOwners' | 'channel' | 'channelId'>,
): Scope => {
  const { guildId, channelId, channel } = interaction;
  const owner = interaction.authorizingIntegrationOwners[ApplicationIntegrationType.GuildInstall];
  if (guildId === null || owner !== guildId) return {};
  const place = channel?.isThread() ? channel.parentId : channelId;
  return { guildId, ...(place && { channelId: place }) };
};

const rolesOf = ({ member }: Pick<Interaction, 'member'>): readonly string[] => {
  if (!member) return [];
  return Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()];
};

/** `adminRole`: who has it counts as an admin of the server. */
export const personOf = (interaction: Interaction, { operatorIds, homeGuildId }: Owners, adminRole?: string): Person => {
  const { guildId } = scopeOf(interaction);
  const permissions = interaction.memberPermissions;
  const manages = guildId !== undefined && (permissions?.has(PermissionFlagsBits.ManageGuild) ?? false);
  const roles = rolesOf(interaction);
  const inThread = interaction.channel?.isThread() ?? false;
  const send = inThread ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
  return {
    id: interaction.user.id,
    locale: interaction.locale,
    roles,
    admin: manages || (guildId !== undefined && adminRole !== undefined && roles.includes(adminRole)),
    operator: operatorIds.includes(interaction.user.id) || (manages && guildId === homeGuildId),
    moderator: permissions?.has(PermissionFlagsBits.ManageMessages) ?? false,
    writes: permissions?.has(send) ?? true,
  };
};

export const baseOf = (
  interaction: Answerable,
  owners: Owners,
  rules: GuildSettings | undefined,
): Omit<Request, 'input' | 'download'> => ({
  person: personOf(interaction, owners, rules?.adminRole),
  publicAnswers: rules?.publicAnswers ?? true,
  ...(interaction.guildId !== null && { guildId: interaction.guildId }),
  channelId: interaction.channelId ?? '',
  scope: scopeOf(interaction),
  words: wordsFor(interaction.locale),
});

const attachmentOf = (file: { id: string; name: string; size: number; url: string; contentType: string | null }): Attachment => ({
  id: file.id,
  name: file.name,
  size: file.size,
  url: file.url,
  ...(file.contentType !== null && { contentType: file.contentType }),
});

interface Option {
  readonly name: string;
  readonly value?: unknown;
  readonly attachment?: unknown;
  readonly options?: readonly Option[];
}

/** Options by name, those of the subcommand that was called; an attachment as `Attachment`. */
export const optionsOf = (options: readonly Option[]): Record<string, unknown> =>
  Object.fromEntries(
    options.flatMap((option) =>
      option.options
        ? Object.entries(optionsOf(option.options))
        : [[option.name, option.attachment ? attachmentOf(option.attachment as Parameters<typeof attachmentOf>[0]) : option.value]],
    ),
  );

const ownQuestion = ({ components }: Message): { question?: string } => {
  const question = questionIn(components.map((component) => component.toJSON()));
  return question === undefined ? {} : { question };
};

export const targetOf = ({ targetMessage: target, guildId, client }: MessageContextMenuCommandInteraction): Request['target'] => ({
  id: target.id,
  ...(target.author.id === client.user.id && ownQuestion(target)),
  text: [target.content, ...texts(target.components.map((component) => component.toJSON()))].filter(Boolean).join('\n'),
  link: `https://discord.com/channels/${guildId ?? '@me'}/${target.channelId}/${target.id}`,
  attachments: [...target.attachments.values()].map(attachmentOf),
});

/** The small line above an answer, read back from the bot's own message. */
export const questionIn = (components: readonly unknown[]): string | undefined => {
  const line = texts(components)[0];
  return line?.startsWith('-# ') && !/^-# \[\d+\] /.test(line) ? readBack(line.slice('-# '.length)) || undefined : undefined;
};

const labelOf = (component: unknown, customId: string): string | undefined => {
  if (typeof component !== 'object' || component === null) return undefined;
  const { custom_id, label, components, accessory } = component as Record<string, unknown>;
  if (custom_id === customId) return typeof label === 'string' ? label : '';
  const inner = [...(Array.isArray(components) ? components : []), accessory];
  return inner.map((one) => labelOf(one, customId)).find((found) => found !== undefined);
};

/** What is on the pressed message and in the press itself. */
export const pressedOf = (interaction: MessageComponentInteraction): Pick<Press, 'label' | 'values' | 'question'> => {
  const components = interaction.message.components.map((component) => component.toJSON());
  const question = questionIn(components);
  return {
    label: components.map((one) => labelOf(one, interaction.customId)).find((found) => found !== undefined) ?? '',
    values: interaction.isAnySelectMenu() ? interaction.values : [],
    ...(question !== undefined && { question }),
  };
};

/** The fields of a modal by their custom ids: text, chosen values, or uploaded files. */
export const fieldsOf = (interaction: ModalSubmitInteraction): Record<string, unknown> =>
  Object.fromEntries(
    [...interaction.fields.fields.values()].map((field) => {
      if ('attachments' in field && field.attachments) return [field.customId, [...field.attachments.values()].map(attachmentOf)];
      return [field.customId, 'values' in field ? field.values : 'value' in field ? field.value : undefined];
    }),
  );

/** Whether a message is a question put to the bot: by a person, with the bot named in it or alone with it. */
export const isAddressed = (message: Message, botId: string): boolean => {
  if (message.author.bot || message.webhookId !== null || message.system) return false;
  if (message.guildId === null) return true;
  return message.mentions.users.has(botId);
};
