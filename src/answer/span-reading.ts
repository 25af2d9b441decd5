/** A sentence read beside a question, once for all that chooses answering words: what its words look like and which of them the question says too. */
import type { Passage } from '../articles/article.ts';
import type { Token } from '../search/analyzer.ts';
import type { Mention } from './mentions.ts';
import type { Question } from './question.ts';
import { placesOf, rolesOf } from './span-question.ts';
import { factsOf, type TokenFacts } from './token-facts.ts';

/** A sentence as spans are read from it; offsets of tokens and mentions are into `text`. */
export interface SpanSentence {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Where it stands; absent for a sentence of no article. */
  readonly passage?: Passage;
  mentions(): readonly Mention[];
  /** Terms of the article's title and the heading: what the article is about is seldom what is asked for. */
  headings(): ReadonlySet<string>;
}

/** Words of the sentence that may be part of a span. */
export const TOKEN_LIMIT = 120;

export interface SpanReading {
  readonly question: Question;
  readonly sentence: SpanSentence;
  readonly language: string;
  /** Words count, not only their shapes. */
  readonly lexical: boolean;
  /** Words read; the lists below have an entry for each. */
  readonly count: number;
  readonly facts: TokenFacts;
  /** The part that a word plays in the question, as `rolesOf` numbers them; 0 where the question lacks it. */
  readonly roles: Uint8Array;
  /** Where the question says the very word: 1 before the asker, 2 after it; 3 where title or heading say it. */
  readonly said: Uint8Array;
  /** How many words before this one are met, are small words, stand in title or heading. One entry more than words. */
  readonly matchedUpTo: Int16Array;
  readonly stopsUpTo: Int16Array;
  readonly headingsUpTo: Int16Array;
  /** Hold a digit; begin with a capital. */
  readonly digitsUpTo: Int16Array;
  readonly capitalsUpTo: Int16Array;
  /** How many of the question's words each clause of the sentence holds. */
  readonly inClause: Uint8Array;
}

/** How many words before each one `is` holds for, and after the last for all. */
function running(count: number, is: (t: number) => number | boolean): Int16Array {
  const sums = new Int16Array(count + 1);
  for (let t = 0; t < count; t++) sums[t + 1] = sums[t]! + Number(is(t));
  return sums;
}

export function readSpans(question: Question, sentence: SpanSentence, language: string, lexical: boolean): SpanReading {
  const { tokens } = sentence;
  const count = Math.min(tokens.length, TOKEN_LIMIT);
  const facts = factsOf(sentence, count, lexical);
  const roleOf = rolesOf(question, language);
  const placeOf = placesOf(question);
  const headings = sentence.headings();
  const roles = new Uint8Array(count);
  const said = new Uint8Array(count);
  const inClause = new Uint8Array((facts.clause[count - 1] ?? 0) + 1);
  for (let t = 0; t < count; t++) {
    const { term } = tokens[t]!;
    roles[t] = roleOf.get(term) ?? 0;
    said[t] = placeOf.get(facts.lower[t]!) ?? (headings.has(term) && !facts.stop[t] ? 3 : 0);
    if (roles[t]) inClause[facts.clause[t]!]!++;
  }
  return {
    question,
    sentence,
    language,
    lexical,
    count,
    facts,
    roles,
    said,
    matchedUpTo: running(count, (t) => roles[t] !== 0),
    stopsUpTo: running(count, (t) => facts.stop[t]!),
    headingsUpTo: running(count, (t) => said[t] === 3),
    digitsUpTo: running(count, (t) => facts.looks[t]!.digit),
    capitalsUpTo: running(count, (t) => facts.looks[t]!.capital),
    inClause,
  };
}
