/** One thing said to the bot, and the ways to answer it: an interaction or a message. The dispatcher knows no more of Discord. */
import type { Body, Seen, View } from './reply.ts';

export interface Shown {
  readonly seen: 'public' | 'private';
  readonly inPlace?: boolean;
  body(view: View): Body;
}

export interface Exchange {
  /** Discord's id of it: what is heard twice is answered once. */
  readonly id: string;
  /** Says that an answer is under way. Who will see the answer is decided here. */
  defer(seen: 'public' | 'private'): Promise<void>;
  /** The answer: as the first response, or in the place of the deferred one, or as a change of it. */
  show(shown: Shown): Promise<void>;
  /** Takes away the message that was pressed. */
  remove?(): Promise<void>;
  modal?(modal: Parameters<ModalOpener>[0]): Promise<void>;
  /** Tells the person in a direct message, when the exchange has expired or the channel is closed to the bot. */
  tell(body: (view: View) => Body): Promise<void>;
  /** The view that `show` would use. */
  view(seen: 'public' | 'private'): View;
}

export type ModalOpener = (
  modal: (view: View) => import('discord-api-types/v10').APIModalInteractionResponseCallbackData,
) => Promise<void>;

/** What Discord is sent for a body. Nothing pings, also not in an edit. */
export const payloadOf = (body: Body) => ({
  components: [...body.components],
  ...(body.files && { files: body.files.map(({ name, data }) => ({ name, attachment: Buffer.from(data) })) }),
  allowedMentions: { parse: [], repliedUser: false },
});

export const seenOf = (seen: 'public' | 'private', direct: boolean): Seen => (direct ? 'direct' : seen);
