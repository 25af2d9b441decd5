/** Whether a sentence can stand alone, or is quoted with the one before it. */
import type { Range, Sentence } from '../articles/article.ts';

/** Words that point back at what was said before: pronouns and demonstratives at the beginning of a sentence. */
const LEANING =
  /^[^\p{L}\p{N}]*(?:he|she|it|they|his|her|its|their|this|these|that|those|such|er|sie|es|dies\p{L}*|sein\p{L}*|ihr\p{L}*|danach|seither|il|elle|ils|elles|ce|cet|cette|ces|son|sa|ses|él|ella|ellos|ellas|esto|este|esta|su|sus|он|она|оно|они|это|этот|эта|эти|его|её|ее|их|ним|её)(?![\p{L}\p{N}])/iu;
const LEANING_UNSPACED = /^[^\p{L}\p{N}]*(?:他们|她们|它们|他|她|它|这|此|其|彼女|彼|これ|それ|この|その)/u;

/** Whether a sentence begins with a word that leans on the sentence before. */
export const leans = (text: string): boolean => LEANING.test(text.slice(0, 40)) || LEANING_UNSPACED.test(text.slice(0, 12));

/**
 * The sentence to quote before `sentences[at]`, or undefined where that one stands alone: it begins with no leaning word, nothing fitting
 * stands before it, or `complete` says that it holds both the answering words and all of the question that the passage holds.
 */
export function leadOf(sentences: readonly Sentence[], at: number, text: string, complete: boolean): Range | undefined {
  const before = sentences[at - 1];
  if (!before || complete || !leans(text)) return undefined;
  if (before.kind !== 'paragraph' && before.kind !== 'item') return undefined;
  return { start: before.start, end: before.end };
}
