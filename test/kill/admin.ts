/** An admin of one server, at the app's own door, with a source of each kind: what they do, and what there is to see. */
import path from 'node:path';
import { z } from 'zod';
import { createApp } from '../../src/app.ts';
import type { NewSourceRequest } from '../../src/library/drafts.ts';
import type { Store } from '../../src/store/store.ts';
import { articleText, type Kind, kinds, question } from './web.ts';

const kind = z.enum(kinds);
/** One line to the process that is killed. */
export const doing = z.discriminatedUnion('act', [
  z.object({ act: z.literal('add'), kind, version: z.number() }),
  z.object({ act: z.literal('reload'), kind: kind.optional() }),
  z.object({ act: z.literal('remove'), kind }),
  z.object({ act: z.literal('edit'), kind, author: z.string() }),
  z.object({ act: z.literal('move') }),
  z.object({ act: z.literal('undo') }),
  z.object({ act: z.literal('export') }),
  z.object({ act: z.literal('import'), text: z.string() }),
  z.object({ act: z.literal('settings'), aliases: z.string() }),
  z.object({ act: z.literal('look') }),
]);
export type Doing = z.infer<typeof doing>;

/** What is on the shelf of a kind: how many articles, of which versions, under which author, and what a question about it is answered with. */
export interface Seen {
  readonly articles: number;
  readonly versions: readonly number[];
  readonly authors: readonly string[];
  /** The version that the quote says; undefined where nothing of this kind is quoted. */
  readonly quoted?: number;
}
export interface Sight {
  readonly shelf: Partial<Record<Kind, Seen>>;
  readonly aliases: string;
}

const files = 6;
const versionIn = (text: string, of: Kind) => Number(new RegExp(`code-${of}-\\d+-v(\\d+)`).exec(text)?.[1] ?? Number.NaN);

export interface Admin {
  (line: unknown): Promise<unknown>;
  close(): Promise<void>;
}

/** Opens the app on `dir`; its sources are below `origin`. */
export async function openAdmin(store: Store, dir: string, origin: string): Promise<Admin> {
  const app = await createApp({
    articlesDir: path.join(dir, 'articles'),
    dataDir: dir,
    keep: { store, fetch: { permitted: (address) => address === '127.0.0.1' } },
  });
  const guilds = app.guilds!;
  const actor = { guildId: '100000000000000001', userId: '200000000000000002' };
  const { guildId } = actor;

  const requestFor = (of: Kind, version: number): NewSourceRequest => {
    const address = `${origin}/${of}${of === 'site' ? '/' : ''}`;
    if (of !== 'upload') return { kind: of, name: of, options: { address }, schedule: 'never' };
    const uploads = Array.from({ length: files }, (_, part) => ({
      name: `${part}.txt`,
      bytes: Buffer.from(articleText(of, part, version)),
    }));
    return { kind: of, name: of, options: {}, schedule: 'never', files: uploads };
  };
  const idOf = async (of: Kind) => (await guilds.sources(guildId)).find(({ name }) => name === of)?.id ?? '';

  const look = async (): Promise<Sight> => {
    const articles = await app.articles({ guildId });
    const shelf: Partial<Record<Kind, Seen>> = {};
    for (const of of kinds) {
      const mine = articles.filter(({ text }) => text.includes(`code-${of}-`));
      const answer = await app.ask({ question: question(of), scope: { guildId } });
      const quote =
        answer.kind === 'nothing'
          ? ''
          : answer.excerpts.map(({ passage, start, end }) => passage.article.text.slice(start, end)).join('\n');
      const quoted = versionIn(quote, of);
      if (mine.length === 0 && Number.isNaN(quoted)) continue;
      shelf[of] = {
        articles: mine.length,
        versions: [...new Set(mine.map(({ text }) => versionIn(text, of)))],
        authors: [...new Set(mine.map(({ author }) => author ?? ''))],
        ...(!Number.isNaN(quoted) && { quoted }),
      };
    }
    return { shelf, aliases: (await guilds.settings(guildId)).aliases };
  };

  const run = async (line: unknown) => {
    const given = doing.parse(line);
    switch (given.act) {
      case 'add': {
        const preview = await guilds.preview(guildId, requestFor(given.kind, given.version));
        return typeof preview === 'string' ? preview : guilds.add(actor, preview.draftId);
      }
      case 'reload':
        return guilds.reload(actor, given.kind ? { sourceId: await idOf(given.kind) } : {});
      case 'remove':
        return guilds.remove(actor, await idOf(given.kind));
      case 'edit':
        return guilds.edit(actor, await idOf(given.kind), { overrides: { author: given.author } });
      case 'move': {
        const id = await idOf('site');
        const now = (await guilds.sources(guildId)).find((source) => source.id === id)?.options.address;
        const address = `${origin}/${String(now).endsWith('/moved/') ? 'site' : 'moved'}/`;
        return guilds.move(actor, id, { options: { address } });
      }
      case 'undo':
        return guilds.undo(actor);
      case 'export':
        return guilds.export(guildId);
      case 'import': {
        const result = await guilds.import(actor, given.text);
        return typeof result === 'string' ? result : guilds.reload(actor);
      }
      case 'settings':
        return guilds.saveSettings(actor, { aliases: given.aliases });
      case 'look':
        return look();
    }
  };
  return Object.assign(run, { close: () => app.close() });
}
