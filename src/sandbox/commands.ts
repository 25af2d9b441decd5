/** The commands that the application registered, globally and per guild, and who is offered which. */
import {
  type APIApplicationCommand,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import { checkCommands } from './command-limits.ts';
import { type Json, list } from './component-limits.ts';
import { permissionsIn } from './permissions.ts';
import { Refusal } from './refusal.ts';
import { snowflake } from './snowflake.ts';
import type { World } from './world.ts';
import type { Channel, Person } from './world-types.ts';

/** Discord's limit of commands created per day and guild. */
const creationsPerDay = 200;

export class Commands {
  readonly #scopes = new Map<string, APIApplicationCommand[]>();
  readonly #world: World;
  /** How often commands were written, to see that nothing is written without need. */
  writes = 0;
  #created = 0;

  constructor(world: World) {
    this.#world = world;
  }

  list(guildId?: string): readonly APIApplicationCommand[] {
    return this.#scopes.get(guildId ?? 'global') ?? [];
  }

  /** Replaces all commands of the scope; same name and type keep their id. */
  put(bodies: readonly Json[], guildId?: string): readonly APIApplicationCommand[] {
    checkCommands(bodies);
    const next = bodies.map((body) => this.#build(body, guildId));
    this.#scopes.set(guildId ?? 'global', next);
    this.#changed();
    return next;
  }

  /** Creates one, or overwrites the one of the same name and type. */
  post(body: Json, guildId?: string): APIApplicationCommand {
    checkCommands(body);
    const command = this.#build(body, guildId);
    this.#replace(command.id, command, guildId);
    return command;
  }

  patch(id: string, body: Json, guildId?: string): APIApplicationCommand | undefined {
    const old = this.list(guildId).find((command) => command.id === id);
    if (!old) return undefined;
    const merged = { ...old, ...body } as unknown as Json;
    checkCommands(merged);
    const command = { ...this.#build(merged, guildId), id };
    this.#replace(id, command, guildId);
    return command;
  }

  delete(id: string, guildId?: string): boolean {
    const found = this.list(guildId).some((command) => command.id === id);
    if (found) this.#replace(id, undefined, guildId);
    return found;
  }

  /** The commands that Discord's client offers this person in this channel. */
  offered(person: Person, channel: Channel): readonly APIApplicationCommand[] {
    return [...this.list(), ...(channel.guildId ? this.list(channel.guildId) : [])].filter((command) =>
      this.mayUse(command, person, channel),
    );
  }

  /** Context, installation and permissions, as Discord checks them before the application hears of it. */
  mayUse(command: APIApplicationCommand, person: Person, channel: Channel): boolean {
    const context = channel.guildId ? InteractionContextType.Guild : InteractionContextType.BotDM;
    if (command.contexts && !command.contexts.includes(context)) return false;
    const guild = channel.guildId ? this.#world.guilds.get(channel.guildId) : undefined;
    const byGuild = !guild || guild.installed;
    const types = command.integration_types ?? [ApplicationIntegrationType.GuildInstall];
    const installed =
      (byGuild && types.includes(ApplicationIntegrationType.GuildInstall)) ||
      (person.userInstall && types.includes(ApplicationIntegrationType.UserInstall));
    if (!installed) return false;
    if (!guild) return true;
    const has = permissionsIn(this.#world, channel, person.id);
    if ((has & PermissionFlagsBits.ViewChannel) === 0n || (has & PermissionFlagsBits.UseApplicationCommands) === 0n) return false;
    if (has & PermissionFlagsBits.Administrator) return true;
    const overrides = guild.commandOverrides.get(command.name);
    const own = [person.id, ...(guild.members.get(person.id)?.roles ?? []), guild.id]
      .map((id) => overrides?.get(id))
      .find((allowed) => allowed !== undefined);
    if (own !== undefined) return own;
    const needed = command.default_member_permissions;
    if (needed === null || needed === undefined) return true;
    return BigInt(needed) !== 0n && (has & BigInt(needed)) === BigInt(needed);
  }

  #build(body: Json, guildId?: string): APIApplicationCommand {
    const type = (body.type as ApplicationCommandType | undefined) ?? ApplicationCommandType.ChatInput;
    const old = this.list(guildId).find((command) => command.name === body.name && command.type === type);
    if (!old && ++this.#created > creationsPerDay)
      throw new Refusal(429, 30034, 'Max number of daily application command creates has been reached (200)');
    return {
      id: old?.id ?? snowflake(),
      application_id: this.#world.applicationId,
      version: snowflake(),
      type,
      name: body.name,
      name_localizations: body.name_localizations ?? null,
      description: body.description ?? '',
      description_localizations: body.description_localizations ?? null,
      default_member_permissions: body.default_member_permissions ?? null,
      nsfw: body.nsfw ?? false,
      ...(guildId
        ? { guild_id: guildId }
        : {
            dm_permission: true,
            contexts: body.contexts ?? null,
            integration_types: body.integration_types ?? [ApplicationIntegrationType.GuildInstall],
          }),
      ...(list(body.options).length > 0 && { options: body.options }),
    } as APIApplicationCommand;
  }

  #replace(id: string, command: APIApplicationCommand | undefined, guildId?: string): void {
    const others = this.list(guildId).filter((other) => other.id !== id);
    this.#scopes.set(guildId ?? 'global', command ? [...others, command] : others);
    this.#changed();
  }

  #changed(): void {
    this.writes++;
    this.#world.emit('event', { t: 'SANDBOX_COMMANDS', d: null });
  }
}
