/** Long sentences are cut to a range of the original, never to "the words that fit". */
import type { Range } from '../articles/article.ts';
import { negates } from './negation.ts';

/** A sentence whose cut would hide a negation is shown whole up to this many characters. */
export const wholeSentence = 1200;

const boundaries = (text: string): number[] => [
  ...Array.from(new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text), ({ index }) => index),
  text.length,
];

/** The widest range of whole words inside `sentence` that holds `focus` and is at most `budget` long, from its start where possible. */
const around = (text: string, sentence: Range, focus: Range, budget: number): Range => {
  const room = Math.max(0, budget - (focus.end - focus.start));
  const start =
    focus.end - sentence.start <= budget
      ? sentence.start
      : sentence.end - focus.start <= budget
        ? sentence.end - budget
        : focus.start - Math.floor(room / 2);
  const end = Math.min(sentence.end, Math.max(start + budget, focus.end));
  const cuts = boundaries(text.slice(sentence.start, sentence.end)).map((at) => at + sentence.start);
  const from = start <= sentence.start ? sentence.start : (cuts.find((at) => at >= start && at <= focus.start) ?? focus.start);
  const to = end >= sentence.end ? sentence.end : (cuts.findLast((at) => at <= end && at >= focus.end) ?? focus.end);
  return trim(text, { start: from, end: to });
};

const trim = (text: string, { start, end }: Range): Range => {
  const slice = text.slice(start, end);
  return { start: start + (slice.length - slice.trimStart().length), end: end - (slice.length - slice.trimEnd().length) };
};

/**
 * The part of a sentence to show: all of it when it is at most `budget` UTF-16 code units, else a range of whole words that holds
 * `focus` (the answering words). What is left out holds no negation, unless the sentence is longer than `wholeSentence`; then the
 * range is that long. A focus longer than the budget is kept whole up to `wholeSentence`.
 */
export const cutSentence = (text: string, sentence: Range, focus: Range | undefined, budget: number): Range => {
  if (sentence.end - sentence.start <= budget) return { start: sentence.start, end: sentence.end };
  const kept = focus && focus.end - focus.start <= wholeSentence ? focus : { start: sentence.start, end: sentence.start };
  const cut = around(text, sentence, kept, Math.max(budget, kept.end - kept.start));
  const hidden = [text.slice(sentence.start, cut.start), text.slice(cut.end, sentence.end)];
  if (!hidden.some(negates)) return cut;
  return sentence.end - sentence.start <= wholeSentence
    ? { start: sentence.start, end: sentence.end }
    : around(text, sentence, kept, wholeSentence);
};
