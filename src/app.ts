/** The one door: Discord, the terminal and every later edge call this interface and nothing behind it. */

import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Answer } from './answer/answer.ts';
import { type AnswerOptions, answerQuestion, searchExcerpts } from './answer/answer-question.ts';
import { type Explanation, explainAnswer } from './answer/explain.ts';
import { keywords } from './answer/keywords.ts';
import { loadLearned } from './answer/learned.ts';
import { rehearse } from './answer/rehearsal.ts';
import { withAge } from './app/age.ts';
import { withAliases } from './app/aliases.ts';
import { type Collections, folderCollections, type SourceSummary, shared, storedCollections } from './app/collections.ts';
import { byTitle, examplesOf, shelfOf } from './app/derived.ts';
import { createGuilds, type Guilds } from './app/guilds.ts';
import { createKeeper, type KeepOptions } from './app/keeper.ts';
import { isWithin, type Narrowing, narrowed, newestFirst } from './app/narrow.ts';
import { asSureAs, readSettings, type Sureness, usualSettings } from './app/settings.ts';
import type { Article, Passage } from './articles/article.ts';
import { readAliases } from './library/aliases-file.ts';
import { createLibrary, type Generation, type Library } from './library/library.ts';
import type { ReloadReport } from './library/report.ts';
import { createIndexer } from './search/indexer.ts';

export type { SourceSummary } from './app/collections.ts';
export type { Actor, GuildReport, Guilds } from './app/guilds.ts';
export type { KeepOptions } from './app/keeper.ts';
export type { Narrowing } from './app/narrow.ts';
export type { News } from './app/news.ts';
export type { GuildSettings, Sureness } from './app/settings.ts';
export type { Unanswered } from './app/unanswered.ts';
export { SourceError } from './library/library.ts';
export type { ReloadReport } from './library/report.ts';
export { StoreError } from './store/errors.ts';

/** Who looks: the guild whose shelf is open to them, beside the shared one. Absent: the shared shelf alone. */
export interface Scope {
  readonly guildId?: string;
  /** Where in the guild: its admins may let some sources alone answer there. */
  readonly channelId?: string;
}

export interface AskRequest {
  readonly question: string;
  readonly scope: Scope;
  /** Restrict to one article. */
  readonly articleId?: string;
  /** The question before this one in the same reply chain or thread, for "and when?". */
  readonly previous?: string;
  /** How many excerpts to return at most; 10 when absent. */
  readonly limit?: number;
  /** Restrict to some articles. */
  readonly narrow?: Narrowing;
  /** How sure an answer must be, instead of what the server set. */
  readonly sureness?: Sureness;
}

export interface SearchRequest {
  readonly query: string;
  readonly scope: Scope;
  readonly limit: number;
  readonly narrow?: Narrowing;
  /** `newest`: the passages found, by the date of their articles. */
  readonly sort?: 'best' | 'newest';
}

/** As many quotes as a message shows at most; only of these the age is looked up. */
const quoted = 4;

