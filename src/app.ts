/** The one door: Discord, the terminal and every later edge call this interface and nothing behind it. */
import type { Answer } from './answer/answer.ts';
import type { Article, Passage, Refusal } from './articles/article.ts';

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
}

export interface SearchRequest {
  readonly query: string;
  readonly scope: Scope;
  readonly limit: number;
}

/** What a reload did. Names are article titles. */
export interface ReloadReport {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
  readonly refused: readonly Refusal[];
  /** Set when the reload was not taken and the old generation still answers: one clear sentence. */
  readonly kept?: string;
}

export interface SourceSummary {
  readonly name: string;
  readonly kind: string;
  readonly articles: number;
  readonly refused: readonly Refusal[];
  readonly loadedAt: number;
}

export interface App {
  ask(request: AskRequest): Promise<Answer>;
  /** Ranked excerpts, one a passage, without a verdict. */
  search(request: SearchRequest): Promise<Answer>;
  /** Articles in scope, by title. */
  articles(scope: Scope): readonly Article[];
  /** The article with this id if the scope may see it. */
  article(id: string, scope: Scope): Article | undefined;
  /** Articles whose titles are near what was typed, best first. Bears typos. */
  completeArticle(typed: string, scope: Scope, limit: number): readonly Article[];
  /** Its passages, in order. */
  passages(articleId: string, scope: Scope): readonly Passage[];
  /** Questions that the articles in scope are known to answer (asked and checked at load), at most `limit`. */
  examples(scope: Scope, limit: number): Promise<readonly string[]>;
  sources(scope: Scope): readonly SourceSummary[];
  /** Builds the next generation of the operator's shelf aside and swaps it in. One at a time: `busy` otherwise. */
  reload(onProgress?: (done: number, total: number) => void, signal?: AbortSignal): Promise<ReloadReport | 'busy'>;
  close(): Promise<void>;
}
