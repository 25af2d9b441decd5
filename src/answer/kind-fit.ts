/** Whether a sentence holds the kind of thing that is asked for. */
import type { Candidate } from './candidates.ts';
import type { Mention, MentionKind } from './mentions.ts';
import type { Question } from './question.ts';
import type { AnswerKind } from './question-words.ts';

/** Shapes that can answer each kind of question. */
export const fitting: Readonly<Partial<Record<AnswerKind, readonly MentionKind[]>>> = {
  person: ['name', 'list'],
  organisation: ['name', 'list'],
  place: ['name', 'list'],
  time: ['date', 'year'],
  // "How long" asks for a time or for a length.
  duration: ['duration', 'date', 'quantity'],
  number: ['number', 'quantity', 'money', 'percent', 'duration'],
};

/** What of a sentence is shaped like what is asked for, outside the question's own words; empty where the kind has no shape. */
export function freshOfKind(question: Question, candidate: Candidate): readonly Mention[] {
  const kinds = fitting[question.kind] ?? [];
  const asked = new Set(question.text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
  return candidate.mentions().filter(({ kind, start, end }) => {
    if (!kinds.includes(kind)) return false;
    const inside = candidate.tokens.filter((token) => token.start >= start && token.end <= end);
    return inside.some((token) => !token.stop && !asked.has(candidate.text.slice(token.start, token.end).toLowerCase()));
  });
}

/** Whether a sentence holds something of the kind asked for. */
export const holdsKind = (question: Question, candidate: Candidate): boolean =>
  !fitting[question.kind] || freshOfKind(question, candidate).length > 0;
