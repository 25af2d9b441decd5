/** Whether the questions that must stay answered still are. */
import type { Answer } from '../answer/answer.ts';
import type { Check } from '../store/guilds.ts';
import { fold } from './unanswered.ts';

export interface ChecksReport {
  readonly total: number;
  readonly answered: number;
  /** Questions that lost their answer. */
  readonly lost: readonly string[];
}

/** Checks that a guild may keep. */
export const mostChecks = 100;

/** Whether one of the quotes shown says what the check's quote said. */
export function stillAnswers(answer: Answer, quote: string): boolean {
  if (answer.kind !== 'answered') return false;
  const wanted = fold(quote);
  return answer.excerpts.slice(0, Math.max(1, answer.quotes)).some(({ passage, start, end }) => {
    const shown = fold(passage.article.text.slice(start, end));
    return shown.includes(wanted) || wanted.includes(shown);
  });
}

/** Asks each check's question; lets others have their turn in between. Stops with what it has when `signal` is aborted. */
export async function runChecks(
  checks: readonly Check[],
  ask: (question: string) => Promise<Answer>,
  signal?: AbortSignal,
): Promise<ChecksReport> {
  const lost: string[] = [];
  let asked = 0;
  for (const { question, quote } of checks) {
    if (signal?.aborted) break;
    asked += 1;
    if (!stillAnswers(await ask(question), quote)) lost.push(question);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { total: asked, answered: asked - lost.length, lost };
}
