/** People, members, roles, channels and guilds in the shape in which Discord sends them. */
import { type APIRole, type APIUser, ChannelType } from 'discord-api-types/v10';
import type { World } from './world.ts';
import type { Channel, Guild, Member, Person } from './world-types.ts';

export function userData({ id, name, bot }: Person): APIUser {
  return {
    id,
    username: name.toLowerCase().replaceAll(' ', '_'),
    global_name: bot ? null : name,
    discriminator: bot ? '0001' : '0',
    avatar: null,
    public_flags: 0 as NonNullable<APIUser['public_flags']>,
    flags: 0 as NonNullable<APIUser['flags']>,
    primary_guild: null,
    bot,
  };
}

export function memberData({ person, roles, joinedAt }: Member, withUser = true): Record<string, unknown> {
  return {
    ...(withUser && { user: userData(person) }),
    nick: null,
    avatar: null,
    banner: null,
    roles: [...roles],
    joined_at: joinedAt,
    premium_since: null,
    deaf: false,
    mute: false,
    flags: 0,
    pending: false,
    communication_disabled_until: null,
  };
}

export function roleData(id: string, name: string, permissions: bigint, position: number): APIRole {
  return {
    id,
    name,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    icon: null,
    unicode_emoji: null,
    position,
    permissions: permissions.toString(),
    managed: false,
    mentionable: false,
    flags: 0 as APIRole['flags'],
  };
}

export function channelData(channel: Channel, world: World): Record<string, unknown> {
  const { id, type, name, guildId, parentId, recipientId, overwrites } = channel;
  const last = [...channel.messages.keys()].at(-1) ?? null;
  if (recipientId) return { id, type, last_message_id: last, recipients: [userData(world.people.get(recipientId)!)], flags: 0 };
  const shared = { id, type, name, guild_id: guildId, last_message_id: last, rate_limit_per_user: 0, flags: 0 };
  if (parentId) {
    const thread_metadata = {
      archived: false,
      auto_archive_duration: 1440,
      archive_timestamp: new Date().toISOString(),
      locked: false,
    };
    return {
      ...shared,
      parent_id: parentId,
      owner_id: world.guilds.get(guildId!)?.ownerId,
      message_count: 0,
      member_count: 1,
      thread_metadata,
    };
  }
  return { ...shared, parent_id: null, position: 0, nsfw: false, topic: null, permission_overwrites: overwrites };
}

/** The whole guild, as GUILD_CREATE carries it. */
export function guildData(guild: Guild, world: World): Record<string, unknown> {
  const channels = [...world.channels.values()].filter(({ guildId }) => guildId === guild.id);
  const bot = guild.members.get(world.bot.id);
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    owner_id: guild.ownerId,
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    roles: [...guild.roles.values()],
    emojis: [],
    features: [],
    mfa_level: 0,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    vanity_url_code: null,
    description: null,
    banner: null,
    premium_tier: 0,
    preferred_locale: guild.locale,
    public_updates_channel_id: null,
    nsfw_level: 0,
    premium_progress_bar_enabled: false,
    safety_alerts_channel_id: null,
    stickers: [],
    joined_at: bot?.joinedAt ?? new Date().toISOString(),
    large: false,
    member_count: guild.members.size,
    voice_states: [],
    members: bot ? [memberData(bot)] : [],
    channels: channels.filter(({ type }) => type !== ChannelType.PublicThread).map((channel) => channelData(channel, world)),
    threads: channels.filter(({ type }) => type === ChannelType.PublicThread).map((channel) => channelData(channel, world)),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}
