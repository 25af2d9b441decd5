/** What can go wrong with the store, each said in one sentence with its cure. */
export type StoreTrouble = 'damaged' | 'newer' | 'held' | 'full' | 'unwritable' | 'missing';

/** An expected failure of the store. `message` is one clear sentence for the operator: what is wrong and what to do. */
export class StoreError extends Error {
  readonly trouble: StoreTrouble;
  constructor(trouble: StoreTrouble, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StoreError';
    this.trouble = trouble;
  }
}

/** Waits for what may be left out when the store cannot take it, because the act it follows upon is done already; throws what nobody expected. */
export async function ifPossible(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
  }
}

const cures: readonly [RegExp, StoreTrouble, (file: string) => string][] = [
  [
    /^SQLITE_(CORRUPT|NOTADB)/,
    'damaged',
    (file) => `${file} is damaged. Nothing was overwritten. Put a backup back with: npm run restore -- BACKUP-FILE`,
  ],
  [/^SQLITE_FULL/, 'full', (file) => `The disk that holds ${file} is full. Nothing was changed. Free some space and try again.`],
  [
    /^SQLITE_(READONLY|CANTOPEN|IOERR|PERM|AUTH|NOLFS)|^(EACCES|EPERM|EROFS|EMFILE|ENFILE|ENOSPC)$/,
    'unwritable',
    (file) =>
      `${file} cannot be opened or written. Nothing was changed. Check that its folder belongs to who runs Footnote and is not read-only, and the limit of open files.`,
  ],
  [/^SQLITE_(BUSY|LOCKED)/, 'held', (file) => `${file} is in use by another program. Nothing was changed. Try again in a moment.`],
];

const notFolder = /^(ENOTDIR|EEXIST|ENOENT|ELOOP|ENAMETOOLONG)$/;

/** `error` as a StoreError where `dir` cannot be made because something else stands in its place or its path, else unchanged. */
export function folderError(error: unknown, dir: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!notFolder.test(code)) return error;
  return new StoreError(
    'unwritable',
    `${dir} cannot be the folder for data: it, or what it should stand in, is no folder. Change DATA_DIR.`,
    error,
  );
}

/** `error` as a StoreError where it is one of the expected failures, else unchanged. */
export function storeError(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = cures.find(([pattern]) => pattern.test(code));
  return known ? new StoreError(known[1], known[2](file), error) : error;
}
