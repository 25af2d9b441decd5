/** Whether a sentence can stand alone, or is quoted with the one before it. */
import type { Range, Sentence } from '../articles/article.ts';

const beginning = (words: string) => new RegExp(`^[^\\p{L}\\p{N}]*(?:${words})(?![\\p{L}\\p{N}])`, 'iu');

/** Personal and possessive pronouns: who or what they are stands in the sentence before. */
const PERSONAL = beginning(
  'he|she|it|they|his|her|hers|its|their|er|sie|es|sein\\p{L}*|ihr\\p{L}*|il|elle|ils|elles|son|sa|ses|leurs?|él|ella|ellos|ellas|su|sus|он|она|оно|они|его|её|ее|их|ним|ему|ей|هو|هي|هم',
);
const PERSONAL_UNSPACED = /^[^\p{L}\p{N}]*(?:他们|她们|它们|他們|她們|他|她|它|彼女|彼)/u;
/** Words that point at all that was said before. */
const POINTING = beginning(
  'this|these|that|those|such|dies\\p{L}*|danach|seither|dort|ce|cet|cette|ces|cela|esto|este|esta|estos|estas|eso|это|этот|эта|эти|этого|там|so|then|there|therefore|however|هذا|هذه|ذلك',
);
const POINTING_UNSPACED = /^[^\p{L}\p{N}]*(?:这|這|此|其|これ|それ|この|その)/u;

/** What a sentence begins with: a pronoun whose bearer stands before it, a word that points back, or neither. */
export function leaningOf(text: string): 'personal' | 'pointing' | undefined {
  const start = text.slice(0, 40);
  if (PERSONAL.test(start) || PERSONAL_UNSPACED.test(start)) return 'personal';
  return POINTING.test(start) || POINTING_UNSPACED.test(start) ? 'pointing' : undefined;
}

/** What a sentence holds by itself. */
export interface Holding {
  /** Everything of the question that its passage holds. */
  readonly question: boolean;
  /** Words that may answer. */
  readonly answer: boolean;
  /** These words are sure. */
  readonly sure: boolean;
}

/**
 * The sentence to quote before `sentences[at]`, or undefined where that one stands alone: nothing fitting stands before it, it begins with
 * no leaning word, or it holds both the question and the answering words (surely, where it begins with "he", "she", "it").
 */
export function leadOf(sentences: readonly Sentence[], at: number, text: string, holds: Holding): Range | undefined {
  const before = sentences[at - 1];
  const leaning = leaningOf(text);
  if (!before || !leaning) return undefined;
  if (holds.question && (leaning === 'personal' ? holds.sure : holds.answer)) return undefined;
  if (before.kind !== 'paragraph' && before.kind !== 'item') return undefined;
  return { start: before.start, end: before.end };
}
