/** A folder of the operator's machine as a kind of source; guild admins cannot add one. */
import { z } from 'zod';
import { readFolder } from './folder.ts';
import type { Found, KnownArticle, SourceKind } from './source.ts';

export const folderOptions = z.object({ dir: z.string().min(1) });

const reasons: Record<string, string> = {
  ENOENT: 'it does not exist',
  ENOTDIR: 'it is not a folder',
  EACCES: 'Footnote may not read it',
  EPERM: 'Footnote may not read it',
  EMFILE: 'too many files are open on this machine',
};

/** One sentence for a folder that cannot be listed; undefined where `error` says nothing of the file system. */
export function folderTrouble(dir: string, error: unknown): string | undefined {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return code && `The folder ${dir} cannot be read: ${reasons[code] ?? code}. Put that right and try again.`;
}

export const folder: SourceKind<z.infer<typeof folderOptions>> = {
  kind: 'folder',
  options: folderOptions,
  async read({ dir }, { collection, known, signal, onProgress }) {
    try {
      const { articles, refused } = await readFolder<KnownArticle>(dir, {
        collection,
        known,
        aside: true,
        ...(signal && { signal }),
        ...(onProgress && { onProgress }),
      });
      const found = articles.map((one): Found => ('text' in one ? one : { same: one.source }));
      return { kind: 'read', name: dir, found, refused, visits: [] };
    } catch (error) {
      signal?.throwIfAborted();
      const reason = folderTrouble(dir, error);
      if (reason === undefined) throw error;
      return { kind: 'failed', reason };
    }
  },
};
