/** Where sentences begin and end: Unicode's own rules (UAX #29, `Intl.Segmenter`), repaired where they cut at abbreviations and initials. */

import { endsInAbbreviation } from './abbreviations.ts';
import type { Range } from './article.ts';

const segmenters = new Map<string, Intl.Segmenter>();

function segmenterFor(language: string): Intl.Segmenter {
  let segmenter = segmenters.get(language);
  if (!segmenter) {
    segmenter = new Intl.Segmenter(language === 'und' ? 'en' : language, { granularity: 'sentence' });
    segmenters.set(language, segmenter);
  }
  return segmenter;
}

/** What closes a quotation or bracket after the full stop, and still belongs to the sentence before. */
const continues = /^[\s\])}'"”’»›]*[\p{Ll}]/u;

/**
 * The sentences of `text` between `start` and `end`, in order, without the white space around them. Offsets are UTF-16 code units into `text`.
 * Linear in the length.
 */
export function splitSentences(text: string, { start, end }: Range, language: string): Range[] {
  const sentences: Range[] = [];
  let open = -1;
  let last = -1;
  for (const { segment, index } of segmenterFor(language).segment(text.slice(start, end))) {
    const trimmed = segment.trim();
    if (!trimmed) continue;
    const from = start + index + segment.indexOf(trimmed);
    if (open >= 0 && !endsInAbbreviation(text.slice(Math.max(open, last - 24), last)) && !continues.test(trimmed.slice(0, 8))) {
      sentences.push({ start: open, end: last });
      open = -1;
    }
    if (open < 0) open = from;
    last = from + trimmed.length;
  }
  if (open >= 0) sentences.push({ start: open, end: last });
  return sentences;
}
