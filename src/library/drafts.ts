/** A new source: first a draft that shows what would be indexed, then, when an admin says so, the shelf with it. */
import { randomBytes } from 'node:crypto';
import type { Article, Refusal } from '../articles/article.ts';
import { kindOf } from '../articles/sources/kinds.ts';
import { readUploads, type UploadedFile } from '../articles/sources/upload.ts';
import type { StoredSource } from '../store/sources.ts';
import { type Overrides, overrides, withOverrides } from './content.ts';
import { addressIn } from './move.ts';
import { overQuota, type Quota } from './quota.ts';
import { type Reading, readSource, storedHash } from './refresh.ts';
import type { Doing } from './reload.ts';
import { schedules } from './schedule.ts';
import { compareMembers, nothingDone, outcomeOf, type ShelfReport } from './shelf-report.ts';

/** What an admin asks for. `options` are checked by the source's kind. */
export interface NewSourceRequest {
  readonly kind: 'page' | 'site' | 'feed' | 'upload';
  /** What it is called on the shelf; what it calls itself, where absent. */
  readonly name?: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly schedule: string;
  readonly overrides?: Overrides;
  /** For uploads. */
  readonly files?: readonly UploadedFile[];
}

export interface Preview {
  readonly draftId: string;
  readonly kind: string;
  readonly name: string;
  readonly articles: number;
  /** Bytes of text. */
  readonly bytes: number;
  /** The first three: title, date, and the beginning of their text. */
  readonly samples: readonly { readonly title: string; readonly date?: string; readonly beginning: string }[];
  readonly refused: readonly Refusal[];
  /** Articles on the shelf now, and how many there may be. */
  readonly used: number;
  readonly quota: Quota;
}

interface Draft {
  readonly request: NewSourceRequest;
  readonly collection: string;
  readonly reading: Reading;
  readonly joins: boolean;
  readonly until: number;
}

/** What a draft was asked for, and what it is now. */
export interface DraftRequest extends NewSourceRequest {
  readonly articles: number;
  /** Its files come to an upload that is on the shelf already. */
  readonly joins: boolean;
}

export interface Drafts {
  /** What a draft was asked for, to ask again with changes; undefined where it is not there (any more). */
  draft(collection: string, draftId: string): DraftRequest | undefined;
  /** Reads the source and changes nothing. A string says in one sentence why there is nothing to add. */
  preview(
    collection: string,
    request: NewSourceRequest,
    options?: { signal?: AbortSignal; onProgress?: (done: number, total: number) => void },
  ): Promise<Preview | string>;
  /** Takes the draft onto the shelf that it was made for. Undefined where it is not there (any more). A string says why it cannot be taken. */
  add(collection: string, draftId: string, actor?: string): Promise<ShelfReport | string | undefined>;
}

const lifetime = 15 * 60_000;
const mostDrafts = 100;
const asTheyAre = 'These files are on the shelf already, just as they are.';
const ownCredit = (name: string) =>
  `"${name}" is on the shelf already, with what it says of its files. Choose another name, or leave out title, author, publisher and date.`;
const invalid = 'The settings of this source are not complete.';

