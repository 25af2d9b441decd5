/** Tells when something changed below a folder. */
import { type FSWatcher, watch } from 'node:fs';
import { opendir } from 'node:fs/promises';
import path from 'node:path';

export interface FolderWatch {
  close(): void;
}

export interface WatchOptions {
  /** Called when nothing changed any more for so long, in milliseconds: changes of many files at once are one. */
  readonly settle: number;
  readonly onError: (error: unknown) => void;
}

/** Folders watched each by itself; what lies deeper or beyond is read with the next reload of another cause. */
const MOST_FOLDERS = 5_000;

/**
 * Calls `changed` after changes below `dir`. On Linux each folder is watched by itself: Node's own recursive watching lists the whole folder again for
 * each file that is written, which takes half a second of the answering thread for 300 files. Elsewhere the system watches what lies below. A folder
 * that cannot be watched is told and not watched; the process is not kept alive.
 */
export function watchFolder(dir: string, changed: () => Promise<unknown>, { settle, onError }: WatchOptions): FolderWatch {
  const each = process.platform === 'linux';
  const watchers = new Map<string, FSWatcher>();
  let closed = false;
  let waiting: NodeJS.Timeout | undefined;

  const noticed = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => void settled().catch(onError), settle);
    waiting.unref();
  };
  const settled = async () => {
    // New folders first, so that what is written into them from now on is noticed.
    await lookAround();
    if (!closed) await changed();
  };
  /** Whether it is watched now. */
  const add = (folder: string): boolean => {
    let watcher: FSWatcher;
    try {
      watcher = watch(folder, { recursive: !each }, noticed);
    } catch (error) {
      onError(error);
      return false;
    }
    watchers.set(folder, watcher);
    watcher.on('error', (error) => {
      // A folder that was deleted; its parent tells of it.
      if (folder !== dir) remove(folder);
      else onError(error);
    });
    watcher.unref();
    return true;
  };
  const remove = (folder: string) => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };
  const lookAround = async () => {
    if (!each) return;
    const found = new Set(await foldersBelow(dir));
    for (const folder of [...watchers.keys()]) if (folder !== dir && !found.has(folder)) remove(folder);
    // Where the system watches no more of them, it is told once, not for each.
    for (const folder of found) if (!closed && !watchers.has(folder) && !add(folder)) return;
  };

  add(dir);
  void lookAround().catch(onError);
  return {
    close() {
      closed = true;
      clearTimeout(waiting);
      for (const folder of [...watchers.keys()]) remove(folder);
    },
  };
}

/** The folders below `dir`, nearest first, hidden ones and links left out. One that cannot be listed has none. */
async function foldersBelow(dir: string): Promise<string[]> {
  const found: string[] = [];
  const pending = [dir];
  for (const folder of pending) {
    const entries = await opendir(folder).catch(() => undefined);
    for await (const entry of entries ?? []) {
      if (!entry.isDirectory() || entry.name.startsWith('.')) continue;
      const below = path.join(folder, entry.name);
      found.push(below);
      pending.push(below);
      if (found.length >= MOST_FOLDERS) return found;
    }
  }
  return found;
}
