/** The options that narrow a question to some articles: source, author, and days. Their state in a custom id is short: names stand as hashes. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { App, Narrowing, Scope } from '../app.ts';
import { choiceOption, stringOption } from './command-data.ts';
import { escapeLine, shorten } from './escape.ts';
import type { Choice, Typed } from './handler.ts';
import { type MessageReply, note } from './reply.ts';

export type Sort = 'best' | 'newest';

/** "2024", "2024-05" or "2024-05-31": the first, or the last, day meant. */
const day = (end: 'first' | 'last') =>
  z
    .string()
    .trim()
    .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/)
    .transform((text) =>
      text.length === 10 ? text : end === 'first' ? `${text}-01-01`.slice(0, 10) : `${text}${text.length === 4 ? '-12' : ''}-31`,
    );

export const narrowingInput = {
  source: z.string().max(100).optional(),
  author: z.string().max(200).optional(),
  after: day('first').optional(),
  before: day('last').optional(),
};
type Given = { [K in keyof typeof narrowingInput]?: string | undefined };

export const narrowingOptions = () => [
  stringOption((words) => words.narrowing.source, { autocomplete: true, max_length: 100 }),
  stringOption((words) => words.narrowing.author, { autocomplete: true, max_length: 200 }),
  stringOption((words) => words.narrowing.after, { max_length: 10 }),
  stringOption((words) => words.narrowing.before, { max_length: 10 }),
];
export const sortOption = () =>
  choiceOption(
    (words) => words.narrowing.sort,
    ['best', 'newest'],
    ({ commands }, value) => commands.narrowing.sorts[value]!,
  );

/** Names that may be narrowed to: the server's sources and the publishers of articles; their authors. Never a folder of the operator's machine. */
async function namesIn(scope: Scope, app: App): Promise<{ source: string[]; author: string[] }> {
  const articles = await app.articles(scope);
  const sources = app.guilds && scope.guildId ? await app.guilds.sources(scope.guildId) : [];
  const distinct = (names: readonly (string | undefined)[]) => [...new Set(names.filter((one) => one !== undefined))].sort();
  return {
    source: distinct([...sources.map(({ name }) => name), ...articles.map(({ publisher }) => publisher)]),
    author: distinct(articles.map(({ author }) => author)),
  };
}

/** What was given as a narrowing; undefined where nothing was. A note where a name is not here. */
export async function narrowingOf(
  { source, author, after, before }: Given,
  scope: Scope,
  app: App,
): Promise<Narrowing | MessageReply | undefined> {
  if (!source && !author && !after && !before) return undefined;
  const names = await namesIn(scope, app);
  const known = (kind: 'source' | 'author', typed: string) =>
    names[kind].find((name) => name.toLowerCase() === typed.trim().toLowerCase());
  for (const [kind, typed] of [
    ['source', source],
    ['author', author],
  ] as const)
    if (typed && known(kind, typed) === undefined) return note(({ words }) => words.lists.noName(escapeLine(shorten(typed, 80))));
  return { ...(source && { source }), ...(author && { author }), ...(after && { after }), ...(before && { before }) };
}

export const isNarrowing = (one: Narrowing | MessageReply | undefined): one is Narrowing | undefined =>
  one === undefined || !('kind' in one);

/** Completes `source` and `author`. */
export async function completeNarrowing({ option, value, scope }: Typed, app: App): Promise<readonly Choice[] | undefined> {
  if (option !== 'source' && option !== 'author') return undefined;
  const names = (await namesIn(scope, app))[option];
  const wanted = value.trim().toLowerCase();
  return names.filter((name) => name.toLowerCase().includes(wanted) && name.length <= 100).map((name) => ({ name, value: name }));
}

const hash = (name: string | undefined) =>
  name === undefined ? '' : createHash('sha256').update(name.toLowerCase()).digest('base64url').slice(0, 8);

/** The fields of a custom id. */
export const narrowingFields = (narrow: Narrowing | undefined, sort: Sort): string[] => [
  sort === 'newest' ? 'n' : '',
  narrow?.after ?? '',
  narrow?.before ?? '',
  hash(narrow?.source),
  hash(narrow?.author),
];

/** What the fields of a custom id say, names found again among those that are here. */
export async function readNarrowing(
  fields: readonly string[],
  scope: Scope,
  app: App,
): Promise<{ narrow?: Narrowing; sort: Sort }> {
  const [sort, after, before, source, author] = fields;
  const names = source || author ? await namesIn(scope, app) : { source: [], author: [] };
  const given: Given = {
    after: after || undefined,
    before: before || undefined,
    // A name that is gone narrows to nothing rather than to everything.
    source: source ? (names.source.find((name) => hash(name) === source) ?? ' ') : undefined,
    author: author ? (names.author.find((name) => hash(name) === author) ?? ' ') : undefined,
  };
  const narrow = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Narrowing;
  return { sort: sort === 'n' ? 'newest' : 'best', ...(Object.keys(narrow).length > 0 && { narrow }) };
}
