/** Builds the interaction that the application receives for an act of a person. */
import {
  type APIInteraction,
  type APIMessage,
  ApplicationIntegrationType,
  InteractionContextType,
  type InteractionType,
} from 'discord-api-types/v10';
import { uploadLimit } from './cdn.ts';
import type { Json } from './component-limits.ts';
import type { Core } from './core.ts';
import { Exchange, newToken } from './exchange.ts';
import { permissionsOf } from './permissions.ts';
import { snowflake } from './snowflake.ts';
import { memberData } from './world-data.ts';
import type { Channel, Person, StoredMessage } from './world-types.ts';

export interface Act {
  readonly type: InteractionType;
  readonly data: Json;
  /** The installations for which the used command, or the used message's command, is registered. */
  readonly owners: Record<string, string>;
  readonly source?: StoredMessage;
  /** Of a submitted modal: what opened it. */
  readonly trigger?: Exchange;
}

/** The installations through which a person may use a command here: 0 the guild's (or "0" in direct messages), 1 the person's own. */
export function installations(
  core: Core,
  person: Person,
  channel: Channel,
  types: readonly number[] | null | undefined,
): Record<string, string> {
  const allowed = types ?? [ApplicationIntegrationType.GuildInstall];
  const guild = channel.guildId ? core.world.guilds.get(channel.guildId) : undefined;
  const byGuild = allowed.includes(ApplicationIntegrationType.GuildInstall) && (!guild || guild.installed);
  const byUser = allowed.includes(ApplicationIntegrationType.UserInstall) && person.userInstall;
  return { ...(byGuild && { '0': guild?.id ?? '0' }), ...(byUser && { '1': person.id }) };
}

/** The installations written on a message, for whoever presses its buttons. */
export const installationsOf = (message: APIMessage, channel: Channel): Record<string, string> =>
  (message.interaction_metadata?.authorizing_integration_owners as Record<string, string> | undefined) ?? {
    '0': channel.guildId ?? '0',
  };

/** Sends the interaction over the Gateway and starts its clock. */
export function begin(core: Core, person: Person, channel: Channel, act: Act): Exchange {
  const { world } = core;
  const guild = channel.guildId ? world.guilds.get(channel.guildId) : undefined;
  const member = guild?.members.get(person.id);
  const id = snowflake();
  const token = newToken();
  const interaction = {
    id,
    application_id: world.applicationId,
    type: act.type,
    token,
    version: 1,
    data: act.data,
    channel: {
      ...world.channelData(channel),
      ...(guild && { permissions: permissionsOf(world, guild, person.id, channel).toString() }),
    },
    channel_id: channel.id,
    ...(act.source && { message: act.source.message }),
    ...(guild && member
      ? {
          guild_id: guild.id,
          guild: { id: guild.id, locale: guild.locale, features: [] },
          guild_locale: guild.locale,
          member: { ...memberData(member), permissions: permissionsOf(world, guild, person.id, channel).toString() },
        }
      : { user: world.user(person) }),
    locale: person.locale,
    app_permissions: guild
      ? (guild.installed
          ? permissionsOf(world, guild, world.bot.id, channel)
          : permissionsOf(world, guild, person.id, channel)
        ).toString()
      : '2221982258355264',
    entitlements: [],
    context: guild ? InteractionContextType.Guild : InteractionContextType.BotDM,
    authorizing_integration_owners: act.owners,
    attachment_size_limit: uploadLimit,
  } as unknown as APIInteraction;
  const exchange = new Exchange({
    person,
    channel,
    interaction,
    token,
    deadlines: core.deadlines,
    ...(act.source && { source: act.source }),
    ...(act.trigger && { trigger: act.trigger }),
  });
  core.exchanges.set(token, exchange);
  for (const [old, { ageMs }] of core.exchanges)
    if (ageMs > core.deadlines.tokenMs * 2) core.exchanges.delete(old);
    else break;
  core.gateway.dispatch('INTERACTION_CREATE', interaction, guild?.id);
  return exchange;
}
