/** Folders of many sizes, as people have them: the weights must not depend on how much else is there. */
import { type Random, shuffle } from './random.ts';

/** Sizes drawn in training; each size stands as often as its share of the questions. */
const SIZES = [1, 1, 2, 2, 3, 4, 6, 8, 10, 12, 24, 32, 40, 48, 48, 60, 80, 100, 140];

export interface Folder<T> {
  /** Articles whose questions are asked. */
  readonly own: readonly T[];
  /** All articles of the folder. */
  readonly all: readonly T[];
}

/**
 * Parts `own` into folders so that each article asks in exactly one of them. Large folders are filled up with articles of `others`,
 * whose questions are not asked.
 */
export function sampleFolders<T>(own: readonly T[], others: readonly T[], random: Random): Folder<T>[] {
  const rest = shuffle([...own], random);
  const folders: Folder<T>[] = [];
  while (rest.length > 0) {
    const size = SIZES[Math.floor(random() * SIZES.length)]!;
    const asking = rest.splice(0, Math.min(size, 24));
    const fill = shuffle([...others, ...rest], random).slice(0, size - asking.length);
    folders.push({ own: asking, all: [...asking, ...fill] });
  }
  return folders;
}
