import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import type { Core } from '../core.ts';
import { maySend, permissionsIn } from '../permissions.ts';
import { refusals } from '../refusal.ts';
import type { Channel, StoredMessage } from '../world-types.ts';
import { type Call, noContent, objectBody, type Route } from './route.ts';

function channelOf({ params }: Call, { world }: Core, needed = 0n): Channel {
  const channel = world.channels.get(params.channel!);
  if (!channel) throw refusals.unknownChannel();
  const has = permissionsIn(world, channel, world.bot.id);
  if ((has & P.ViewChannel) === 0n) throw refusals.missingAccess();
  if ((has & needed) !== needed) throw refusals.missingPermissions();
  return channel;
}

/** An ephemeral message cannot be reached through its channel. */
function messageOf({ params }: Call, channel: Channel): StoredMessage {
  const stored = channel.messages.get(params.message!);
  if (!stored || stored.visibleTo) throw refusals.unknownMessage();
  return stored;
}

export const channelRoutes: readonly Route[] = [
  { method: 'GET', path: '/channels/:channel', run: (call, core) => core.world.channelData(channelOf(call, core)) },
  {
    method: 'GET',
    path: '/channels/:channel/messages',
    run: (call, core) => {
      const limit = Math.min(100, Number(call.query.get('limit') ?? 50));
      const stored = [...channelOf(call, core, P.ReadMessageHistory).messages.values()].filter(({ visibleTo }) => !visibleTo);
      const before = call.query.get('before');
      const older = before ? stored.filter(({ message }) => BigInt(message.id) < BigInt(before)) : stored;
      return older
        .slice(-limit)
        .reverse()
        .map(({ message }) => message);
    },
  },
  {
    method: 'POST',
    path: '/channels/:channel/messages',
    run: (call, core) => {
      const channel = channelOf(call, core);
      if (!maySend(core.world, channel, core.world.bot.id)) throw refusals.missingPermissions();
      if (objectBody(call).message_reference) channelOf(call, core, P.ReadMessageHistory);
      if (call.uploads.length > 0) channelOf(call, core, P.AttachFiles);
      const body = objectBody(call);
      // Documented: the same nonce again gives the message that is there already.
      const same =
        body.enforce_nonce === true &&
        [...channel.messages.values()].find(
          ({ message }) => message.author.id === core.world.bot.id && message.nonce === body.nonce,
        );
      return (same || core.messages.post(channel, core.world.bot, { body, uploads: call.uploads })).message;
    },
  },
  {
    method: 'GET',
    path: '/channels/:channel/messages/:message',
    run: (call, core) => messageOf(call, channelOf(call, core, P.ReadMessageHistory)).message,
  },
  {
    method: 'PATCH',
    path: '/channels/:channel/messages/:message',
    run: (call, core) => {
      const channel = channelOf(call, core);
      const stored = messageOf(call, channel);
      if (stored.message.author.id !== core.world.bot.id) throw refusals.notAuthor();
      return core.messages.edit(channel, stored, objectBody(call), call.uploads).message;
    },
  },
  {
    method: 'DELETE',
    path: '/channels/:channel/messages/:message',
    run: (call, core) => {
      const channel = channelOf(call, core);
      const stored = messageOf(call, channel);
      if (stored.message.author.id !== core.world.bot.id) channelOf(call, core, P.ManageMessages);
      core.messages.remove(channel, stored);
      return noContent;
    },
  },
  {
    method: 'POST',
    path: '/channels/:channel/typing',
    run: (call, core) => {
      const channel = channelOf(call, core);
      if (!maySend(core.world, channel, core.world.bot.id)) throw refusals.missingPermissions();
      core.world.emit('event', { t: 'SANDBOX_TYPING', d: { channel_id: channel.id }, channelId: channel.id });
      return noContent;
    },
  },
];
