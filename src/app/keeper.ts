/** What goes on by itself while the app runs: refreshes that are due, shelves that come to rest, what was kept long enough. */
import { createFetcher, type FetcherOptions } from '../articles/fetch/fetch.ts';
import { createReader } from '../articles/formats/reader.ts';
import type { Library } from '../library/library.ts';
import type { Quota } from '../library/quota.ts';
import { createShelves, type Shelves } from '../library/shelves.ts';
import type { Store } from '../store/store.ts';
import { type Teller, tellNews } from './news.ts';
import { type FolderWatch, watchFolder } from './watch-folder.ts';

export interface KeepOptions {
  /** Closed with the app. */
  readonly store: Store;
  /** For each guild, where the operator says nothing else. */
  readonly quota?: Quota;
  readonly fetch?: FetcherOptions;
  /** Days after which the shelf of a guild that the bot left is deleted; 7 when absent. */
  readonly graceDays?: number;
  /** What went wrong in the background; nothing of it stops the app. */
  readonly onError?: (error: unknown) => void;
}

export interface Keeper {
  readonly shelves: Shelves;
  /** Hands news of the servers' sources to `teller` from now on. */
  onNews(teller: Teller): void;
  /** What is done each minute, now: refreshes what is due, lets idle shelves rest, deletes what was kept long enough. */
  tend(): Promise<void>;
  /** Calls `changed` some seconds after something changed below `dir`. A folder that cannot be watched is not. */
  watchFolder(dir: string, changed: () => Promise<unknown>): void;
  close(): Promise<void>;
}

const minute = 60_000;
const day = 1440 * minute;
const graceDaysUsual = 7;
/** Questions and feedback are kept for so long. */
const logDays = 90;
/** A guild's shelf leaves memory when nobody asked it for so long. */
const idle = 30 * minute;
/** What happens to several sources within so long is told together. */
const newsPause = 10_000;
/** Changes of many files at once are one reload. */
const settle = 5000;

export function createKeeper(
  library: Library,
  { store, quota, fetch, graceDays = graceDaysUsual, onError }: KeepOptions,
  now: () => number,
  forgetIndex?: (collection: string) => Promise<void>,
): Keeper {
  const fetcher = createFetcher(fetch);
  const reader = createReader();
  const shelves = createShelves({
    store,
    library,
    fetcher,
    reader,
    now,
    ...(quota && { quota }),
    ...(forgetIndex && { forgetIndex }),
  });
  const watchers: FolderWatch[] = [];
  let closed = false;
  let running: Promise<void> | undefined;

  const tend = async () => {
    shelves.rest(now() - idle);
    for (const guildId of await store.guilds.leftBefore(now() - graceDays * day)) await shelves.purge(guildId);
    await store.people.expire(now() - logDays * day);
    await shelves.refreshDue(stop.signal);
  };
  const stop = new AbortController();
  const tick = () => {
    if (running || closed) return;
    running = tend()
      .catch((error: unknown) => {
        if (!closed) onError?.(error);
      })
      .finally(() => {
        running = undefined;
      });
  };
  const timers = [setInterval(tick, minute).unref()];

  return {
    shelves,
    tend,
    onNews(teller) {
      let telling = false;
      const tell = async () => {
        if (telling || closed) return;
        telling = true;
        await tellNews(store, now(), teller).catch((error: unknown) => closed || onError?.(error));
        telling = false;
      };
      timers.push(setInterval(tell, newsPause).unref());
    },
    watchFolder(dir, changed) {
      const quiet = async () => {
        if (!closed) await changed();
      };
      watchers.push(watchFolder(dir, quiet, { settle, onError: (error) => closed || onError?.(error) }));
    },
    async close() {
      closed = true;
      for (const timer of timers) clearInterval(timer);
      stop.abort(new Error('Footnote is closing.'));
      for (const watcher of watchers) watcher.close();
      await running;
      await fetcher.close();
      await reader.close();
      await store.close();
    },
  };
}
