/** Answers an interaction by Discord's rules: one first response, then edits of it or follow-ups. */
import {
  type ChatInputCommandInteraction,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
} from 'discord.js';
import { InteractionContextType, RESTJSONErrorCodes } from 'discord-api-types/v10';
import { type Exchange, payloadOf, type Shown, seenOf } from './exchange.ts';
import { discordCode } from './failure.ts';
import type { View } from './reply.ts';
import type { Viewer, Views } from './views.ts';

export type Answerable =
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | MessageComponentInteraction
  | ModalSubmitInteraction;

export const isDirect = (interaction: Pick<Answerable, 'context' | 'guildId'>): boolean =>
  interaction.context === InteractionContextType.BotDM || (interaction.context === null && interaction.guildId === null);

/** Whether the message that was pressed is the presser's alone. */
export const changesInPlace = (interaction: Answerable): boolean =>
  (interaction.isMessageComponent() || (interaction.isModalSubmit() && interaction.isFromMessage())) &&
  (isDirect(interaction) || interaction.message.flags.has(MessageFlags.Ephemeral));

/** A response that Discord already took (a retry after a lost acknowledgement) is no failure; discord.js must know of it to edit it. */
const once = async (interaction: Answerable, response: Promise<unknown>): Promise<void> => {
  try {
    await response;
  } catch (error) {
    if (discordCode(error) !== RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged) throw error;
    interaction.replied = true;
  }
};

/**
 * `writes`: whether the person may write in the channel; if not, nothing is shown to others.
 * After `show`, further `show`s change the same message.
 */
export const interactionExchange = (interaction: Answerable, viewer: Viewer, writes: boolean, views: Views): Exchange => {
  const direct = isDirect(interaction);
  const inPlace = changesInPlace(interaction);
  let state: 'fresh' | 'reply' | 'update' = 'fresh';
  let decided: 'public' | 'private' | undefined;

  const seen = (wish: 'public' | 'private') => decided ?? (writes ? wish : 'private');
  const view = (wish: 'public' | 'private'): View => views.for(viewer, seenOf(seen(wish), direct));
  const flags = (wish: 'public' | 'private') =>
    MessageFlags.IsComponentsV2 | (seen(wish) === 'private' && !direct ? MessageFlags.Ephemeral : 0);

  const first = async (shown: Shown): Promise<void> => {
    const payload = payloadOf(shown.body(view(shown.seen)));
    if (shown.inPlace && inPlace && 'update' in interaction) {
      state = 'update';
      await once(interaction, interaction.update({ ...payload, flags: MessageFlags.IsComponentsV2 }));
    } else {
      const flag = flags(shown.seen);
      state = 'reply';
      decided = seen(shown.seen);
      await once(interaction, interaction.reply({ ...payload, flags: flag }));
    }
  };

  return {
    id: interaction.id,
    view,
    async defer(wish) {
      if (inPlace && 'deferUpdate' in interaction) {
        state = 'update';
        await once(interaction, interaction.deferUpdate());
        return;
      }
      state = 'reply';
      decided = seen(wish);
      await once(interaction, interaction.deferReply(decided === 'private' && !direct ? { flags: MessageFlags.Ephemeral } : {}));
    },
    async show(shown) {
      if (state === 'fresh') return first(shown);
      const payload = payloadOf(shown.body(view(shown.seen)));
      if (state === 'update' && !shown.inPlace) {
        await interaction.followUp({ ...payload, flags: flags(shown.seen) });
      } else {
        await interaction.editReply({ ...payload, flags: MessageFlags.IsComponentsV2 });
      }
    },
    async remove() {
      if (!interaction.isMessageComponent()) return;
      await once(interaction, interaction.deferUpdate());
      await interaction.deleteReply();
    },
    async modal(modal) {
      if ('showModal' in interaction) await once(interaction, interaction.showModal(modal(view('private'))));
    },
    async tell(body) {
      const payload = payloadOf(body(views.for({ ...viewer, guildId: '' }, 'direct')));
      await interaction.user.send({ ...payload, flags: MessageFlags.IsComponentsV2 });
    },
  };
};
