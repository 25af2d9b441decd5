/** A question's words → the terms to look for. */
import { type Aliases, namedIn } from './aliases.ts';
import { analyze, type Token } from './analyzer.ts';
import type { QueryTerm } from './search-index.ts';

/** A name from the table of aliases counts for this much of the words that were typed. */
const ALIAS_WEIGHT = 0.7;
const MAX_ALIAS_TERMS = 16;
/** Languages beyond these are too rare in the collection to be worth a term each. */
const MAX_LANGUAGES = 4;

/** The language of `languages` whose stop words the text uses most; the first where none stands out. */
export function questionLanguage(text: string, languages: readonly string[]): string {
  const votes = languages.map((language) => analyze(text, language).filter(({ stop }) => stop).length);
  return languages[votes.indexOf(Math.max(...votes, 0))] ?? languages[0] ?? 'und';
}

/** What stands for `tokens` under another name, as terms of each language. */
function aliasTerms(question: string, tokens: readonly Token[], languages: readonly string[], aliases: Aliases): QueryTerm[] {
  const found: QueryTerm[] = [];
  for (const { from, to, names } of namedIn(question, tokens, aliases)) {
    const surface = question.slice(tokens[from]!.start, tokens[to - 1]!.end);
    for (const name of names) {
      for (const language of languages) {
        for (const { term, stop } of analyze(name, language)) if (!stop) found.push({ term, surface, weight: ALIAS_WEIGHT });
      }
    }
  }
  return found.slice(0, MAX_ALIAS_TERMS);
}

/**
 * The terms of `question` over articles in `languages` (the most common first): its words without stop words (all of them where there are no
 * others), as each language stems them, then what its names are called otherwise. A word is a stop word or not by the question's own language.
 */
export function queryTerms(question: string, languages: readonly string[], aliases: Aliases): QueryTerm[] {
  const used = languages.slice(0, MAX_LANGUAGES);
  const tokens = analyze(question, questionLanguage(question, used));
  const telling = tokens.filter(({ stop }) => !stop);
  const kept = telling.length > 0 ? telling : tokens;
  const terms = new Map<string, QueryTerm>();
  const add = (term: QueryTerm) => terms.has(term.term) || terms.set(term.term, term);
  for (const { term, start, end } of kept) {
    const surface = question.slice(start, end);
    add({ term, surface });
    for (const language of used) for (const other of analyze(surface, language)) add({ term: other.term, surface });
  }
  for (const term of aliasTerms(question, tokens, used, aliases)) add(term);
  return [...terms.values()];
}
