/** Questions as people type them in a chat: the same question in lower case, with words dropped, letters swapped, no question mark. */
import type { Random } from './random.ts';

export type Manner = 'lower' | 'dropped' | 'typos' | 'keywords';
export const manners: readonly Manner[] = ['lower', 'dropped', 'typos', 'keywords'];

/** Words that a hasty writer leaves out. */
const SMALL = /^(?:a|an|the|of|is|was|were|are|do|does|did|to|in|on|for|has|have|had|that|which|by|be|been)$/;

/** `question` in that manner. A word of four letters or fewer is never misspelt, and never all words are dropped. */
export function sloppy(question: string, manner: Manner, random: Random): string {
  const plain = question
    .toLowerCase()
    .replace(/\s*\?+\s*$/, '')
    .trim();
  const words = plain.split(/\s+/);
  switch (manner) {
    case 'lower':
      return plain;
    case 'dropped':
      return words.filter((word, i) => i === 0 || !SMALL.test(word) || random() < 0.3).join(' ');
    case 'typos': {
      const long = words.flatMap((word, i) => (/^[a-z]{5,}$/.test(word) ? [i] : []));
      const at = long[Math.floor(random() * long.length)];
      return words.map((word, i) => (i === at ? misspell(word, random) : word)).join(' ');
    }
    case 'keywords':
      return (
        words
          .slice(1)
          .filter((word) => !SMALL.test(word))
          .join(' ') || plain
      );
  }
}

/** One letter left out, doubled, or swapped with the next; the first letter stays. */
function misspell(word: string, random: Random): string {
  const at = 1 + Math.floor(random() * (word.length - 2));
  const kind = Math.floor(random() * 3);
  if (kind === 0) return word.slice(0, at) + word.slice(at + 1);
  if (kind === 1) return word.slice(0, at) + word[at] + word.slice(at);
  return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
}
