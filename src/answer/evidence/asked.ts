/** A question as evidence is sought for it in one language. */
import { analyze } from '../../search/analyzer.ts';
import type { SearchIndex, TermStatistics } from '../../search/search-index.ts';
import { authorshipOf } from '../author.ts';
import type { Lexicon } from '../lexicon.ts';
import type { OtherName } from '../other-names.ts';
import type { Question } from '../question.ts';
import { kindWords } from './pseudo-words.ts';
import type { PreparedTerms, Translations } from './translation.ts';
import { PREFIX, TermTable, type Words } from './words.ts';

/** Terms as bits of a number: term i of the question is 1 << i. */
export type TermMask = number;

/** A question made ready to be compared with many sentences in one language. */
export interface Asked {
  readonly question: Question;
  /** How many passages there are to choose from. */
  readonly passages: number;
  /** Content terms, at most 24, each once. */
  readonly terms: readonly string[];
  readonly words: Words;
  /** Place of every term of the question, by its number in `words`: content terms first, then its other words; −1 for any other. */
  readonly places: TermTable;
  /** What stands for each content term, as indexed: the term itself, then its corrected spellings. */
  readonly standIns: readonly (readonly string[])[];
  /** All words of the question in order, by number. */
  readonly sequence: Int16Array;
  /** How much a term tells in this collection: 0 where every passage holds it, 1 where none or one does. */
  readonly idf: Float32Array;
  /** How much it tells in the language at large, 0…1. */
  readonly rarity: Float32Array;
  /** Terms that no index holds but near spellings of them. */
  readonly corrected: TermMask;
  /** Names that articles may use instead. */
  readonly otherNames: readonly OtherName<number>[];
  /** Where the author of a work is asked for: the place of the verb, and the terms that stand for the work. */
  readonly authored: { readonly verb: number; readonly works: readonly number[] } | undefined;
  /** Terms that no index holds, corrected or not. */
  readonly unknown: TermMask;
  readonly names: TermMask;
  /** The noun that the question word leans on. */
  readonly focus: TermMask;
  /** Surprise at an answering sentence without the term: −log of the share of such sentences. */
  readonly surprise: Float32Array;
  /** Terms by the number of their first letters: what stemming leaves apart (Egypt, Egyptian). */
  readonly prefixes: TermTable;
  readonly numerals: TermMask;
  /** Sum of `idf` and of `rarity` over all terms. */
  readonly idfSum: number;
  readonly raritySum: number;
  /** The terms, then the words for the kind of thing asked for, as the learned translations know them. */
  readonly prepared: PreparedTerms;
  readonly translations: Translations;
}

const SEQUENCE_LIMIT = 60;
/** Slots for all words of a question and their corrected spellings; for the first letters of its content terms. */
const PLACES = 512;
const PREFIXES = 64;
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
  for (let rest = mask; rest; rest &= rest - 1) sum += weights[31 - Math.clz32(rest & -rest)]!;
  return sum;
}

/** The terms of the question that a list of terms holds. */
export function maskOf({ places, terms }: Asked, ids: readonly number[]): TermMask {
  let mask = 0;
  for (const id of ids) {
    const place = places.get(id, -1);
    if (place >= 0 && place < terms.length) mask |= 1 << place;
  }
  return mask;
}

/** The terms of the question that some passage of the article holds. */
export function maskOfArticle({ standIns }: Asked, articleId: string, indexes: readonly SearchIndex[]): TermMask {
  let mask = 0;
  for (const [place, terms] of standIns.entries())
    if (terms.some((term) => indexes.some((index) => index.articleHolds(articleId, term)))) mask |= 1 << place;
  return mask;
}

const focusTerm = ({ focus }: Question, language: string) => (focus === undefined ? undefined : analyze(focus, language)[0]?.term);

/** Pseudo-words for the kind of thing asked for. */
export const kindOf = (question: Question, language: string): readonly string[] =>
  kindWords(question, focusTerm(question, language));

/** A question ready to be compared with sentences of `language`. A word that is nowhere indexed is met by its corrected spellings. */
export function askIn(question: Question, language: string, lexicon: Lexicon, words: Words, translations: Translations): Asked {
  const asked = question.termsIn(language);
  const terms = asked.map(({ term }) => term);
  const numberOf = new Map(terms.map((term, i) => [term, i]));
  const tokens = analyze(question.text, language).slice(0, SEQUENCE_LIMIT);
  for (const { term } of tokens) if (!numberOf.has(term)) numberOf.set(term, numberOf.size);
  let corrected = 0;
  const standIns = asked.map((word) => [word.term, ...lexicon.corrections(word)]);
  for (const [i, [, ...near]] of standIns.entries()) {
    for (const spelling of near) if (!numberOf.has(spelling)) numberOf.set(spelling, i);
    if (near.length > 0) corrected |= 1 << i;
  }
  const nearest = standIns.map(([term, near]) => near ?? term!);
  const places = new TermTable(PLACES);
  for (const [term, place] of numberOf) places.set(words.idOf(term), place);
  const authorship = authorshipOf(question, language);
  const authored = authorship && {
    verb: authorship.verb,
    works: [...numberOf].flatMap(([term, place]) => (place === authorship.work ? [words.idOf(term)] : [])),
  };
  const focus = focusTerm(question, language);
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
    words,
    places,
    standIns,
    sequence: Int16Array.from(tokens, ({ term }) => numberOf.get(term)!),
    idf,
    rarity,
    corrected,
    otherNames: question.otherNamesIn(language).map(({ run, places }) => ({ run: run.map((term) => words.idOf(term)), places })),
    authored,
    unknown: mask((i) => i !== authored?.verb && lexicon.documentFrequency(terms[i]!) === 0),
    names: mask((i) => asked[i]!.name),
    focus: mask((i) => terms[i] === focus),
    surprise: Float32Array.from(
      prepared.numbers.subarray(0, terms.length),
      (number) => -Math.log(1.02 - translations.presenceOf(number)),
    ),
    prefixes: prefixesOf(terms, words),
    numerals: mask((i) => asked[i]!.number),
    idfSum: idf.reduce((sum, value) => sum + value, 0),
    raritySum: rarity.reduce((sum, value) => sum + value, 0),
    prepared,
    translations,
  };
}

function prefixesOf(terms: readonly string[], words: Words): TermTable {
  const prefixes = new TermTable(PREFIXES);
  for (const [i, term] of terms.entries()) {
    if (term.length < PREFIX) continue;
    const prefix = words.idOf(term.slice(0, PREFIX));
    prefixes.set(prefix, prefixes.get(prefix, 0) | (1 << i));
  }
  return prefixes;
}
