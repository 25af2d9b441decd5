/** *Change* under a preview: a modal with what was asked for, and another preview. */
import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import type { Button, Modal } from '../../handler.ts';
import { isReply, ownShelf } from '../../own-shelf.ts';
import { note } from '../../reply.ts';
import { type Addition, keepText, pathList, previewWork, webAddress } from './add.ts';

type Draft = NonNullable<ReturnType<typeof draftOf>>;

/** Longest input of each field, in UTF-16 code units. */
const lengths = {
  address: 2000,
  name: 100,
  include: 1000,
  exclude: 1000,
  keep: 20,
  title: 300,
  author: 200,
  publisher: 200,
  date: 10,
} as const;
type Field = keyof typeof lengths;
const credit = ['title', 'author', 'publisher', 'date'] as const;

/** A modal has room for five. What is said of files holds for all of them; a title is for one, and files that come to others change nothing of those. */
const fieldsOf = ({ kind, articles, joins }: Draft): readonly Field[] => {
  if (kind === 'page') return ['address', 'name'];
  if (kind === 'site') return ['address', 'name', 'include', 'exclude'];
  if (kind === 'feed') return ['address', 'name', 'keep'];
  if (joins) return ['name'];
  return ['name', ...credit.filter((field) => field !== 'title' || articles === 1)];
};

const written = (field: Field, { name, options, overrides }: Addition): string => {
  const values: Readonly<Record<string, unknown>> = { ...options, ...overrides, name };
  const value = values[field];
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
          components: fieldsOf(draft).map((field) => ({
            type: ComponentType.Label,
            label: options[field].name,
            description: options[field].description,
            component: {
              type: ComponentType.TextInput,
              custom_id: field,
              style: TextInputStyle.Short,
              max_length: lengths[field],
              required: field === 'address',
              value: written(field, draft),
            },
          })),
        };
      },
    };
  },
};

/** Nothing, or "-", which takes back what was given. */
const empty = z.enum(['', '-']).transform(() => undefined);
const words = (field: Field) => empty.or(z.string().max(lengths[field])).optional();
const input = z.object({
  address: webAddress.optional(),
  name: words('name'),
  include: empty.or(pathList).optional(),
  exclude: empty.or(pathList).optional(),
  keep: empty.or(keepText).optional(),
  title: words('title'),
  author: words('author'),
  publisher: words('publisher'),
  date: empty.or(z.iso.date()).optional(),
});

const given = (fields: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

export const changeDraftModal: Modal = {
  action: 'change-draft',
  access: 'admin',
  input,
  async run({ scope, person, fields: [id], input: answers }, app) {
    const shelf = ownShelf({ scope, person }, app);
    if (isReply(shelf)) return shelf;
    const draft = draftOf(app, scope.guildId, id);
    if (!draft) return note(({ words }) => words.shelf.expired);
    const { name = draft.kind === 'upload' ? draft.name : undefined, ...rest } = answers as z.infer<typeof input>;
    const { title, author, publisher, date, ...options } = rest;
    return previewWork(shelf, {
      kind: draft.kind,
      schedule: draft.schedule,
      options: given({ ...draft.options, ...options }),
      overrides: given({ title, author, publisher, date }),
      ...(name && { name }),
      ...(draft.files && { files: draft.files }),
    });
  },
};
