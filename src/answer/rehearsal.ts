/** Questions that the program asks itself before anybody asks: the first person's is not to be the one that the engine learns to run on. */
import type { Passage } from '../articles/article.ts';
import type { SearchIndex } from '../search/search-index.ts';
import { type AnswerOptions, answerQuestion } from './answer-question.ts';
import { mentionsIn } from './mentions.ts';

/** After so many, more of them help little. */
const QUESTIONS = 240;
/** Words of a sentence that its question takes over. */
const WORDS = { from: 2, to: 9 } as const;
/** One in so many leaves letters out; one in so many says its words in another order, and names something besides that has other names. */
const MISTYPED = 4;
const TURNED = 3;
const NAMING = 7;
/** The empty one asks with words alone; one that has no question word is compared with those of every language. */
const ASKERS = [
  ...['Who', 'When was', 'What', 'Where did', 'How many', 'Did', 'Which', 'Why did', 'Is', 'In what year was', ''],
  ...['Who wrote the', 'What is the', "What's another name for", 'How long did'],
  ...['What type of', 'How did', 'In which city did', 'Who was the'],
];
/** Names that have other names, a figure, a quotation, a sign of two code units: each is read by rules of its own. */
const NAMED = ['in the United States', 'of the UK in 1,500 days', 'of the EU and the USSR', 'in "The Old Mill" (1931)', 'and 🎉'];
/** Holds what each rule for mentions looks for; many sentences hold nothing of it. */
const EVERY_MENTION =
  'On Monday, 5 May 1999, in the early 19th century or the 1990s, "The Mill" of Tobias Reed cost between 3 and 4 million dollars, $5 million or 12 % of twenty-one tons for 30 years, and had 300 metres.';
/** The engine compiles a rule once for texts of Latin letters alone and once for others, each at the second use. */
const TEXTS = [EVERY_MENTION, `${EVERY_MENTION} – 東京で3人、1999年`].flatMap((text) => [text, text, text]);
/** Scripts without blanks are read by a dictionary, which is loaded at the first word. */
const FIRST = '東京はいつ建てられたか?';

/** A question that a sentence may answer, as people would hardly ask it; enough to run through everything that theirs will. */
function questionFrom({ article: { text }, sentences }: Passage, number: number): string {
  const { start, end } = sentences[number % sentences.length]!;
  const words = text.slice(start, end).split(/\s+/u).slice(WORDS.from, WORDS.to);
  if (number % TURNED === 0) words.reverse();
  if (number % NAMING === 0) words.push(NAMED[(number / NAMING) % NAMED.length]!);
  const typed = number % MISTYPED === 0 ? words.map((word) => word.replace(/(?<=^\p{L}{3})\p{L}(?=\p{L}{3})/u, '')) : words;
  return `${ASKERS[number % ASKERS.length]} ${typed.join(' ')}?`;
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
  for (const text of TEXTS) mentionsIn(text);
  if (quotable.length > 0 && !signal?.aborted) await answerQuestion({ question: FIRST }, [index], options);
  const step = Math.max(1, Math.floor(quotable.length / QUESTIONS));
  for (let number = 0; number < QUESTIONS && quotable.length > 0 && !signal?.aborted; number++) {
    const passage = quotable[(number * step) % quotable.length]!;
    await answerQuestion({ question: questionFrom(passage, number) }, [index], options);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
