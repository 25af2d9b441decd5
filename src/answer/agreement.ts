/** What several articles say to the same question: the same sentence, the same answer, or different ones. */
import type { Passage } from '../articles/article.ts';
import { byDate } from './recency.ts';

/** A sentence that answers, with its short answer where that is sure. */
export interface Voice {
  readonly passage: Passage;
  readonly answer?: string;
}

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();

/** Two short answers differ when neither holds the other's words: "August 15" and "August 15, 1945" agree. */
export function differs(a: string, b: string): boolean {
  const [one, other] = [plain(a).split(' '), plain(b).split(' ')];
  const holds = (many: readonly string[], few: readonly string[]) => few.every((word) => many.includes(word));
  return !holds(one, other) && !holds(other, one);
}

/** The same sentence in several articles, once; `alsoIn` holds the passages of the others. The order stays. `wordsOf` tells sentences apart. */
export function mergeSame<T extends Voice>(
  voices: readonly T[],
  wordsOf: (voice: T) => string,
): (T & { readonly alsoIn: readonly Passage[] })[] {
  const merged: (T & { alsoIn: Passage[] })[] = [];
  const at = new Map<string, number>();
  for (const voice of voices) {
    const key = wordsOf(voice);
    const known = at.get(key);
    if (known === undefined || key === '') {
      at.set(key, merged.length);
      merged.push({ ...voice, alsoIn: [] });
      continue;
    }
    const first = merged[known]!;
    const articles = [first.passage, ...first.alsoIn].map(({ article }) => article.id);
    if (!articles.includes(voice.passage.article.id)) first.alsoIn.push(voice.passage);
  }
  return merged;
}

/**
 * The voices of different articles whose short answers differ from the first one's and from each other, newest first, the undated last;
 * fewer than two: nobody disagrees.
 */
export function disagreeing<T extends Voice>(voices: readonly T[], limit: number): T[] {
  const first = voices[0];
  if (!first?.answer) return [];
  const found: T[] = [first];
  for (const voice of voices.slice(1)) {
    if (found.length === limit) break;
    if (!voice.answer || found.some(({ passage }) => passage.article.id === voice.passage.article.id)) continue;
    if (found.every(({ answer }) => differs(answer!, voice.answer!))) found.push(voice);
  }
  return found.length < 2 ? [] : found.sort((a, b) => byDate(a.passage.article, b.passage.article));
}
