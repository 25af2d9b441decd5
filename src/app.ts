/** The one door: Discord, the terminal and every later edge call this interface and nothing behind it. */

import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Answer } from './answer/answer.ts';
import { type AnswerOptions, answerQuestion, searchExcerpts } from './answer/answer-question.ts';
import { knownQuestions } from './answer/examples.ts';
import { loadLearned } from './answer/learned.ts';
import type { Article, Passage, Refusal } from './articles/article.ts';
import { readAliases } from './library/aliases-file.ts';
import { folderReader } from './library/folder.ts';
import { createLibrary, type Generation, type Library, SourceError } from './library/library.ts';
import type { ReloadReport } from './library/report.ts';
import { createIndexer } from './search/indexer.ts';
import { createTitleIndex, type TitleIndex } from './search/titles.ts';

export { SourceError } from './library/library.ts';
export type { ReloadReport } from './library/report.ts';

/** Who looks: the guild whose shelf is open to them, beside the shared one. Absent: the shared shelf alone. */
export interface Scope {
  readonly guildId?: string;
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
}

export interface SearchRequest {
  readonly query: string;
  readonly scope: Scope;
  readonly limit: number;
}

export interface SourceSummary {
  readonly name: string;
  readonly kind: string;
  readonly articles: number;
  readonly refused: readonly Refusal[];
  readonly loadedAt: number;
}

/** Everything waits: a guild's shelf is opened when it is first asked for. */
export interface App {
  ask(request: AskRequest): Promise<Answer>;
  /** Ranked excerpts, one a passage, without a verdict. */
  search(request: SearchRequest): Promise<Answer>;
  /** Articles in scope, by title. */
  articles(scope: Scope): Promise<readonly Article[]>;
  /** The article with this id if the scope may see it. */
  article(id: string, scope: Scope): Promise<Article | undefined>;
  /** Articles whose titles are near what was typed, best first. Bears typos. */
  completeArticle(typed: string, scope: Scope, limit: number): Promise<readonly Article[]>;
  /** Its passages, in order. */
  passages(articleId: string, scope: Scope): Promise<readonly Passage[]>;
  /** Questions that the articles in scope are known to answer (asked and checked at load), at most `limit`. */
  examples(scope: Scope, limit: number): Promise<readonly string[]>;
  sources(scope: Scope): Promise<readonly SourceSummary[]>;
  /** Builds the next generation of the operator's shelf aside and swaps it in. One at a time: `busy` otherwise. */
  reload(onProgress?: (done: number, total: number) => void, signal?: AbortSignal): Promise<ReloadReport | 'busy'>;
  close(): Promise<void>;
}

export interface AppOptions {
  /** Absolute path of the folder of the shared shelf. */
  readonly articlesDir: string;
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
}

const shared = 'shared';

/** The collections that a scope may see, the shared one first. */
const collectionsOf = ({ guildId }: Scope): string[] => (guildId ? [shared, `guild:${guildId}`] : [shared]);

/** What is derived from a generation's articles when first asked for. */
interface Shelf {
  readonly byTitle: readonly Article[];
  readonly titles: TitleIndex;
}

/** Questions kept for a generation that is known to answer them. */
const MAX_EXAMPLES = 5;
const examples = new WeakMap<Generation['articles'], Promise<string[]>>();

function examplesOf({ articles, passages, index }: Generation, options: AnswerOptions): Promise<string[]> {
  const ask = (question: string) => answerQuestion({ question }, [index], options);
  const known = examples.get(articles) ?? knownQuestions(passages.values(), ask, MAX_EXAMPLES);
  examples.set(articles, known);
  return known;
}

const collator = new Intl.Collator('und', { numeric: true });
const shelves = new WeakMap<Generation['articles'], Shelf>();

function shelfOf({ articles }: Generation): Shelf {
  const known = shelves.get(articles);
  if (known) return known;
  const byTitle = [...articles.values()].sort((a, b) => collator.compare(a.title, b.title));
  const shelf = { byTitle, titles: createTitleIndex(byTitle) };
  shelves.set(articles, shelf);
  return shelf;
}

/**
 * Loads the shared shelf and opens the door. Throws `SourceError`, with a sentence for people, when the folder cannot be read; a folder
 * without a usable article is an empty shelf, whose refusals `sources` tells.
 */
export async function createApp({
  articlesDir,
  dataDir,
  aliasesFile,
  now = Date.now,
  onProgress,
  onProblem,
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
  const library: Library = createLibrary({ buildIndex: indexer.build, now });
  const read = folderReader(articlesDir, shared);
  const first = await library.reload(shared, read, { ...(onProgress && { onProgress }) });
  if (first === 'busy' || first.kept) throw new SourceError(first === 'busy' ? 'A reload is under way.' : first.kept!);

  const open = (scope: Scope): Generation[] => collectionsOf(scope).flatMap((collection) => library.current(collection) ?? []);
  const indexes = (scope: Scope) => open(scope).map(({ index }) => index);
  const article = (id: string, scope: Scope) => open(scope).flatMap(({ articles }) => articles.get(id) ?? [])[0];

  return {
    ask: ({ question, scope, articleId, previous, limit }) =>
      answerQuestion(
        { question, ...(articleId !== undefined && { articleId }), ...(previous !== undefined && { previous }) },
        indexes(scope),
        { ...options(), ...(limit !== undefined && { limit }) },
      ),
    search: ({ query, scope, limit }) => searchExcerpts(query, indexes(scope), limit, options()),
    articles: async (scope) => {
      const lists = open(scope).map((generation) => shelfOf(generation).byTitle);
      return lists.length === 1 ? lists[0]! : lists.flat().sort((a, b) => collator.compare(a.title, b.title));
    },
    article: async (id, scope) => article(id, scope),
    completeArticle: async (typed, scope, limit) =>
      open(scope)
        .flatMap((generation) => shelfOf(generation).titles.complete(typed, limit))
        .slice(0, limit)
        .map((id) => article(id, scope)!),
    passages: async (articleId, scope) => open(scope).flatMap(({ passages }) => passages.get(articleId) ?? []),
    examples: async (scope, limit) => {
      const lists = await Promise.all(open(scope).map((generation) => examplesOf(generation, options())));
      return lists.flat().slice(0, limit);
    },
    sources: async (scope) =>
      open(scope).map(({ articles, refused, loadedAt }) => ({
        name: articlesDir,
        kind: 'folder',
        articles: articles.size,
        refused,
        loadedAt,
      })),
    reload: async (progress, signal) => {
      await loadAliases();
      return library.reload(shared, read, { ...(progress && { onProgress: progress }), ...(signal && { signal }) });
    },
    close: () => indexer.close(),
  };
}
