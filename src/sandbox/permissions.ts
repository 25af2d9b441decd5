/** Who may do what, where: https://docs.discord.com/developers/topics/permissions#permission-hierarchy */
import { OverwriteType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { World } from './world.ts';
import type { Channel, Guild } from './world-types.ts';

const P = PermissionFlagsBits;
const all = Object.values(P).reduce((sum, bit) => sum | bit, 0n);
/** In a direct message both sides may do what a text channel allows. */
const direct =
  P.ViewChannel | P.SendMessages | P.ReadMessageHistory | P.EmbedLinks | P.AttachFiles | P.UseExternalEmojis | P.AddReactions;

/** The permissions of a person in a channel of a guild, or in the guild as a whole. Nothing for who is no member. */
export function permissionsOf(world: World, guild: Guild, personId: string, channel?: Channel): bigint {
  const member = guild.members.get(personId);
  if (!member) return 0n;
  if (guild.ownerId === personId) return all;
  const roles = [guild.id, ...member.roles];
  const base = roles.reduce((sum, id) => sum | BigInt(guild.roles.get(id)?.permissions ?? 0), 0n);
  if (base & P.Administrator) return all;
  if (!channel) return base;
  const { overwrites } = channel.parentId ? (world.channels.get(channel.parentId) ?? channel) : channel;
  const apply = (sum: bigint, chosen: typeof overwrites) => {
    const deny = chosen.reduce((bits, { deny }) => bits | BigInt(deny), 0n);
    const allow = chosen.reduce((bits, { allow }) => bits | BigInt(allow), 0n);
    return (sum & ~deny) | allow;
  };
  const everyone = overwrites.filter(({ id }) => id === guild.id);
  const ofRoles = overwrites.filter(({ id, type }) => type === OverwriteType.Role && member.roles.has(id));
  const own = overwrites.filter(({ id, type }) => type === OverwriteType.Member && id === personId);
  return apply(apply(apply(base, everyone), ofRoles), own);
}

/** The same for any channel, direct messages included. */
export function permissionsIn(world: World, channel: Channel, personId: string): bigint {
  if (channel.guildId === undefined) return personId === channel.recipientId || personId === world.bot.id ? direct : 0n;
  return permissionsOf(world, world.guilds.get(channel.guildId)!, personId, channel);
}

/** Whether the person may post there. Threads have a permission of their own. */
export function maySend(world: World, channel: Channel, personId: string): boolean {
  const has = permissionsIn(world, channel, personId);
  const send = channel.parentId ? P.SendMessagesInThreads : P.SendMessages;
  return (has & P.ViewChannel) !== 0n && (has & send) !== 0n;
}
