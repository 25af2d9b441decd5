/** "Published by the CCA", asked who published it: what was done is asked for, and behind "by" stands who did it. */
import type { Question } from './question.ts';
import type { SpanSentence } from './span-reading.ts';

/** A word, then "by" in a few languages, then at most three words: "built by the Danish engineer". */
const BY = /([\p{L}\p{M}]+)\s+(?:by|von|durch|por|par|door|da)\s+(?:[\p{L}\p{M}-]+\s+){0,3}$/u;

/** Whether the words from `start` on name who did what the question asks of. */
export function isAgent({ kind, termsIn }: Question, language: string, { text, tokens }: SpanSentence, start: number): boolean {
  if (kind !== 'person' && kind !== 'organisation') return false;
  const before = text.slice(Math.max(0, start - 60), start);
  const done = BY.exec(before);
  const token = done && tokens.find((one) => one.start === start - before.length + done.index);
  return token ? termsIn(language).some(({ term }) => term === token.term) : false;
}
