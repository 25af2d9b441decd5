/** The stretch of a sentence that takes the question over word for word: its clause is the one that answers. */
import type { Range } from '../articles/article.ts';
import { analyze, type Token } from '../search/analyzer.ts';
import { perQuestion } from './per-question.ts';
import type { Question } from './question.ts';

export interface Stretch extends Range {
  /** Telling words in it. */
  readonly words: number;
}

/** Question words looked at. */
const LIMIT = 60;
/** A stretch has so many telling words. */
const LEAST = 3;

const wordsOf = perQuestion((question, language) => analyze(question.text, language).slice(0, LIMIT));

/** The longest common run of words, by telling words; offsets are into the sentence's text. Undefined for less than three telling words. */
export function takenOver(question: Question, tokens: readonly Token[], language: string): Stretch | undefined {
  const asked = wordsOf(question, language);
  let previous = new Int16Array(asked.length + 1);
  let current = new Int16Array(asked.length + 1);
  let best: Stretch | undefined;
  for (let t = 0; t < tokens.length; t++) {
    current.fill(0);
    for (let a = 0; a < asked.length; a++) {
      if (asked[a]!.term !== tokens[t]!.term) continue;
      const run = previous[a]! + 1;
      current[a + 1] = run;
      if (run < LEAST) continue;
      const words = tokens.slice(t - run + 1, t + 1).filter(({ stop }) => !stop).length;
      if (words >= LEAST && words > (best?.words ?? 0)) best = { start: tokens[t - run + 1]!.start, end: tokens[t]!.end, words };
    }
    [previous, current] = [current, previous];
  }
  return best;
}
