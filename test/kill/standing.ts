/** How a kind of source stands on the shelf, in words that can be compared. */
import type { Sight } from './admin.ts';
import { articlesOf, type Kind } from './web.ts';

/** "absent", or "v3 by Ana" where all its articles are of one version, one author, and answer; a mixture says what it is of. */
export function standing({ shelf }: Sight, kind: Kind): string {
  const seen = shelf[kind];
  if (!seen) return 'absent';
  const whole = seen.articles === articlesOf(kind) && seen.versions.length === 1 && seen.authors.length === 1;
  return whole && seen.quoted === seen.versions[0] ? `v${seen.quoted} by ${seen.authors[0]}` : JSON.stringify(seen);
}

/** Whether it is absent or of one version. */
export const isWhole = (stands: string): boolean => stands === 'absent' || stands.startsWith('v');

/** What a section of the soak found. */
export interface Found {
  /** One line for people. */
  readonly line: string;
  readonly wrong: readonly string[];
}
