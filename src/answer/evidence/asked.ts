/** A question as evidence is sought for it in one language. */
import { analyze } from '../../search/analyzer.ts';
import type { TermStatistics } from '../../search/search-index.ts';
import { authorshipOf } from '../author.ts';
import type { Lexicon } from '../lexicon.ts';
import type { OtherName } from '../other-names.ts';
import type { Question } from '../question.ts';
import { kindWords } from './pseudo-words.ts';
import type { PreparedTerms, Translations } from './translation.ts';

/** Terms as bits of a number: term i of the question is 1 << i. */
export type TermMask = number;

/** A question made ready to be compared with many sentences in one language. */
export interface Asked {
  readonly question: Question;
  /** How many passages there are to choose from. */
  readonly passages: number;
  /** Content terms, at most 24, each once. */
  readonly terms: readonly string[];
  /** Number of every term of the question: content terms first, then its other words. */
  readonly numberOf: ReadonlyMap<string, number>;
  /** All words of the question in order, by number. */
  readonly sequence: Int16Array;
  /** How much a term tells in this collection: 0 where every passage holds it, 1 where none or one does. */
  readonly idf: Float32Array;
  /** How much it tells in the language at large, 0…1. */
  readonly rarity: Float32Array;
  /** Terms that no index holds but near spellings of them. */
  readonly corrected: TermMask;
  /** Names that articles may use instead. */
  readonly otherNames: readonly OtherName[];
  /** Where the author of a work is asked for: the place of the verb, and the terms that stand for the work. */
  readonly authored: { readonly verb: number; readonly works: readonly string[] } | undefined;
  /** Terms that no index holds, corrected or not. */
  readonly unknown: TermMask;
  readonly names: TermMask;
  /** The noun that the question word leans on. */
  readonly focus: TermMask;
  /** Surprise at an answering sentence without the term: −log of the share of such sentences. */
  readonly surprise: Float32Array;
  /** Terms by their first letters: what stemming leaves apart (Egypt, Egyptian). */
  readonly prefixes: ReadonlyMap<string, TermMask>;
  readonly numerals: TermMask;
  /** Sum of `idf` and of `rarity` over all terms. */
  readonly idfSum: number;
  readonly raritySum: number;
  /** Pseudo-words for the kind of thing asked for. */
  readonly kind: readonly string[];
  /** The terms, then the words for the kind of thing asked for, as the learned translations know them. */
  readonly prepared: PreparedTerms;
  readonly translations: Translations;
}

const SEQUENCE_LIMIT = 60;
/** Letters that words of one family share. */
export const PREFIX = 5;
/** With so many passages, the collection and the language at large are believed alike. */
const SMALL_COLLECTION = 30;

/** How rare a term is in the collection, between 0 and 1 whatever its size. */
export function relativeIdf(statistics: TermStatistics, term: string): number {
  const all = statistics.passages + 1;
  return Math.min(1, Math.log(all / (statistics.documentFrequency(term) + 0.5)) / Math.log(all / 1.5 + 0.5));
}

export const bits = (mask: TermMask): number => {
  let count = 0;
  for (let rest = mask; rest; rest &= rest - 1) count++;
  return count;
};

/** Sum of the weights of the terms in `mask`. */
export function weigh(mask: TermMask, weights: Float32Array): number {
  let sum = 0;
  for (let rest = mask, i = 0; rest; rest >>>= 1, i++) if (rest & 1) sum += weights[i]!;
  return sum;
}

/** The terms of the question that a set of terms holds. */
export function maskOf(asked: Asked, terms: ReadonlySet<string>): TermMask {
  let mask = 0;
  for (const [term, i] of asked.numberOf) if (i < asked.terms.length && terms.has(term)) mask |= 1 << i;
  return mask;
}

/** A question ready to be compared with sentences of `language`. A word that is nowhere indexed is met by its corrected spellings. */
export function askIn(question: Question, language: string, lexicon: Lexicon, translations: Translations): Asked {
  const asked = question.termsIn(language);
  const terms = asked.map(({ term }) => term);
  const numberOf = new Map(terms.map((term, i) => [term, i]));
  const tokens = analyze(question.text, language).slice(0, SEQUENCE_LIMIT);
  for (const { term } of tokens) if (!numberOf.has(term)) numberOf.set(term, numberOf.size);
  let corrected = 0;
  const nearest = asked.map((word, i) => {
    const near = lexicon.corrections(word);
    for (const spelling of near) if (!numberOf.has(spelling)) numberOf.set(spelling, i);
    if (near.length > 0) corrected |= 1 << i;
    return near[0] ?? word.term;
  });
  const authorship = authorshipOf(question, language);
  const authored = authorship && {
    verb: authorship.verb,
    works: [...numberOf].flatMap(([term, place]) => (place === authorship.work ? [term] : [])),
  };
  const focus = question.focus === undefined ? undefined : analyze(question.focus, language)[0]?.term;
  const kind = kindWords(question, focus);
  const prepared = translations.prepare(terms, kind);
  const rarity = Float32Array.from(terms, (_, i) => translations.rarityOf(prepared.numbers[i]!));
  // A few passages cannot tell a rare word from a common one; there the language at large speaks, where it is known.
  const trust = translations.isEmpty ? 1 : lexicon.passages / (lexicon.passages + SMALL_COLLECTION);
  const idf = Float32Array.from(nearest, (term, i) => trust * relativeIdf(lexicon, term) + (1 - trust) * rarity[i]!);
  const mask = (test: (i: number) => boolean) => terms.reduce((bits, _, i) => (test(i) ? bits | (1 << i) : bits), 0);
  return {
    question,
    passages: lexicon.passages,
    terms,
    numberOf,
    sequence: Int16Array.from(tokens, ({ term }) => numberOf.get(term)!),
    idf,
    rarity,
    corrected,
    otherNames: question.otherNamesIn(language),
    authored,
    unknown: mask((i) => i !== authored?.verb && lexicon.documentFrequency(terms[i]!) === 0),
    names: mask((i) => asked[i]!.name),
    focus: mask((i) => terms[i] === focus),
    surprise: Float32Array.from(
      prepared.numbers.subarray(0, terms.length),
      (number) => -Math.log(1.02 - translations.presenceOf(number)),
    ),
    prefixes: prefixesOf(terms),
    numerals: mask((i) => asked[i]!.number),
    idfSum: idf.reduce((sum, value) => sum + value, 0),
    raritySum: rarity.reduce((sum, value) => sum + value, 0),
    kind,
    prepared,
    translations,
  };
}

function prefixesOf(terms: readonly string[]): Map<string, TermMask> {
  const prefixes = new Map<string, TermMask>();
  for (const [i, term] of terms.entries()) {
    const prefix = term.slice(0, PREFIX);
    if (prefix.length === PREFIX) prefixes.set(prefix, (prefixes.get(prefix) ?? 0) | (1 << i));
  }
  return prefixes;
}
