/** Reading a message as a person does: its text, its buttons, its links. */
import { type APIMessage, ComponentType } from 'discord-api-types/v10';
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
