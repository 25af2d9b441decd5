/** What a question tells of the words that answer it: signatures to cross features with, and the parts its own words play. */
import { perQuestion } from './per-question.ts';
import type { Question } from './question.ts';
import { hashText, mix } from './token-facts.ts';

/** What is asked for, from the general to the particular; each is crossed with what a span shows. */
export interface Signatures {
  readonly any: number;
  readonly kind: number;
  readonly asker: number;
  readonly focus: number;
  readonly turn: number;
  /** The question's last word where it is a small one ("made of", "fight against"), else the turn. */
  readonly tail: number;
  /** The question word with the last telling word: "when … founded", "what … called". */
  readonly act: number;
}

const SMALL = new Set(
  'of in to for on with by from at as against into about under over after before through during called named known'.split(' '),
);

/** `lexical`: words count, not only the kind. */
export const signaturesOf = (question: Question, lexical: boolean): Signatures =>
  rememberedSignatures(question, lexical ? 'lexical' : 'shapes');

const rememberedSignatures = perQuestion((question, key): Signatures => {
  const lexical = key === 'lexical';
  const lower = question.text.toLowerCase();
  const kind = hashText(`kind ${question.kind}`);
  const { asker } = question;
  if (!lexical || !asker) return { any: 1, kind, asker: kind, focus: kind, turn: mix(kind, asker ? 2 : 3), tail: kind, act: kind };
  const word = lower.slice(asker.start, asker.end).slice(0, 24);
  const [next = ''] = /[\p{L}\p{N}']+/u.exec(lower.slice(asker.end)) ?? [];
  const focusTerm = question.focus ?? '';
  const place = asker.start < 3 ? 'first' : 'later';
  const tail = /[\p{L}]+(?=\P{L}*$)/u.exec(lower.slice(asker.end))?.[0] ?? '';
  return {
    any: 1,
    tail: hashText(SMALL.has(tail) ? `tail ${tail}` : `asker ${word} ${next}`),
    kind,
    asker: hashText(`asker ${word}`),
    act: hashText(`act ${word} ${question.terms.findLast(({ name, number }) => !name && !number)?.term ?? ''}`),
    focus: focusTerm ? hashText(`focus ${focusTerm}`) : hashText(`asker ${word} ${next}`),
    turn: hashText(
      `turn ${word} ${/^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would)$/.test(next) ? next : '-'} ${place}`,
    ),
  };
});

/** The part a matched word plays in the question: 0 none, 1 focus, 2 right after the asker, 3 the last word, 4 right before the asker, 5 other. */
export const rolesOf = perQuestion((question, language): ReadonlyMap<string, number> => {
  const roles = new Map<string, number>();
  const terms = question.termsIn(language);
  const asker = question.asker;
  const before = asker && terms.findLast(({ end }) => end <= asker.start);
  const after = asker && terms.find(({ start, surface }) => start >= asker.end && surface.toLowerCase() !== question.focus);
  for (const term of terms) {
    const lower = term.surface.toLowerCase();
    const role = lower === question.focus ? 1 : term === after ? 2 : term === terms.at(-1) ? 3 : term === before ? 4 : 5;
    roles.set(term.term, role);
  }
  return roles;
});

/** The question's own words, small ones too, by where they stand: 1 before the asker, 2 after it, 0 elsewhere. Lower case, as typed. */
export const placesOf = (question: Question): ReadonlyMap<string, number> => rememberedPlaces(question, '');

const rememberedPlaces = perQuestion((question): ReadonlyMap<string, number> => {
  const places = new Map<string, number>();
  const { asker, text } = question;
  for (const match of text.toLowerCase().matchAll(/[\p{L}\p{N}'’-]+/gu))
    places.set(match[0], asker && match.index < asker.start ? 1 : 2);
  return places;
});
