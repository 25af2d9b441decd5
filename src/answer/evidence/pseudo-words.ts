/** What is learned beside words: the kind of thing asked for, and the shape of what a sentence tells. */
import type { Question } from '../question.ts';

/** Pseudo-words for what is asked: the kind, the question word and the noun it leans on. Learned like any other term. */
export function kindWords(question: Question, focusTerm: string | undefined): string[] {
  const asker = question.asker ? question.text.slice(question.asker.start, question.asker.end).toLowerCase() : '';
  const words = [`?${question.kind}`, `?${asker.slice(0, 24)}`];
  if (focusTerm) words.push(`?of ${focusTerm}`);
  return words;
}

/** Pseudo-words for the shape of what a sentence tells beyond the question's own words. */
export const SHAPES = { name: '#name', number: '#number', year: '#year', none: '#none' } as const;
