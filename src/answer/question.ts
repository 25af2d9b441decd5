/** What a question asks for, and which of its words must be met. */
import type { Aliases } from '../search/aliases.ts';
import { analyze } from '../search/analyzer.ts';
import { type OtherName, otherNames, participles } from './other-names.ts';
import { type AnswerKind, focusKinds, questionWords } from './question-words.ts';
import { relationNames } from './relations.ts';

/** A word of the question that evidence is sought for. Offsets are into `Question.text`. */
export interface QuestionTerm {
  /** As indexed. */
  readonly term: string;
  /** As typed. */
  readonly surface: string;
  readonly start: number;
  readonly end: number;
  /** Written with a capital inside the sentence, or part of a quoted phrase: a name that an answer should hold. */
  readonly name: boolean;
  /** Holds a digit: a year or a number that an answer should hold. */
  readonly number: boolean;
}

export interface Question {
  /** The question as asked, bounded to `QUESTION_LIMIT` UTF-16 code units. */
  readonly text: string;
  /** The best guess of its language, ISO 639-1. */
  readonly language: string;
  readonly kind: AnswerKind;
  /** The noun that names what is asked for ("which countries": "countries"), lower case, as typed. */
  readonly focus?: string;
  /** Where the question word stands in `text`. */
  readonly asker?: { readonly start: number; readonly end: number };
  /** The terms in the question's own language, each once. */
  readonly terms: readonly QuestionTerm[];
  /** The same terms as an article in another language would index them. */
  termsIn(language: string): readonly QuestionTerm[];
  /** What its names are called otherwise, in the terms of `termsIn`. */
  otherNamesIn(language: string): readonly OtherName[];
}

export const QUESTION_LIMIT = 600;
export const TERM_LIMIT = 24;

const QUOTED = /["“„«「『]([^"“”„«»「」『』]{2,120})["”“»」』]/g;

/** A long message asks in the sentence that ends with a question mark; where none does, its beginning stands for it. */
export function boundQuestion(message: string): string {
  const text = message.trim();
  if (text.length <= QUESTION_LIMIT / 2) return text;
  const asked = text.slice(0, 4_000).match(/[^.!?。！？\n]{3,400}[?？؟]/g);
  return (asked?.at(-1) ?? text).trim().slice(0, QUESTION_LIMIT);
}

const scripts: readonly (readonly [language: string, script: RegExp])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['ko', /\p{Script=Hangul}/u],
  ['zh', /\p{Script=Han}/u],
  ['uk', /[іїєґ]/iu],
  ['ru', /\p{Script=Cyrillic}/u],
  ['ar', /\p{Script=Arabic}/u],
  ['th', /\p{Script=Thai}/u],
  ['el', /\p{Script=Greek}/u],
  ['he', /\p{Script=Hebrew}/u],
];
const latin = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl'];

interface Asked {
  readonly kind: AnswerKind;
  readonly start: number;
  readonly end: number;
}

/** The last answer: one question is read several times. */
let last: { readonly lower: string; readonly language: string; readonly asked: Asked | undefined } | undefined;

function askedIn(lower: string, language: string): Asked | undefined {
  if (last?.lower !== lower || last.language !== language) last = { lower, language, asked: seekAsker(lower, language) };
  return last.asked;
}