export function createDrafts(doing: Doing): Drafts {
  const { bookcase, fetcher, reader, now, random, quotaOf } = doing;
  const drafts = new Map<string, Draft>();

  const forget = () => {
    for (const [id, { until }] of drafts) if (until < now() || drafts.size >= mostDrafts) drafts.delete(id);
  };

  async function read(
    collection: string,
    request: NewSourceRequest,
    options: { signal?: AbortSignal; onProgress?: (done: number, total: number) => void },
  ): Promise<Reading | string> {
    const parsed = kindOf(request.kind)?.options.safeParse(request.options);
    const over = overrides.safeParse(request.overrides ?? {});
    if (!parsed?.success || !over.success || !schedules.includes(request.schedule as never)) return invalid;
    const source: StoredSource = {
      id: newId(),
      collection,
      kind: request.kind,
      name:
        request.name?.trim().slice(0, 100) ||
        String(request.options.address ?? 'Uploads')
          .replace(/^https?:\/\/(www\.)?/, '')
          .slice(0, 100),
      options: JSON.stringify({ ...(parsed.data as object), overrides: over.data }),
      schedule: request.kind === 'upload' ? 'never' : request.schedule,
      createdAt: now(),
      status: 'fresh',
      failures: 0,
    };
    const state = await bookcase.state(collection);
    if (request.files) return uploaded(source, request.files, state.sources, Object.keys(over.data).length > 0);
    const same = state.sources.find(
      ({ kind, options: known }) => kind === source.kind && addressIn(known) === addressIn(source.options),
    );
    if (same) return `This address is on the shelf already: "${same.name}".`;
    const room = (await quotaOf(collection)).articles - state.members.length;
    const reading = await readSource(source, {
      collection,
      fetcher,
      reader,
      members: [],
      visits: [],
      maxArticles: Math.max(0, room),
      insist: true,
      random: random(),
      now: now(),
      ...options,
    });
    const named = request.name ? source : { ...source, name: reading.name?.slice(0, 100) || source.name };
    return { ...reading, source: named };
  }

  /** Files of the same source: those already there keep their place, the same name is a new version. */
  async function uploaded(
    source: StoredSource,
    files: readonly UploadedFile[],
    sources: readonly StoredSource[],
    credited: boolean,
  ): Promise<Reading | string> {
    const same = sources.find(({ kind, name }) => kind === 'upload' && name === source.name);
    if (same && credited) return ownCredit(same.name);
    const { articles, refused } = await readUploads(files, source.collection, reader);
    const state = { status: 'fresh', failures: 0, checkedAt: now(), goodAt: now() } as const;
    return { source: same ?? source, put: articles, remove: [], unchanged: 0, refused, state };
  }

  return {
    draft(collection, draftId) {
      const draft = drafts.get(draftId);
      if (draft?.collection !== collection || draft.until < now()) return undefined;
      return { ...draft.request, articles: draft.reading.put.length, joins: draft.joins };
    },
    async preview(collection, request, options = {}) {
      const reading = await read(collection, request, options);
      if (typeof reading === 'string') return reading;
      const { source, put, refused, state } = reading;
      if (put.length === 0) return state.reason ?? refused[0]?.reason ?? 'There is nothing to index there.';
      forget();
      const draftId = newId();
      const { members, sources } = await bookcase.state(collection);
      const joins = sources.some(({ id }) => id === source.id);
      drafts.set(draftId, { collection, request, reading, joins, until: now() + lifetime });
      const shown = put.slice(0, 3).map((article) => withOverrides(article, request.overrides ?? {}, put.length === 1));
      return {
        draftId,
        kind: source.kind,
        name: source.name,
        articles: put.length,
        bytes: put.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0),
        samples: shown.map(sampleOf),
        refused,
        used: members.length,
        quota: await quotaOf(collection),
      };
    },
    async add(collection, draftId, actor) {
      const draft = drafts.get(draftId);
      if (!draft || draft.collection !== collection || draft.until < now()) return undefined;
      const { source, put, state, visits, refused } = draft.reading;
      const quota = await quotaOf(collection);
      let report: Omit<ShelfReport, 'sources'> = nothingDone(0);
      let refusal = '';
      const generation = await bookcase.change(collection, (current) => {
        const isNew = !current.sources.some(({ id }) => id === source.id);
        const owners = new Map(current.members.map(({ article, sourceId }) => [article, sourceId]));
        const hashes = new Map(current.members.map(({ article, hash }) => [article, hash]));
        const mine = put.filter(({ id }) => !owners.has(id) || owners.get(id) === source.id);
        const free = mine.filter(({ id, hash }) => hashes.get(id) !== storedHash(hash));
        const taken = put
          .filter((article) => !mine.includes(article))
          .map((article) => ({ source: article.source, reason: 'It is on the shelf already, from another source.' }));
        const others = current.members.filter(({ article }) => !free.some(({ id }) => id === article));
        const bytes = [...others.map((member) => member.bytes), ...free.map(({ text }) => Buffer.byteLength(text))].reduce(
          (sum, one) => sum + one,
          0,
        );
        const over = overQuota(
          { sources: current.sources.length + Number(isNew), articles: others.length + free.length, bytes },
          quota,
        );
        if (over || free.length === 0) {
          refusal = over ?? (mine.length > 0 ? asTheyAre : taken[0]?.reason) ?? 'There is nothing to index there.';
          return undefined;
        }
        report = { ...compareMembers(current.members, free, []), refused: [...refused, ...taken] };
        const { id, kind, name, options, schedule } = source;
        return {
          act: 'add',
          articles: free.map((article: Article) => ({ article, sourceId: id })),
          ...(isNew && { addSources: [{ id, kind, name, options, schedule }] }),
          states: new Map([[id, state]]),
          ...(visits && { visits: new Map([[id, visits]]) }),
          report: JSON.stringify(report),
          ...(actor && { actor }),
        };
      });
      if (!generation) return refusal;
      drafts.delete(draftId);
      return { ...report, sources: [outcomeOf(draft.reading)], generation: generation.number };
    },
  };
}

const newId = () => randomBytes(9).toString('base64url');

/** Title, date, and the first 200 characters of text below the title. */
function sampleOf({ title, date, text }: Article) {
  const body = text.startsWith(title) ? text.slice(title.length) : text;
  return { title, ...(date && { date }), beginning: body.trim().replace(/\s+/g, ' ').slice(0, 200) };
}
