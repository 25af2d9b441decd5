/** Whether a sentence holds the kind of thing that is asked for. */
import type { Candidate } from './candidates.ts';
import type { MentionKind } from './mentions.ts';
import type { Question } from './question.ts';
import type { AnswerKind } from './question-words.ts';

/** Shapes that can answer each kind of question. */
export const fitting: Readonly<Partial<Record<AnswerKind, readonly MentionKind[]>>> = {
  person: ['name', 'list'],
  organisation: ['name', 'list'],
  place: ['name', 'list'],
  time: ['date', 'year'],
  duration: ['duration', 'date'],
  number: ['number', 'quantity', 'money', 'percent', 'duration'],
};

/** Whether a sentence holds something shaped like what is asked for, outside the question's own words. */
export function holdsKind(question: Question, candidate: Candidate): boolean {
  const kinds = fitting[question.kind];
  if (!kinds) return true;
  const asked = new Set(question.text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
  return candidate.mentions().some(({ kind, start, end }) => {
    if (!kinds.includes(kind)) return false;
    const inside = candidate.tokens.filter((token) => token.start >= start && token.end <= end);
    return inside.some((token) => !token.stop && !asked.has(candidate.text.slice(token.start, token.end).toLowerCase()));
  });
}