function seekAsker(lower: string, language: string): Asked | undefined {
  for (const [kind, rule] of questionWords[language] ?? []) {
    const match = rule.exec(lower);
    if (!match) continue;
    // A definition's rule reads the question to its end; the question word is its beginning.
    const word = kind === 'definition' ? /^[\p{L}\p{M}']+/u.exec(match[0]) : null;
    return { kind, start: match.index, end: match.index + (word ?? match)[0].length };
  }
  return undefined;
}

/** Short questions defeat language detectors; their script or their question word tells more. */
function guessLanguage(lower: string, hint?: string): string {
  const script = scripts.find(([, pattern]) => pattern.test(lower));
  if (script) return script[0];
  // The language of the articles goes first: what its own words ask is seldom meant in another.
  const own = hint && latin.includes(hint) ? askedIn(lower, hint) : undefined;
  if (own && own.kind !== 'yesno') return hint!;
  const matches = latin.map((language) => ({ language, asked: askedIn(lower, language) })).filter(({ asked }) => asked);
  const order = hint && latin.includes(hint) ? [hint, ...latin] : latin;
  matches.sort((a, b) => a.asked!.start - b.asked!.start || order.indexOf(a.language) - order.indexOf(b.language));
  return matches[0]?.language ?? (hint && hint !== 'und' ? hint : 'en');
}

/** "which countries", "what kind of bird", "name of the ferry": the noun that the question word leans on. */
function focusOf(lower: string, asked: Asked | undefined, language: string): string | undefined {
  if (!asked || language !== 'en') return undefined;
  const tail = lower.slice(asked.start);
  const noun =
    /^(?:which|what)(?:'s)? (?:(?:kind|type|sort|name|part|one|two|three|first|other|famous|\w+(?:al|an|ic|ish|ese|ous|ive)) (?:of (?:the )?)?)*([\p{L}]{3,})/u.exec(
      tail,
    )?.[1] ?? undefined;
  if (noun && !/^(?:is|are|was|were|did|does|has|had|have|the|can|could|will|would|happened|do|made|makes)$/.test(noun))
    return noun;
  return /^(?:what|who)(?:'s| is| was| are| were) (?:the )?(?:[\p{L}-]+ ){0,2}?([\p{L}]{3,})(?= of| for| in| that| which| who)/u.exec(
    tail,
  )?.[1];
}

/** "How many", "how much", "how long": words that ask, and that an answer need not hold. */
const MEASURE = /(?<![\p{L}\p{N}])how (?:many|much|long)$/iu;
/** Verbs that only carry the question word: "how long did it last", "what happened". */
const CARRIER = [
  [
    /(?<![\p{L}])how (?:long|much time|many (?:years|months|weeks|days|hours|minutes))(?!\p{L})/iu,
    /^(?:last(?:s|ed)?|takes?|took|endured?|continued?)$/iu,
  ],
  [
    /(?<![\p{L}])(?:when|what (?:year|date|day)|what (?:else )?(?:has |had )?(?:happen|occur|took place))/iu,
    /^(?:happen(?:s|ed)?|occur(?:s|red)?|took|place)$/iu,
  ],
] as const;

/** Endings and particles of Japanese that the segmenter parts from their words. */
const PARTICLE = /^\p{Script=Hiragana}{1,3}$/u;

/** `asker`: where the question word stands; outside English its words are not sought for (English stop words hold them). */
function termsOf(text: string, language: string, quoted: readonly (readonly [number, number])[], asker?: Asked): QuestionTerm[] {
  const tokens = analyze(text, language);
  const lowerCased = text === text.toLowerCase();
  const carrier = CARRIER.find(([asks]) => asks.test(text))?.[1];
  const asks = (start: number, end: number) =>
    MEASURE.test(text.slice(Math.max(0, start - 4), end)) ||
    (carrier?.test(text.slice(start, end)) ?? false) ||
    (asker !== undefined && start >= asker.start && end <= asker.end) ||
    (language === 'ja' && PARTICLE.test(text.slice(start, end)));
  const kept = tokens.filter(({ stop, start, end }) => !stop && !asks(start, end));
  const seen = new Map<string, QuestionTerm>();
  for (const token of kept.length ? kept : tokens) {
    const surface = text.slice(token.start, token.end);
    const capital = !lowerCased && token.start > 0 && /^\p{Lu}/u.test(surface) && language !== 'de';
    const name = capital || quoted.some(([start, end]) => token.start >= start && token.end <= end);
    const known = seen.get(token.term);
    if (!known && seen.size < TERM_LIMIT) {
      seen.set(token.term, { term: token.term, surface, start: token.start, end: token.end, name, number: /\p{N}/u.test(surface) });
    }
  }
  return [...seen.values()];
}

/**
 * Reads a question. `hint` is the language its articles or its asker speak, used where the question itself does not tell.
 * `aliases` tell what its names are called otherwise. Never throws; a question without a word has no terms.
 */
export function readQuestion(asked: string, hint?: string, aliases?: Aliases): Question {
  const text = boundQuestion(asked);
  const lower = text.toLowerCase().replaceAll('’', "'");
  const language = guessLanguage(lower, hint);
  const match = lower.length === text.length ? askedIn(lower, language) : undefined;
  const focus = focusOf(lower, match, language);
  const named = focus ? focusKinds[focus] : undefined;
  const kind = match?.kind === 'thing' || match?.kind === 'definition' ? (named ?? match.kind) : (match?.kind ?? 'thing');
  const quoted = [...text.matchAll(QUOTED)].map((found) => [found.index, found.index + found[0].length] as const);
  // "Какова длина" asks with its first word; scripts without blanks ask with all of it.
  const wordOf = (found: Asked | undefined) => {
    // A preposition before it is part of the question word: "в каком году".
    const blank = found ? text.slice(found.start, found.end).search(/(?<=\S{3})\s/u) : -1;
    return found && blank > 0 ? { ...found, end: found.start + blank } : found;
  };
  const memo = new Map<string, readonly QuestionTerm[]>();
  const termsIn = (other: string) => {
    let terms = memo.get(other);
    if (!terms) {
      terms = termsOf(text, other, quoted, language === 'en' ? undefined : wordOf(match));
      memo.set(other, terms);
    }
    return terms;
  };
  return {
    text,
    language,
    kind,
    ...(focus && { focus }),
    ...(match && { asker: match }),
    terms: termsIn(language),
    termsIn,
    otherNamesIn: (other) => [
      ...(aliases ? otherNames(text, termsIn(other), other, aliases) : []),
      ...(other === 'de' ? participles(termsIn(other)) : []),
      ...(other === 'en' ? relationNames(termsIn(other)) : []),
    ],
  };
}
