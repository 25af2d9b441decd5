/** What a handler hands back: data alone, so that a test simply calls it and reads it. The dispatcher delivers it. */
import type { APIMessageTopLevelComponent, APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import type { Words } from '../messages/messages.ts';

/** Where a message is seen: by everyone in a channel, by one person in it, or in a direct message. */
export type Seen = 'public' | 'private' | 'direct';

/** What the dispatcher knows when a message takes its final shape. */
export interface View {
  /** Public words in the server's language, private ones in the person's. */
  readonly words: Words;
  readonly seen: Seen;
  /** Signs a custom id for the person and guild at hand. */
  id(action: string, fields?: readonly string[]): string;
  /** Whether an id with these fields is at most 100 characters. */
  fitsId(action: string, fields: readonly string[]): boolean;
  /** A command as Discord makes it clickable: `</ask:123>`, or `/ask` before it is registered. */
  command(path: string): string;
}

export interface Body {
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly files?: readonly { readonly name: string; readonly data: Uint8Array }[];
}

/** A message, in the words of whoever will see it. */
export interface MessageReply {
  readonly kind: 'message';
  readonly seen: 'public' | 'private';
  /** Change the message that was pressed instead, where it is a private or direct one. */
  readonly inPlace?: boolean;
  /** What was asked, as it reads alone: what "and when?" said to this message leans on. */
  readonly topic?: string;
  body(view: View): Body;
}

/** Opens a modal; only as a first response, so the handler must be quick (`instant`). */
export interface ModalReply {
  readonly kind: 'modal';
  modal(view: View): APIModalInteractionResponseCallbackData;
}

/** Takes away the message that was pressed. */
export interface DeleteReply {
  readonly kind: 'delete';
}

/** Tells how far long work is; shown at most about once a second, and only the newest. */
export type Progress = (body: (view: View) => Body) => void;

/**
 * Work that may take minutes: `body` is shown at once (with a Stop button, see `stopId`), `run` reports progress and returns how it
 * ended. After the 15 minutes that an interaction lives, the end is told by direct message.
 */
export interface WorkReply {
  readonly kind: 'work';
  readonly seen: 'public' | 'private';
  readonly inPlace?: boolean;
  /** One at a time by this name (for example `reload-shared`, of `[0-9a-z-]`); a second one gets `busy`. Stop names it too. */
  readonly job: string;
  body(view: View): Body;
  busy(view: View): Body;
  run(progress: Progress, signal: AbortSignal): Promise<MessageReply>;
}

export type Reply = MessageReply | ModalReply | DeleteReply | WorkReply;

/** A message for everyone, or for the person alone. */
export const message = (seen: 'public' | 'private', body: (view: View) => Body, inPlace = false): MessageReply => ({
  kind: 'message',
  seen,
  body,
  ...(inPlace && { inPlace }),
});

/** One line for the person alone. */
export const note = (line: (view: View) => string): MessageReply =>
  message('private', (view) => ({ components: [{ type: 10, content: line(view) }] }));
