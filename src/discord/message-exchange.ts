/** Answers a message (a mention, a direct message) with a reply to it. Seen by whoever sees the message. */
import { type Message, MessageFlags } from 'discord.js';
import { type Exchange, payloadOf, seenOf } from './exchange.ts';
import type { Viewer, Views } from './views.ts';

/** `replied` hears the id of the reply, to know a follow-up by. */
export const messageExchange = (message: Message, viewer: Viewer, views: Views, replied: (id: string) => void): Exchange => {
  const direct = message.guildId === null;
  const view = () => views.for(viewer, seenOf('public', direct));
  let reply: Message | undefined;
  return {
    id: message.id,
    view,
    async defer() {
      if (message.channel.isSendable()) await message.channel.sendTyping();
    },
    async show(shown) {
      const payload = { ...payloadOf(shown.body(view())), flags: MessageFlags.IsComponentsV2 } as const;
      if (reply) {
        await reply.edit(payload);
        return;
      }
      // The nonce makes a repeated send the same message: what was lost on the way may be sent again, and is never there twice.
      reply = await message.reply({ ...payload, failIfNotExists: false, nonce: message.id, enforceNonce: true });
      replied(reply.id);
    },
    async tell(body) {
      const payload = payloadOf(body(views.for({ ...viewer, guildId: '' }, 'direct')));
      await message.author.send({ ...payload, flags: MessageFlags.IsComponentsV2 });
    },
  };
};
