/** Reading a message as a person does: its text, its buttons, its links. */
import { type APIMessage, ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { type Json, walk } from './component-limits.ts';

/** Every component of the message, parents before children. */
export const componentsOf = (message: APIMessage): Json[] => walk(message.components);

/** Content, text displays and embeds, a line for each. */
export function textOf(message: APIMessage): string {
  const displayed = componentsOf(message)
    .filter(({ type }) => type === ComponentType.TextDisplay)
    .map(({ content }) => String(content));
  const embedded = message.embeds.flatMap(({ title, description, fields }) => [
    title,
    description,
    ...(fields ?? []).flatMap(({ name, value }) => [name, value]),
  ]);
  return [message.content, ...displayed, ...embedded].filter(Boolean).join('\n');
}

export interface ButtonSeen {
  readonly label: string;
  readonly customId?: string;
  readonly url?: string;
  readonly disabled: boolean;
}

/** The buttons of a message, in order; links have a `url`. */
export function buttonsOf(message: APIMessage): readonly ButtonSeen[] {
  return componentsOf(message)
    .filter(({ type }) => type === ComponentType.Button)
    .map(({ label, custom_id, url, disabled, style }) => ({
      label: String(label ?? ''),
      disabled: disabled === true,
      ...(style === ButtonStyle.Link ? { url: String(url) } : { customId: String(custom_id) }),
    }));
}
