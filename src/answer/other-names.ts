/** Names of the question that articles may call otherwise: "DPRK" is met by "North Korea". */
import { type Aliases, namedIn } from '../search/aliases.ts';
import { analyze } from '../search/analyzer.ts';
import type { QuestionTerm } from './question.ts';

/** A run of terms that stands for some of the question's terms, given by their places in the list. `Term`: as letters or as a number. */
export interface OtherName<Term = string> {
  readonly run: readonly Term[];
  readonly places: readonly number[];
}

/** More names than this are not looked for. */
const NAMES = 16;

/** What the names in `text` are called otherwise, as an article in `language` would index it. */
export function otherNames(text: string, terms: readonly QuestionTerm[], language: string, aliases: Aliases): OtherName[] {
  const tokens = analyze(text, language);
  const found: OtherName[] = [];
  for (const { from, to, names } of namedIn(text, tokens, aliases)) {
    const words = tokens.slice(from, to);
    const places = terms.flatMap((term, place) => (words.some((word) => word.term === term.term) ? [place] : []));
    if (places.length === 0) continue;
    for (const name of names) {
      const run = analyze(name, language).map(({ term }) => term);
      if (run.length > 0) found.push({ run, places });
    }
  }
  return found.slice(0, NAMES);
}

/** German participles, which stemming leaves apart from their verbs: "baute" is met by "gebaut", and the other way round. */
export function participles(terms: readonly QuestionTerm[]): OtherName[] {
  return terms.flatMap(({ term, number }, place) => {
    if (number || term.length < 4) return [];
    return [{ run: [term.startsWith('ge') && term.length > 5 ? term.slice(2) : `ge${term}`], places: [place] }];
  });
}

/** Terms in order, as letters or as numbers. */
interface Terms<Term> {
  readonly [at: number]: Term;
  indexOf(term: Term, from?: number): number;
}

/** Where `run` stands in `terms`, word for word; −1 where it does not. */
export function placeOfRun<Term>(terms: Terms<Term>, run: readonly Term[]): number {
  for (let at = terms.indexOf(run[0]!); at >= 0; at = terms.indexOf(run[0]!, at + 1)) {
    if (run.every((term, offset) => terms[at + offset] === term)) return at;
  }
  return -1;
}

/** The places of the question's terms that `terms` hold under another name. */
export function placesHeld<Term>(terms: Terms<Term>, names: readonly OtherName<Term>[]): readonly number[] {
  return names.length === 0 ? [] : names.flatMap(({ run, places }) => (placeOfRun(terms, run) < 0 ? [] : places));
}
