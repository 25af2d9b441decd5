/** Questions that the program asks itself before anybody asks: the first person's is not to be the one that the engine learns to run on. */
import type { Passage } from '../articles/article.ts';
import type { SearchIndex } from '../search/search-index.ts';
import { type AnswerOptions, answerQuestion } from './answer-question.ts';

/** After so many, more of them help little. */
const QUESTIONS = 120;
/** Words of a sentence that its question takes over. */
const WORDS = { from: 2, to: 9 } as const;
const ASKERS = ['Who', 'When was', 'What', 'Where did', 'How many', 'Which', 'Why did', 'In what year was'];

/** A question that a sentence may answer, as people would hardly ask it; enough to run through everything that theirs will. */
function questionFrom({ article: { text }, sentences }: Passage, number: number): string {
  const { start, end } = sentences[number % sentences.length]!;
  const words = text.slice(start, end).split(/\s+/u).slice(WORDS.from, WORDS.to);
  return `${ASKERS[number % ASKERS.length]} ${words.join(' ')}?`;
}

/**
 * Asks questions of `index`, made from some of its `passages`, each in a turn of the event loop of its own. Ends early when `signal` aborts.
 * Never throws on any passage.
 */
export async function rehearse(
  passages: readonly Passage[],
  index: SearchIndex,
  options: AnswerOptions,
  signal?: AbortSignal,
): Promise<void> {
  const quotable = passages.filter(({ ordinal }) => ordinal > 0);
  const step = Math.max(1, Math.floor(quotable.length / QUESTIONS));
  for (let number = 0; number < QUESTIONS && quotable.length > 0 && !signal?.aborted; number++) {
    const passage = quotable[(number * step) % quotable.length]!;
    await answerQuestion({ question: questionFrom(passage, number) }, [index], options);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
