/** A filled modal, as the client sends it. */
import { ComponentType } from 'discord-api-types/v10';
import type { Upload } from './cdn.ts';
import { NotOffered } from './command-call.ts';
import { type Json, list, walk } from './component-limits.ts';
import type { Core } from './core.ts';
import type { Channel } from './world-types.ts';

export type Fields = Readonly<Record<string, string | readonly string[] | readonly Upload[]>>;

/** `fields`: custom id → text, chosen values, or files. Refuses unknown fields, missing ones and texts of the wrong length. */
export function modalData(core: Core, channel: Channel, modal: Json, fields: Fields): Json {
  const inputs = walk(modal.components).filter(({ custom_id }) => typeof custom_id === 'string');
  for (const key of Object.keys(fields))
    if (!inputs.some(({ custom_id }) => custom_id === key)) throw new NotOffered(`the modal has no field "${key}"`);
  const attachments: Json = {};
  const filled = (input: Json): Json => {
    const given = fields[input.custom_id as string];
    const base = { type: input.type, custom_id: input.custom_id, ...(input.id !== undefined && { id: input.id }) };
    if (input.type === ComponentType.TextInput) {
      const value = typeof given === 'string' ? given : given === undefined ? String(input.value ?? '') : '';
      if (input.required !== false && value === '') throw new NotOffered(`"${input.custom_id}" is required`);
      if (value !== '' && (value.length < Number(input.min_length ?? 0) || value.length > Number(input.max_length ?? 4000)))
        throw new NotOffered(`"${input.custom_id}" is too short or too long`);
      return { ...base, value };
    }
    const many = given === undefined || typeof given === 'string' ? (given ? [given] : []) : given;
    const values = many.map((one) => {
      if (typeof one === 'string') return one;
      const attachment = core.cdn.store(channel.id, one);
      attachments[attachment.id] = attachment;
      return attachment.id;
    });
    if (input.required !== false && values.length < Number(input.min_values ?? 1))
      throw new NotOffered(`"${input.custom_id}" is required`);
    if (values.length > Number(input.max_values ?? 1)) throw new NotOffered(`"${input.custom_id}" takes fewer values`);
    return { ...base, values };
  };
  const components = list(modal.components).map((row) => {
    if (row.type === ComponentType.Label) return { type: row.type, id: row.id, component: filled(row.component as Json) };
    if (row.type === ComponentType.TextDisplay) return { type: row.type, id: row.id };
    return { type: row.type, components: list(row.components).map(filled) };
  });
  return { custom_id: modal.custom_id, components, ...(Object.keys(attachments).length > 0 && { resolved: { attachments } }) };
}
