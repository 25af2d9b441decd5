/** A question's words → the terms to look for. */
import { type Aliases, aliasWord, MAX_ALIAS_WORDS } from './aliases.ts';
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
  const words = tokens.map(({ start, end }) => aliasWord(question.slice(start, end)));
  for (let first = 0; first < words.length; first++) {
    for (let length = Math.min(MAX_ALIAS_WORDS, words.length - first); length > 0; length--) {
      const names = aliases.get(words.slice(first, first + length).join(' '));
      // A lone stop word ("us", "la") is no name unless it was written as one.
      if (!names || (length === 1 && tokens[first]!.stop)) continue;
      const surface = question.slice(tokens[first]!.start, tokens[first + length - 1]!.end);
      for (const name of names) {
        for (const language of languages) {
          for (const { term, stop } of analyze(name, language)) if (!stop) found.push({ term, surface, weight: ALIAS_WEIGHT });
        }
      }
      first += length - 1;
      break;
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
