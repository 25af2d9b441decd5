/** Which events a session of the bot is told of, and what it may read in them. */
import { type APIMessage, type ApplicationFlags, ChannelType, GatewayIntentBits, PermissionFlagsBits } from 'discord-api-types/v10';
import { permissionsIn } from './permissions.ts';
import type { World } from './world.ts';
import { memberData } from './world-data.ts';
import type { WorldEvent } from './world-types.ts';

/** Intents that need leave: https://docs.discord.com/developers/events/gateway#privileged-intents */
export const privileged = GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences | GatewayIntentBits.MessageContent;
export const applicationFlags = 0 as ApplicationFlags;

export interface Audience {
  readonly intents: number;
  readonly shard: readonly [number, number];
}

/** The shard that hears of this guild; direct messages come on shard 0. */
export const shardOf = (guildId: string | undefined, shards: number) =>
  guildId === undefined ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(shards));

/** The event's data as the bot gets it, or undefined where it does not hear of it. */
export function forBot(event: WorldEvent, { intents, shard }: Audience, world: World): unknown {
  if (event.visibleTo !== undefined || event.t.startsWith('SANDBOX_') || shardOf(event.guildId, shard[1]) !== shard[0])
    return undefined;
  const direct = event.guildId === undefined;
  const needed = event.t.startsWith('MESSAGE_')
    ? direct
      ? GatewayIntentBits.DirectMessages
      : GatewayIntentBits.GuildMessages
    : GatewayIntentBits.Guilds;
  if ((intents & needed) === 0) return undefined;
  const guild = direct ? undefined : world.guilds.get(event.guildId!);
  if (guild && event.t !== 'GUILD_DELETE' && (!guild.installed || guild.unavailable)) return undefined;
  const channel = event.channelId ? world.channels.get(event.channelId) : undefined;
  if (channel && (permissionsIn(world, channel, world.bot.id) & PermissionFlagsBits.ViewChannel) === 0n) return undefined;
  if (event.t === 'MESSAGE_CREATE' || event.t === 'MESSAGE_UPDATE') return messageForBot(event, intents, world);
  return event.d;
}

function messageForBot(event: WorldEvent, intents: number, world: World): unknown {
  const message = event.d as APIMessage;
  const channel = world.channels.get(event.channelId!);
  const member = event.guildId ? world.guilds.get(event.guildId)?.members.get(message.author.id) : undefined;
  const readable =
    (intents & GatewayIntentBits.MessageContent) !== 0 ||
    channel?.type === ChannelType.DM ||
    message.author.id === world.bot.id ||
    message.mentions.some(({ id }) => id === world.bot.id);
  return {
    ...message,
    channel_type: channel?.type,
    ...(event.guildId && { guild_id: event.guildId }),
    ...(member && { member: memberData(member, false) }),
    ...(!readable && { content: '', embeds: [], attachments: [], components: [] }),
  };
}
