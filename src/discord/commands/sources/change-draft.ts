/** *Change* under a preview: a modal with what was asked for, and another preview. */
import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import type { Button, Modal } from '../../handler.ts';
import { isReply, ownShelf } from '../../own-shelf.ts';
import { note } from '../../reply.ts';
import { type Addition, keepText, pathList, previewWork, webAddress } from './add.ts';

type Field = 'address' | 'name' | 'include' | 'exclude' | 'keep';

const fieldsOf: Record<string, readonly Field[]> = {
  page: ['address', 'name'],
  site: ['address', 'name', 'include', 'exclude'],
  feed: ['address', 'name', 'keep'],
};

const written = (field: Field, { name, options }: Addition): string => {
  const value = field === 'name' ? name : options[field];
  if (Array.isArray(value)) return value.join(' ');
  if (typeof value !== 'object' || value === null) return value === undefined ? '' : String(value);
  return 'days' in value ? `${String(value.days)} days` : 'items' in value ? `${String(value.items)} items` : '';
};

const draftOf = (app: App, guildId: string | undefined, id: string | undefined) =>
  guildId && id ? app.guilds?.draft(guildId, id) : undefined;

export const changeDraft: Button = {
  action: 'change-source',
  access: 'admin',
  instant: true,
  async run({ scope, fields: [id] }, app) {
    const draft = draftOf(app, scope.guildId, id);
    if (!draft) return note(({ words }) => words.shelf.expired);
    return {
      kind: 'modal',
      modal: (view) => {
        const { options, add } = view.words.commands.sources;
        return {
          custom_id: view.id('change-draft', [id!]),
          title: add.description.slice(0, 45),
          components: (fieldsOf[draft.kind] ?? []).map((field) => ({
            type: ComponentType.Label,
            label: options[field].name,
            description: options[field].description,
            component: {
              type: ComponentType.TextInput,
              custom_id: field,
              style: TextInputStyle.Short,
              max_length: field === 'address' ? 2000 : field === 'keep' ? 20 : field === 'name' ? 100 : 1000,
              required: field === 'address',
              value: written(field, draft),
            },
          })),
        };
      },
    };
  },
};

const empty = z.literal('').transform(() => undefined);
const input = z.object({
  address: webAddress,
  name: empty.or(z.string().max(100)).optional(),
  include: empty.or(pathList).optional(),
  exclude: empty.or(pathList).optional(),
  keep: empty.or(keepText).optional(),
});

export const changeDraftModal: Modal = {
  action: 'change-draft',
  access: 'admin',
  input,
  async run({ scope, person, fields: [id], input: given }, app) {
    const shelf = ownShelf({ scope, person }, app);
    if (isReply(shelf)) return shelf;
    const draft = draftOf(app, scope.guildId, id);
    if (!draft) return note(({ words }) => words.shelf.expired);
    const { name, ...options } = given as z.infer<typeof input>;
    const wanted = { ...draft.options, ...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) };
    return previewWork(shelf, { kind: draft.kind, schedule: draft.schedule, options: wanted, ...(name && { name }) });
  },
};
