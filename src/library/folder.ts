/** The operator's folder as the source of a collection. */
import { readFolder } from '../articles/sources/folder.ts';
import { folderTrouble } from '../articles/sources/folder-source.ts';
import { type ReadArticles, SourceError } from './library.ts';

/** Reads the articles below `dir`; a folder that cannot be listed is a `SourceError` that names it and says what to do. */
export function folderReader(dir: string, collection: string): ReadArticles {
  return async (options) => {
    try {
      return await readFolder(dir, { ...options, collection });
    } catch (cause) {
      const reason = folderTrouble(dir, cause);
      if (reason === undefined || options.signal?.aborted) throw cause;
      throw new SourceError(reason, { cause });
    }
  };
}
