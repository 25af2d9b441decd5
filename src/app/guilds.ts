/** What the admins of a server may do with its own shelf, and what is kept of it. Every act is written down, without a name. */
import type { Answer } from '../answer/answer.ts';
import type { DraftRequest, NewSourceRequest, Preview } from '../library/drafts.ts';
import type { SourceEdit } from '../library/edit.ts';
import type { ImportResult } from '../library/exchange.ts';
import type { Quota } from '../library/quota.ts';
import type { ReloadOptions } from '../library/reload.ts';
import type { ReloadReport } from '../library/report.ts';
import type { ShelfReport } from '../library/shelf-report.ts';
import type { ShelfSource, Shelves } from '../library/shelves.ts';
import type { UndoPreview } from '../library/undo.ts';
import { allAliases } from '../search/aliases.ts';
import { type AuditEntry, type Check, guildCollection, type Usage } from '../store/guilds.ts';
import type { Store } from '../store/store.ts';
import { type ChecksReport, mostChecks, runChecks, stillAnswers } from './checks.ts';
import type { Teller } from './news.ts';
import {
  asSureAs,
  type GuildSettings,
  guildSettings,
  readSettings,
  renameInChannels,
  type Sureness,
  surenesses,
} from './settings.ts';
import { forgetUnanswered, keepQuestion, listUnanswered, type Unanswered } from './unanswered.ts';

/** Who acts, and where. */
export interface Actor {
  readonly guildId: string;
  readonly userId: string;
}

export type GuildReport = ShelfReport & { readonly checks?: ChecksReport };

type Watch = Pick<ReloadOptions, 'signal' | 'onProgress'>;

export interface Guilds {
  /** Shows what a source would bring; changes nothing. A string says in one sentence why there is nothing to add. */
  preview(guildId: string, request: NewSourceRequest, watch?: Watch): Promise<Preview | string>;
  /** What a preview was asked for; undefined where it is too old. */
  draft(guildId: string, draftId: string): DraftRequest | undefined;
  /** Takes a previewed source onto the shelf; undefined where the preview is too old, a string where it cannot be taken. */
  add(actor: Actor, draftId: string): Promise<GuildReport | string | undefined>;
  sources(guildId: string): Promise<readonly ShelfSource[]>;
  /** Titles of a source's articles. */
  titles(guildId: string, sourceId: string): Promise<readonly string[]>;
  usage(guildId: string): Promise<Usage & { readonly quota: Quota }>;
  reload(actor: Actor, options?: Watch & { sourceId?: string; insist?: boolean }): Promise<GuildReport | 'busy'>;
  edit(actor: Actor, sourceId: string, edit: SourceEdit): Promise<ShelfSource | string | undefined>;
  /** An edit that leads to another address, read first: a string says why nothing was changed, undefined that there is no such source. */
  move(actor: Actor, sourceId: string, edit: SourceEdit, watch?: Watch): Promise<GuildReport | string | undefined>;
  remove(actor: Actor, sourceId: string, articleId?: string): Promise<GuildReport | undefined>;
  previewUndo(guildId: string): Promise<UndoPreview | undefined>;
  undo(actor: Actor, to?: number): Promise<GuildReport | undefined>;
  /** Names of the sources that refresh again. */
  resume(actor: Actor): Promise<readonly string[]>;
  export(guildId: string): Promise<string>;
  import(actor: Actor, text: string): Promise<ImportResult>;
  checks(guildId: string): Promise<readonly Check[]>;
  /** The check's number; undefined where the guild has as many as it may. */
  keepCheck(actor: Actor, check: { question: string; quote: string; article: string }): Promise<number | undefined>;
  removeCheck(actor: Actor, id: number): Promise<boolean>;
  settings(guildId: string): Promise<GuildSettings>;
  /** Undefined where a value cannot be used; nothing was changed then. */
  saveSettings(actor: Actor, change: Partial<GuildSettings>): Promise<GuildSettings | undefined>;
  /** How many of the guild's checks would be answered at each sureness. */
  compareSureness(guildId: string): Promise<{ readonly total: number; readonly answered: Readonly<Record<Sureness, number>> }>;
  /** What is wrong with a text of aliases; none where it can be used. */
  aliasProblems(text: string): readonly { readonly line: number; readonly reason: string }[];
  audit(guildId: string, limit: number): Promise<readonly AuditEntry[]>;
  /** Told of each question that may be kept; returns at once, what goes wrong is the operator's to know. */
  heard(actor: Actor, question: string, state: Answer['kind']): void;
  /** What was asked in the guild and would not be answered now either. */
  unanswered(guildId: string): Promise<{ readonly open: readonly Unanswered[]; readonly answered: number }>;
  forgetUnanswered(actor: Actor, id: number): Promise<boolean>;
  /** What the change that made this generation did; undefined where it is not kept any more. */
  details(guildId: string, generation: number): Promise<ReloadReport | undefined>;
  /** How much is kept of a person. */
  about(userId: string): Promise<{ questions: number; feedback: number; acts: number }>;
  forget(userId: string): Promise<void>;
  /** The bot is in these guilds now; shelves of guilds that it left rest, and are deleted after the time of grace. */
  present(guildIds: readonly string[]): Promise<void>;
  joined(guildId: string): Promise<void>;
  left(guildId: string): Promise<void>;
  /** Tells news of the sources to those guilds whose admins want them, at most once a day each. */
  onNews(teller: Teller): void;
}

