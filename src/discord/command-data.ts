/** What Discord is told of a command, its words from `messages/` in every language. */
import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type LocalizationMap,
  PermissionFlagsBits,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import { languages, type Words } from '../messages/messages.ts';

interface Named {
  readonly name: string;
  readonly description: string;
}
type Pick<T> = (words: Words['commands']) => T;

/** An option of a command (or of one of its subcommands) as this language calls and describes it. */
export const optionIn = (data: RESTPostAPIApplicationCommandsJSONBody, name: string, language: string): Named | undefined => {
  const search = (options: readonly unknown[]): Record<string, unknown> | undefined => {
    for (const option of options as readonly Record<string, unknown>[]) {
      const found = option.name === name ? option : search((option.options as unknown[] | undefined) ?? []);
      if (found) return found;
    }
    return undefined;
  };
  const found = search('options' in data ? (data.options ?? []) : []);
  const word = (field: 'name' | 'description') =>
    (found?.[`${field}_localizations`] as Record<string, string> | undefined)?.[language] ?? String(found?.[field]);
  return found && { name: word('name'), description: word('description') };
};

const inLanguages = (pick: Pick<string>): LocalizationMap =>
  Object.fromEntries(languages.slice(1).map(({ language, commands }) => [language, pick(commands)]));

const named = (pick: Pick<Named>) => {
  const { name, description } = pick(languages[0]!.commands);
  return {
    name,
    description,
    name_localizations: inLanguages((words) => pick(words).name),
    description_localizations: inLanguages((words) => pick(words).description),
  };
};

/** Where members meet it: servers, direct messages and private channels, installed by a server or by a person. */
const everywhere = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
};

/** Servers that installed the bot, and there who has Manage Server, unless the server decides otherwise. */
const forAdmins = {
  contexts: [InteractionContextType.Guild],
  integration_types: [ApplicationIntegrationType.GuildInstall],
  default_member_permissions: PermissionFlagsBits.ManageGuild.toString(),
};

export const slash = (
  pick: Pick<Named>,
  options: readonly APIApplicationCommandOption[] = [],
  audience: 'everyone' | 'admins' = 'everyone',
): RESTPostAPIApplicationCommandsJSONBody => ({
  type: ApplicationCommandType.ChatInput,
  ...named(pick),
  ...(audience === 'admins' ? forAdmins : everywhere),
  options: [...options],
});

export const onMessage = (
  pick: Pick<{ readonly name: string }>,
  audience: 'everyone' | 'admins' = 'everyone',
): RESTPostAPIApplicationCommandsJSONBody => ({
  type: ApplicationCommandType.Message,
  name: pick(languages[0]!.commands).name,
  name_localizations: inLanguages((words) => pick(words).name),
  ...(audience === 'admins' ? forAdmins : everywhere),
});

export const subcommand = (
  pick: Pick<Named>,
  options: readonly APIApplicationCommandBasicOption[] = [],
): APIApplicationCommandSubcommandOption => ({
  type: ApplicationCommandOptionType.Subcommand,
  ...named(pick),
  options: [...options],
});

export const subcommandGroup = (
  pick: Pick<Named>,
  options: readonly APIApplicationCommandSubcommandOption[],
): APIApplicationCommandOption => ({ type: ApplicationCommandOptionType.SubcommandGroup, ...named(pick), options: [...options] });

export const integerOption = (pick: Pick<Named>, min_value: number, max_value: number): APIApplicationCommandBasicOption => ({
  type: ApplicationCommandOptionType.Integer,
  ...named(pick),
  min_value,
  max_value,
});

/** An option with a few values, each with its name in every language. */
export const choiceOption = (
  pick: Pick<Named>,
  values: readonly string[],
  nameOf: (words: Words, value: string) => string,
): APIApplicationCommandBasicOption => ({
  type: ApplicationCommandOptionType.String,
  ...named(pick),
  choices: values.map((value) => ({
    name: nameOf(languages[0]!, value),
    value,
    name_localizations: Object.fromEntries(languages.slice(1).map((words) => [words.language, nameOf(words, value)])),
  })),
});

export const stringOption = (
  pick: Pick<Named>,
  more: { required?: boolean; max_length?: number; autocomplete?: boolean } = {},
): APIApplicationCommandBasicOption =>
  ({ type: ApplicationCommandOptionType.String, ...named(pick), ...more }) as APIApplicationCommandBasicOption;

export const booleanOption = (pick: Pick<Named>): APIApplicationCommandBasicOption => ({
  type: ApplicationCommandOptionType.Boolean,
  ...named(pick),
});

export const attachmentOption = (pick: Pick<Named>, required: boolean): APIApplicationCommandBasicOption => ({
  type: ApplicationCommandOptionType.Attachment,
  ...named(pick),
  required,
});
