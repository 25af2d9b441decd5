/** The operator's folder as the source of a collection. */
import { readFolder } from '../articles/sources/folder.ts';
import { type ReadArticles, SourceError } from './library.ts';

const reasons: Record<string, string> = {
  ENOENT: 'it does not exist',
  ENOTDIR: 'it is not a folder',
  EACCES: 'Footnote may not read it',
  EPERM: 'Footnote may not read it',
  EMFILE: 'too many files are open on this machine',
};

/** Reads the articles below `dir`; a folder that cannot be listed is a `SourceError` that names it and says what to do. */
export function folderReader(dir: string, collection: string): ReadArticles {
  return async (options) => {
    try {
      return await readFolder(dir, { ...options, collection });
    } catch (cause) {
      const code = (cause as NodeJS.ErrnoException).code;
      if (!code || options.signal?.aborted) throw cause;
      throw new SourceError(`The folder ${dir} cannot be read: ${reasons[code] ?? code}. Put that right and try again.`, { cause });
    }
  };
}
