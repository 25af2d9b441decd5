/** What a person typed into the options of a command, as the client sends it; refuses what the client would not send. */
import { type APIApplicationCommand, ApplicationCommandType, ApplicationCommandOptionType as O } from 'discord-api-types/v10';
import type { Upload } from './cdn.ts';
import { type Json, list } from './component-limits.ts';
import type { Core } from './core.ts';
import { memberData } from './world-data.ts';
import type { Channel } from './world-types.ts';

export type OptionValue = string | number | boolean | Upload;
export type Options = Readonly<Record<string, OptionValue>>;

/** Discord's client would not send this: an unknown command, a missing option, a choice that is not offered. */
export class NotOffered extends Error {
  override readonly name = 'NotOffered';
}

/** `line` is the command with its subcommands: `sources reload`. `focused`: the option being typed, for autocompletion. */
export function commandData(
  core: Core,
  channel: Channel,
  commands: readonly APIApplicationCommand[],
  line: string,
  options: Options,
  focused?: string,
): { command: APIApplicationCommand; data: Json } {
  const [name, ...rest] = line.trim().split(/\s+/);
  const command = commands.find((one) => one.type === ApplicationCommandType.ChatInput && one.name === name);
  if (!command) throw new NotOffered(`/${name} is not offered here`);
  const resolved: Record<string, Json> = {};
  let level: Json[] = list(command.options);
  const chain: Json[] = [];
  for (const step of rest) {
    const found = level.find(
      (option) => option.name === step && (option.type === O.Subcommand || option.type === O.SubcommandGroup),
    );
    if (!found) throw new NotOffered(`/${line}: there is no "${step}"`);
    chain.push(found);
    level = list(found.options);
  }
  if (level.some(({ type }) => type === O.Subcommand || type === O.SubcommandGroup))
    throw new NotOffered(`/${line} needs a subcommand`);
  for (const key of Object.keys(options))
    if (!level.some((option) => option.name === key)) throw new NotOffered(`/${line} has no option "${key}"`);
  const filled = level.flatMap((option) => {
    const value = options[option.name as string];
    if (value === undefined) {
      if (option.required && focused === undefined) throw new NotOffered(`/${line}: "${option.name}" is required`);
      return [];
    }
    const isFocused = option.name === focused;
    if (!isFocused) check(option, value, line);
    return [
      {
        name: option.name,
        type: option.type,
        value: resolve(core, channel, option, value, resolved),
        ...(isFocused && { focused: true }),
      },
    ];
  });
  const nested = chain.reduceRight<Json[]>((inner, { name, type }) => [{ name, type, options: inner }], filled);
  const data = {
    id: command.id,
    name: command.name,
    type: command.type,
    options: nested,
    ...(command.guild_id && { guild_id: command.guild_id }),
    ...(Object.keys(resolved).length > 0 && { resolved }),
  };
  return { command, data };
}

function check(option: Json, value: OptionValue, line: string): void {
  const refuse = (why: string) => {
    throw new NotOffered(`/${line} ${option.name}: ${why}`);
  };
  const choices = list(option.choices);
  if (choices.length > 0 && !choices.some((choice) => choice.value === value)) refuse('not one of the choices');
  if (option.type === O.Boolean && typeof value !== 'boolean') refuse('true or false');
  if ((option.type === O.Integer || option.type === O.Number) && typeof value !== 'number') refuse('a number');
  if (option.type === O.String) {
    if (typeof value !== 'string') throw new NotOffered(`/${line} ${option.name}: a text`);
    if (value.length < Number(option.min_length ?? 0) || value.length > Number(option.max_length ?? 6000))
      refuse('too short or too long');
  }
  if (typeof value === 'number' && (value < Number(option.min_value ?? -(2 ** 53)) || value > Number(option.max_value ?? 2 ** 53)))
    refuse('too small or too large');
}

/** Values that are things are sent as ids, with the things beside them. */
function resolve(
  core: Core,
  channel: Channel,
  option: Json,
  value: OptionValue,
  resolved: Record<string, Json>,
): string | number | boolean {
  const { world } = core;
  if (typeof value === 'object') {
    const attachment = core.cdn.store(channel.id, value);
    resolved.attachments = { ...resolved.attachments, [attachment.id]: attachment };
    return attachment.id;
  }
  const id = String(value);
  const guild = channel.guildId ? world.guilds.get(channel.guildId) : undefined;
  const person = world.people.get(id);
  if ((option.type === O.User || option.type === O.Mentionable) && person) {
    resolved.users = { ...resolved.users, [id]: world.user(person) };
    const member = guild?.members.get(id);
    if (member) resolved.members = { ...resolved.members, [id]: memberData(member, false) };
  }
  const role = guild?.roles.get(id);
  if ((option.type === O.Role || option.type === O.Mentionable) && role) resolved.roles = { ...resolved.roles, [id]: role };
  const target = world.channels.get(id);
  if (option.type === O.Channel && target)
    resolved.channels = { ...resolved.channels, [id]: { ...world.channelData(target), permissions: '0' } };
  return value;
}