export interface GuildsOptions {
  readonly store: Store;
  readonly shelves: Shelves;
  readonly onNews: (teller: Teller) => void;
  readonly now: () => number;
  /** What went wrong without anybody waiting for it. */
  readonly onError: (error: unknown) => void;
  /** At the guild's own sureness, where none is given. */
  readonly ask: (guildId: string, question: string, sureness?: Sureness) => Promise<Answer>;
}

export function createGuilds({ store, shelves, onNews, now, onError, ask }: GuildsOptions): Guilds {
  const actorOf = ({ userId }: Actor) => store.secrecy.hashUser(userId);
  /** The act is done by then: where it cannot be written down, that is the operator's to know. */
  const record = ({ guildId, userId }: Actor, act: string, detail = '') =>
    store.guilds.record(guildId, { at: now(), userId, act, detail: detail.slice(0, 200) }).catch(onError);
  const nameOf = async (guildId: string, id: string) =>
    (await shelves.sources(guildCollection(guildId))).find((source) => source.id === id)?.name ?? '';

  const edited = async (actor: Actor, before: string, now: string) => {
    await renameInChannels(store.guilds, actor.guildId, before, now);
    await record(actor, 'edit', now);
  };

  const withChecks = async (guildId: string, report: ShelfReport, signal?: AbortSignal): Promise<GuildReport> => {
    const checks = await store.guilds.checks(guildId);
    if (checks.length === 0) return report;
    return { ...report, checks: await runChecks(checks, (question) => ask(guildId, question), signal) };
  };

  return {
    preview: (guildId, request, watch = {}) => shelves.preview(guildCollection(guildId), request, watch),
    draft: (guildId, draftId) => shelves.draft(guildCollection(guildId), draftId),
    async add(actor, draftId) {
      const report = await shelves.add(guildCollection(actor.guildId), draftId, actorOf(actor));
      if (typeof report !== 'object') return report;
      await record(actor, 'add', report.sources[0]?.name);
      return report;
    },
    sources: (guildId) => shelves.sources(guildCollection(guildId)),
    titles: (guildId, sourceId) => shelves.titles(guildCollection(guildId), sourceId),
    usage: (guildId) => shelves.usage(guildCollection(guildId)),
    async reload(actor, { sourceId, insist = false, ...watch } = {}) {
      const report = await shelves.reload(guildCollection(actor.guildId), {
        ...watch,
        insist,
        actor: actorOf(actor),
        ...(sourceId !== undefined && { sourceIds: [sourceId] }),
      });
      if (report === 'busy') return report;
      await record(actor, insist ? 'accept' : 'reload', sourceId === undefined ? '' : await nameOf(actor.guildId, sourceId));
      return report.kept ? report : withChecks(actor.guildId, report, watch.signal);
    },
    async edit(actor, sourceId, edit) {
      const before = await nameOf(actor.guildId, sourceId);
      const source = await shelves.edit(guildCollection(actor.guildId), sourceId, edit, actorOf(actor));
      if (typeof source === 'object') await edited(actor, before, source.name);
      return source;
    },
    async move(actor, sourceId, edit, watch = {}) {
      const before = await nameOf(actor.guildId, sourceId);
      const report = await shelves.move(guildCollection(actor.guildId), sourceId, edit, { ...watch, actor: actorOf(actor) });
      if (typeof report !== 'object') return report;
      await edited(actor, before, await nameOf(actor.guildId, sourceId));
      return withChecks(actor.guildId, report, watch.signal);
    },
    async remove(actor, sourceId, articleId) {
      const name = await nameOf(actor.guildId, sourceId);
      const report = await shelves.remove(guildCollection(actor.guildId), sourceId, actorOf(actor), articleId);
      if (report) await record(actor, 'remove', name);
      return report && withChecks(actor.guildId, report);
    },
    previewUndo: (guildId) => shelves.previewUndo(guildCollection(guildId)),
    async undo(actor, to) {
      const report = await shelves.undo(guildCollection(actor.guildId), to, actorOf(actor));
      if (report) await record(actor, 'undo');
      return report && withChecks(actor.guildId, report);
    },
    async resume(actor) {
      const names = await shelves.resume(guildCollection(actor.guildId));
      if (names.length > 0) await record(actor, 'resume', names.join(', '));
      return names;
    },
    export: (guildId) => shelves.export(guildCollection(guildId)),
    async import(actor, text) {
      const result = await shelves.import(guildCollection(actor.guildId), text, actorOf(actor));
      if (typeof result === 'object') await record(actor, 'import', result.sources.join(', '));
      return result;
    },
    checks: (guildId) => store.guilds.checks(guildId),
    async keepCheck(actor, check) {
      if ((await store.guilds.checks(actor.guildId)).length >= mostChecks) return undefined;
      const id = await store.guilds.addCheck(actor.guildId, { ...check, createdAt: now() });
      await record(actor, 'keep check');
      return id;
    },
    async removeCheck(actor, id) {
      const removed = await store.guilds.removeCheck(actor.guildId, id);
      if (removed) await record(actor, 'remove check');
      return removed;
    },
    settings: (guildId) => readSettings(store.guilds, guildId),
    async saveSettings(actor, change) {
      const parsed = guildSettings.safeParse({ ...(await readSettings(store.guilds, actor.guildId)), ...change });
      if (!parsed.success) return undefined;
      await store.guilds.saveSettings(actor.guildId, JSON.stringify(parsed.data));
      if (!parsed.data.keepQuestions) await store.people.removeQuestions(actor.guildId);
      await record(actor, 'settings', Object.keys(change).join(', '));
      return parsed.data;
    },
    async compareSureness(guildId) {
      const checks = await store.guilds.checks(guildId);
      const answered = { careful: 0, balanced: 0, eager: 0 };
      for (const { question, quote } of checks) {
        const answer = await ask(guildId, question, 'balanced');
        for (const sureness of surenesses) if (stillAnswers(asSureAs(sureness, answer), quote)) answered[sureness] += 1;
      }
      return { total: checks.length, answered };
    },
    aliasProblems: (text) => allAliases(text).problems,
    audit: (guildId, limit) => store.guilds.audit(guildId, limit),
    heard: ({ guildId, userId }, question, state) =>
      void keepQuestion(store, { guildId, userId, question, at: now() }, state).catch(onError),
    unanswered: (guildId) => listUnanswered(store, guildId, (question) => ask(guildId, question)),
    async forgetUnanswered(actor, id) {
      const forgotten = await forgetUnanswered(store, actor.guildId, id);
      if (forgotten) await record(actor, 'forget question');
      return forgotten;
    },
    details: (guildId, generation) => shelves.details(guildCollection(guildId), generation),
    about: (userId) => store.people.about(userId),
    forget: (userId) => store.people.forget(userId),
    async present(guildIds) {
      for (const guildId of await store.guilds.known())
        await store.guilds.markLeft(guildId, guildIds.includes(guildId) ? undefined : now());
    },
    joined: (guildId) => store.guilds.markLeft(guildId, undefined),
    left: (guildId) => store.guilds.markLeft(guildId, now()),
    onNews,
  };
}
