/** A shelf as a file: what one server exports, another can import. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Article } from '../articles/article.ts';
import { articleId } from '../articles/identity.ts';
import { kindOf } from '../articles/sources/kinds.ts';
import type { NewSource } from '../store/generation.ts';
import { fromContent, overrides } from './content.ts';
import { overQuota } from './quota.ts';
import type { Doing } from './reload.ts';
import { schedules } from './schedule.ts';

const range = z.object({ start: z.number().int().min(0), end: z.number().int().min(0) });
const article = z.looseObject({
  source: z.string().min(1).max(2000),
  title: z.string().min(1).max(1000),
  text: z.string().min(1).max(10_000_000),
  language: z.string().max(10),
  hash: z.string().max(100),
  blocks: z
    .array(
      range.extend({
        kind: z.enum(['title', 'heading', 'paragraph', 'item', 'row', 'code', 'credit', 'furniture']),
        heading: z.string(),
        header: range.optional(),
        page: z.number().optional(),
      }),
    )
    .max(100_000),
  url: z.url({ protocol: /^https?$/ }).optional(),
  author: z.string().max(500).optional(),
  publisher: z.string().max(500).optional(),
  date: z.string().max(40).optional(),
  tags: z.array(z.string().max(200)).max(100).optional(),
});
const file = z.object({
  footnote: z.literal(1),
  sources: z
    .array(
      z.object({
        kind: z.enum(['page', 'site', 'feed', 'upload']),
        name: z.string().trim().min(1).max(100),
        options: z.looseObject({ overrides: overrides.optional() }),
        schedule: z.enum(schedules),
        articles: z.array(article).max(5000).optional(),
      }),
    )
    .max(1000),
});

/** What an import did, or one sentence on why it did nothing. */
export type ImportResult =
  | {
      readonly sources: readonly string[];
      readonly articles: number;
      readonly skipped: readonly string[];
      readonly sourceIds: readonly string[];
    }
  | string;

/** The shelf as JSON: its sources with their settings, and the articles of uploads, which nobody could fetch again. */
export async function exportShelf({ bookcase, store }: Doing, collection: string): Promise<string> {
  const { sources, members } = await bookcase.state(collection);
  const uploaded = new Set(sources.filter(({ kind }) => kind === 'upload').map(({ id }) => id));
  const mine = members.filter(({ sourceId }) => uploaded.has(sourceId));
  const contents = await store.shelves.contents(
    collection,
    mine.map(({ key }) => key),
  );
  const exported = sources
    .filter(({ kind }) => kind !== 'folder')
    .map(({ id, kind, name, options, schedule }) => ({
      kind,
      name,
      options: JSON.parse(options) as object,
      schedule,
      ...(uploaded.has(id) && {
        articles: mine
          .filter(({ sourceId }) => sourceId === id)
          .map(({ key }) => withoutId(fromContent(contents.get(key) ?? '', key))),
      }),
    }));
  return `${JSON.stringify({ footnote: 1, sources: exported }, null, 1)}\n`;
}

const withoutId = ({ id: _, ...rest }: Article) => rest;

/** Takes the sources of an export onto the shelf; those with an address that is there already are skipped. What must be fetched is left to a reload of `sourceIds`. */
export async function importShelf(
  { bookcase, quotaOf }: Doing,
  collection: string,
  text: string,
  actor?: string,
): Promise<ImportResult> {
  const read = readFile(text);
  if (!read) return 'This is no file that Footnote exported.';
  const quota = await quotaOf(collection);
  let result: ImportResult = 'Every source of the file is on the shelf already.';
  await bookcase.change(collection, (state) => {
    const known = new Set(state.sources.map(({ kind, name, options }) => mark(kind, name, JSON.parse(options))));
    const fresh = read.sources.filter(
      ({ kind, name, options }) => !known.has(mark(kind, name, options)) && kindOf(kind)?.options.safeParse(options).success,
    );
    const skipped = read.sources.filter((source) => !fresh.includes(source)).map(({ name }) => name);
    if (fresh.length === 0) return undefined;
    const owners = new Set(state.members.map(({ article: id }) => id));
    const addSources: NewSource[] = [];
    const articles: { article: Article; sourceId: string }[] = [];
    for (const { kind, name, options, schedule, articles: uploaded = [] } of fresh) {
      const id = randomBytes(9).toString('base64url');
      addSources.push({ id, kind, name, options: JSON.stringify(options), schedule });
      for (const one of uploaded) {
        const own = { ...one, id: articleId(collection, one.source) } as Article;
        if (kind !== 'upload' || owners.has(own.id) || !isSound(own)) continue;
        owners.add(own.id);
        articles.push({ article: own, sourceId: id });
      }
    }
    const bytes =
      state.members.reduce((sum, member) => sum + member.bytes, 0) +
      articles.reduce((sum, { article: { text: words } }) => sum + Buffer.byteLength(words), 0);
    const over = overQuota(
      { sources: state.sources.length + addSources.length, articles: state.members.length + articles.length, bytes },
      quota,
    );
    if (over) {
      result = over;
      return undefined;
    }
    result = {
      sources: addSources.map(({ name }) => name),
      articles: articles.length,
      skipped,
      sourceIds: addSources.filter(({ kind }) => kind !== 'upload').map(({ id }) => id),
    };
    return { act: 'import', addSources, articles, ...(actor && { actor }) };
  });
  return result;
}

function readFile(text: string) {
  try {
    const parsed = file.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

const mark = (kind: string, name: string, options: unknown) =>
  JSON.stringify([kind, (options as { address?: unknown }).address ?? name]);

/** Blocks in order, inside the text, without overlap. */
function isSound({ blocks, text }: Article): boolean {
  return blocks.every(({ start, end }, at) => start < end && end <= text.length && start >= (blocks[at - 1]?.end ?? 0));
}