/** Everything waits: a guild's shelf is opened when it is first asked for. */
export interface App {
  ask(request: AskRequest): Promise<Answer>;
  /** What spoke for and against the best sentences for a question, three at most. */
  explain(request: AskRequest): Promise<readonly Explanation[]>;
  /** Ranked excerpts, one a passage, without a verdict. */
  search(request: SearchRequest): Promise<Answer>;
  /** The rarest words of a text that the articles know, in the text's order: what to look for where nothing is asked. */
  keywords(text: string, scope: Scope, limit: number): Promise<readonly string[]>;
  /** Articles in scope, by title. */
  articles(scope: Scope): Promise<readonly Article[]>;
  /** The article with this id if the scope may see it. */
  article(id: string, scope: Scope): Promise<Article | undefined>;
  /** When the copy of an article that `article` gave was last read without trouble, where that is long ago. */
  oldSince(article: Article): Promise<number | undefined>;
  /** Articles whose titles are near what was typed, best first. Bears typos. */
  completeArticle(typed: string, scope: Scope, limit: number): Promise<readonly Article[]>;
  /** Its passages, in order. */
  passages(articleId: string, scope: Scope): Promise<readonly Passage[]>;
  /** Questions that the articles in scope are known to answer (asked and checked at load), at most `limit`. */
  examples(scope: Scope, limit: number): Promise<readonly string[]>;
  /** Asks itself some questions about the shared shelf, so that the first person's is answered as fast as the next one's; ends early when `signal` aborts. */
  rehearse(signal?: AbortSignal): Promise<void>;
  sources(scope: Scope): Promise<readonly SourceSummary[]>;
  /** The shared shelf is the sample that Footnote comes with. */
  readonly sample: boolean;
  /** Builds the next generation of the operator's shelf aside and swaps it in. One at a time: `busy` otherwise. */
  reload(onProgress?: (done: number, total: number) => void, signal?: AbortSignal): Promise<ReloadReport | 'busy'>;
  /** The servers' own shelves; absent where the app keeps nothing. */
  readonly guilds?: Guilds;
  close(): Promise<void>;
}

export interface AppOptions {
  /** Absolute path of the folder of the shared shelf. */
  readonly articlesDir: string;
  /** The folder is the sample that Footnote comes with; false when absent. */
  readonly sample?: boolean;
  /** Absolute path of the folder where indexes are kept between runs; none are kept when absent. */
  readonly dataDir?: string;
  /** Milliseconds since 1970; the system's clock when absent. */
  readonly now?: () => number;
  readonly onProgress?: (done: number, total: number) => void;
  /** The operator's aliases (`aliases.txt`), read again with each reload; it need not exist. Without it the well-known ones hold. */
  readonly aliasesFile?: string;
  /**
   * Told, in one clear sentence, of what is not as it should be but does not stop the app: a learned file that is missing or damaged
   * (hand-set weights answer then), a line of aliases that cannot be used, a damaged index.
   */
  readonly onProblem?: (sentence: string) => void;
  /** Where the shelves of the servers are kept. Absent: there is the folder alone, read into memory. */
  readonly keep?: KeepOptions;
}

/**
 * Loads the shared shelf and opens the door. Throws `SourceError`, with a sentence for people, when the folder cannot be read; a folder
 * without a usable article is an empty shelf, whose refusals `sources` tells.
 */
