/** What there is: people, guilds, channels, roles, messages. Pure state; whoever wants to know of changes listens. */
import { EventEmitter } from 'node:events';
import {
  type APIOverwrite,
  type APIRole,
  type APIUser,
  ChannelType,
  OverwriteType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import { snowflake } from './snowflake.ts';
import { channelData, guildData, roleData, userData } from './world-data.ts';
import type { Channel, Guild, GuildOptions, Member, Person, WorldEvent } from './world-types.ts';

const P = PermissionFlagsBits;
const everyoneMay =
  P.ViewChannel |
  P.SendMessages |
  P.SendMessagesInThreads |
  P.ReadMessageHistory |
  P.UseApplicationCommands |
  P.EmbedLinks |
  P.AttachFiles |
  P.AddReactions |
  P.CreatePublicThreads |
  P.UseExternalEmojis;

export class World extends EventEmitter<{ event: [WorldEvent] }> {
  readonly people = new Map<string, Person>();
  readonly guilds = new Map<string, Guild>();
  readonly channels = new Map<string, Channel>();
  readonly bot: Person;
  readonly applicationId: string;

  constructor(name: string) {
    super();
    this.setMaxListeners(0);
    this.bot = this.addPerson(name, { bot: true });
    this.applicationId = this.bot.id;
  }

  addPerson(name: string, options: { id?: string; bot?: boolean; locale?: string; userInstall?: boolean } = {}): Person {
    const { id = snowflake(), bot = false, locale = 'en-US', userInstall = false } = options;
    const person: Person = { id, name, bot, locale, userInstall };
    this.people.set(person.id, person);
    return person;
  }

  addGuild(options: GuildOptions): Guild {
    const id = options.id ?? snowflake();
    const owner = this.addPerson(`owner of ${options.name}`);
    const guild: Guild = {
      id,
      name: options.name,
      locale: options.locale ?? 'en-US',
      ownerId: owner.id,
      roles: new Map(),
      members: new Map(),
      installed: false,
      unavailable: false,
      commandOverrides: new Map(),
    };
    this.guilds.set(id, guild);
    this.#addRole(guild, '@everyone', everyoneMay, id);
    this.addMember(guild, owner);
    for (const name of options.channels ?? ['general']) this.addChannel(guild, name);
    if (options.installed ?? true) this.install(guild);
    return guild;
  }

  addRole(guild: Guild, name: string, permissions: bigint): APIRole {
    const role = this.#addRole(guild, name, permissions, snowflake());
    this.emit('event', { t: 'GUILD_ROLE_CREATE', d: { guild_id: guild.id, role }, guildId: guild.id });
    return role;
  }

  /** Adds, or finds, the person in this guild. `admin`: with a role that may do everything. */
  addMember(guild: Guild, person: Person, options: { admin?: boolean; roles?: readonly string[] } = {}): Member {
    const member = guild.members.get(person.id) ?? { person, roles: new Set<string>(), joinedAt: new Date().toISOString() };
    guild.members.set(person.id, member);
    for (const role of options.roles ?? []) member.roles.add(role);
    if (options.admin) {
      const role = [...guild.roles.values()].find(({ name }) => name === 'Admin') ?? this.addRole(guild, 'Admin', P.Administrator);
      member.roles.add(role.id);
    }
    return member;
  }

  addChannel(guild: Guild, name: string, options: { parent?: Channel; overwrites?: APIOverwrite[] } = {}): Channel {
    const { parent, overwrites = [] } = options;
    const type = parent ? ChannelType.PublicThread : ChannelType.GuildText;
    const channel: Channel = {
      id: snowflake(),
      type,
      name,
      guildId: guild.id,
      ...(parent && { parentId: parent.id }),
      overwrites,
      messages: new Map(),
    };
    this.channels.set(channel.id, channel);
    this.emit('event', {
      t: parent ? 'THREAD_CREATE' : 'CHANNEL_CREATE',
      d: this.channelData(channel),
      guildId: guild.id,
      channelId: channel.id,
    });
    return channel;
  }

  /** The channel in which this person and the bot talk alone; made when first needed. */
  directChannel(person: Person): Channel {
    for (const channel of this.channels.values()) if (channel.recipientId === person.id) return channel;
    const channel: Channel = {
      id: snowflake(),
      type: ChannelType.DM,
      name: person.name,
      recipientId: person.id,
      overwrites: [],
      messages: new Map(),
    };
    this.channels.set(channel.id, channel);
    return channel;
  }

  /** The bot joins the guild, with a role of its own. */
  install(guild: Guild): void {
    guild.installed = true;
    const role = this.addRole(guild, this.bot.name, everyoneMay);
    role.managed = true;
    this.addMember(guild, this.bot, { roles: [role.id] });
    this.emit('event', { t: 'GUILD_CREATE', d: this.guildData(guild), guildId: guild.id });
  }

  /** The bot is thrown out. */
  uninstall(guild: Guild): void {
    guild.installed = false;
    guild.members.delete(this.bot.id);
    for (const role of guild.roles.values()) if (role.managed) guild.roles.delete(role.id);
    this.emit('event', { t: 'GUILD_DELETE', d: { id: guild.id }, guildId: guild.id });
  }

  /** Begins or ends an outage of the guild. */
  setUnavailable(guild: Guild, unavailable: boolean): void {
    guild.unavailable = unavailable;
    const t = unavailable ? 'GUILD_DELETE' : 'GUILD_CREATE';
    this.emit('event', { t, d: unavailable ? { id: guild.id, unavailable: true } : this.guildData(guild), guildId: guild.id });
  }

  /** Denies the bot these permissions in a channel, or gives them back with 0n. */
  denyBot(channel: Channel, deny: bigint): void {
    const index = channel.overwrites.findIndex(({ id }) => id === this.bot.id);
    if (index >= 0) channel.overwrites.splice(index, 1);
    if (deny) channel.overwrites.push({ id: this.bot.id, type: OverwriteType.Member, allow: '0', deny: deny.toString() });
    this.emit('event', { t: 'CHANNEL_UPDATE', d: this.channelData(channel), guildId: channel.guildId!, channelId: channel.id });
  }

  removeChannel(channel: Channel): void {
    this.channels.delete(channel.id);
    const t = channel.parentId ? 'THREAD_DELETE' : 'CHANNEL_DELETE';
    this.emit('event', { t, d: this.channelData(channel), guildId: channel.guildId!, channelId: channel.id });
  }

  user(person: Person): APIUser {
    return userData(person);
  }

  channelData(channel: Channel): Record<string, unknown> {
    return channelData(channel, this);
  }

  guildData(guild: Guild): Record<string, unknown> {
    return guildData(guild, this);
  }

  #addRole(guild: Guild, name: string, permissions: bigint, id: string): APIRole {
    const role = roleData(id, name, permissions, guild.roles.size);
    guild.roles.set(id, role);
    return role;
  }
}
