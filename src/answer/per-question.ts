/** What is worked out of a question once, however many sentences it is put beside. */
import type { Question } from './question.ts';

/** `work`, its results remembered for as long as the question is. `key`: what else they depend on, such as a language. */
export function perQuestion<Result>(
  work: (question: Question, key: string) => Result,
): (question: Question, key: string) => Result {
  const memo = new WeakMap<Question, Map<string, Result>>();
  return (question, key) => {
    const known = memo.get(question) ?? new Map<string, Result>();
    if (known.size === 0) memo.set(question, known);
    let result = known.get(key);
    if (result === undefined) {
      result = work(question, key);
      known.set(key, result);
    }
    return result;
  };
}