export async function createApp({
  articlesDir,
  sample = false,
  dataDir,
  aliasesFile,
  now = Date.now,
  onProgress,
  onProblem,
  keep,
}: AppOptions): Promise<App> {
  const { learned, problems } = await loadLearned();
  for (const problem of problems) onProblem?.(problem);
  let aliases: AnswerOptions['aliases'];
  const loadAliases = async () => {
    if (aliasesFile === undefined) return;
    const own = await readAliases(aliasesFile);
    for (const problem of own.problems) onProblem?.(problem);
    aliases = own.aliases;
  };
  await loadAliases();
  const options = (): AnswerOptions => ({
    learned,
    today: new Date(now()).toISOString().slice(0, 10),
    ...(aliases && { aliases }),
  });
  const indexer = createIndexer({
    workers: Math.min(2, availableParallelism()),
    ...(dataDir !== undefined && { folder: path.join(dataDir, 'index') }),
    ...(onProblem && { onProblem }),
  });
  const library: Library = createLibrary({ buildIndex: indexer.build, openIndex: indexer.open, now });
  const keeper = keep && createKeeper(library, keep, now, indexer.forget);
  const collections: Collections = keeper
    ? await storedCollections(keeper.shelves, articlesDir, onProblem)
    : await folderCollections(library, articlesDir, onProgress);
  keeper?.watchFolder(articlesDir, () => collections.reloadShared());

  const settingsOf = async ({ guildId }: Scope) => (keep && guildId ? readSettings(keep.store.guilds, guildId) : usualSettings);
  /** What a scope may see, the shared shelf first. */
  const open = async (scope: Scope, narrow?: Narrowing): Promise<Generation[]> => {
    const { guildId, channelId } = scope;
    const { sharedShelf, channelSources } = await settingsOf(scope);
    const names = [...(sharedShelf ? [shared] : []), ...(guildId ? [`guild:${guildId}`] : [])];
    const generations = (await Promise.all(names.map((name) => collections.open(name)))).filter((one) => one !== undefined);
    const here = channelId === undefined ? undefined : channelSources[channelId];
    if (!narrow && !here) return generations;
    const sourceOf = (one: Article) => collections.sourceOf(one);
    return generations.map((generation) =>
      narrowed(generation, (one) => (!here || here.includes(sourceOf(one) ?? '')) && (!narrow || isWithin(narrow, one, sourceOf))),
    );
  };
  const indexes = async (scope: Scope, narrow?: Narrowing) => (await open(scope, narrow)).map(({ index }) => index);
  const article = async (id: string, scope: Scope) => (await open(scope)).flatMap(({ articles }) => articles.get(id) ?? [])[0];
  const ask: App['ask'] = async ({ question, scope, articleId, previous, limit, narrow, sureness }) => {
    const answer = await answerQuestion(
      { question, ...(articleId !== undefined && { articleId }), ...(previous !== undefined && { previous }) },
      await indexes(scope, narrow),
      { ...(await optionsFor(scope)), ...(limit !== undefined && { limit }) },
    );
    return withAge(asSureAs(sureness ?? (await settingsOf(scope)).sureness, answer), quoted, collections.oldSince);
  };
  const optionsFor = async (scope: Scope): Promise<AnswerOptions> => withAliases(options(), (await settingsOf(scope)).aliases);

  return {
    ask,
    sample,
    explain: async (request) =>
      explainAnswer(request, await indexes(request.scope, request.narrow), await optionsFor(request.scope)),
    search: async ({ query, scope, limit, narrow, sort }) => {
      const found = await searchExcerpts(query, await indexes(scope, narrow), limit, await optionsFor(scope));
      return withAge(sort === 'newest' ? newestFirst(found) : found, limit, collections.oldSince);
    },
    keywords: async (text, scope, limit) => keywords(text, await indexes(scope), limit),
    articles: async (scope) => {
      const lists = (await open(scope)).map((generation) => shelfOf(generation).byTitle);
      return lists.length === 1 ? lists[0]! : lists.flat().sort(byTitle);
    },
    article,
    oldSince: async (one) => (await collections.oldSince([one])).get(one),
    completeArticle: async (typed, scope, limit) =>
      (await open(scope))
        .flatMap((generation) =>
          shelfOf(generation)
            .titles.complete(typed, limit)
            .map((id) => generation.articles.get(id)!),
        )
        .slice(0, limit),
    passages: async (articleId, scope) => (await open(scope)).flatMap(({ passages }) => passages.get(articleId) ?? []),
    examples: async (scope, limit) => {
      const asked = await optionsFor(scope);
      const lists = await Promise.all((await open(scope)).map((generation) => examplesOf(generation, asked)));
      return lists.flat().slice(0, limit);
    },
    rehearse: async (signal) => {
      for (const { passages, index } of await open({})) await rehearse([...passages.values()].flat(), index, options(), signal);
    },
    sources: async ({ guildId }) => [
      ...(await collections.sources(shared)),
      ...(guildId ? await collections.sources(`guild:${guildId}`) : []),
    ],
    reload: async (progress, signal) => {
      await loadAliases();
      return collections.reloadShared(progress, signal);
    },
    ...(keep &&
      keeper && {
        guilds: createGuilds({
          store: keep.store,
          shelves: keeper.shelves,
          onNews: keeper.onNews,
          now,
          onError: keep.onError ?? (() => undefined),
          ask: (guildId, question, sureness) => ask({ question, scope: { guildId }, ...(sureness && { sureness }) }),
        }),
      }),
    close: async () => {
      await keeper?.close();
      await indexer.close();
    },
  };
}
