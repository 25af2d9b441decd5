/** Where sentences begin and end: Unicode's own rules (UAX #29, `Intl.Segmenter`), repaired where they cut too much or too little. */
import type { Range } from './article.ts';
import { isBoundary } from './boundaries.ts';

/** A stretch without a sentence's end longer than this (UTF-16 code units) is cut, or it could never be quoted. */
export const SENTENCE_LIMIT = 2_000;
/** How much of the text on either side of a would-be boundary is looked at. */
const CONTEXT = 40;

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** "Korea.Our", "Korea.“Our", "1948).The": a full stop, what closes after it, and at once a capitalised word. */
const MISSING_BLANK =
  /(?<=[\p{Ll}\p{Nd}]\p{M}*[\p{Ll}\p{Nd})\]”»]\p{M}*)(?:[.!?]+|…)[)\]”»’"]*(?=[“„«"(]?\p{Lu}(?:[\p{Ll}\p{M}]*[\s,;:]|[\p{Ll}\p{M}]+[’'-]))/gu;
/** Spares the other pattern, which takes its time, most sentences. */
const STOP_INSIDE = /[.!?…]\S/;
/** A footnote mark glued to the full stop: "liberated.[12]". */
const FOOTNOTE = /^(?:\[?(?:\p{Nd}{1,3}|\p{Ll})\])+/u;
/** What opens a quotation or bracket: it never ends a sentence. */
const TRAILING_OPENING = /(?<![([{<“„«‹¿¡])[([{<“„«‹¿¡]+$/u;

/** Positions in `text` where a sentence may end, ascending, the last one being its length. */
function* candidates(text: string): Generator<number> {
  for (const { segment, index } of segmenter.segment(text)) {
    for (const match of STOP_INSIDE.test(segment) ? segment.matchAll(MISSING_BLANK) : []) {
      const word = segment.slice(segment.lastIndexOf(' ', match.index) + 1, match.index);
      // An address or a file name is no end of a sentence.
      if (!/[./@:\\]/.test(word)) yield index + match.index + match[0].length;
    }
    const end = index + segment.length;
    const footnote = /[.!?]\[$/.test(segment) ? FOOTNOTE.exec(text.slice(end, end + CONTEXT))?.[0].length : undefined;
    yield footnote ? end + footnote : end - (TRAILING_OPENING.exec(segment.slice(-CONTEXT))?.[0].length ?? 0);
  }
  yield text.length;
}

/** Cuts what is too long at the last white space before the limit, or between two characters where there is none. */
function* bounded(text: string, start: number, end: number): Generator<number> {
  let at = start;
  while (end - at > SENTENCE_LIMIT) {
    const blank = text.slice(at + SENTENCE_LIMIT / 2, at + SENTENCE_LIMIT).search(/\s\S*$/);
    at += blank >= 0 ? SENTENCE_LIMIT / 2 + blank + 1 : SENTENCE_LIMIT;
    if (/[\udc00-\udfff]/.test(text[at]!)) at -= 1;
    yield at;
  }
  yield end;
}

/**
 * The sentences of `text` within `range`, in order, without the white space around them. Offsets are UTF-16 code units into `text`.
 * Line ends within the range are blanks. Linear in the length.
 */
export function splitSentences(text: string, range: Range, language: string): Range[] {
  // Same length, so that offsets stand. Text without capitals gets one after each full stop, or Unicode's rules would see a single sentence.
  let paragraph = text.slice(range.start, range.end).replace(/[\r\n\f\v\u0085\u2028\u2029]/g, ' ');
  if (!/\p{Lu}/u.test(paragraph))
    paragraph = paragraph.replace(/(?<=[p{Ll}p{Nd}]{2}\. )[a-zа-яё]/g, (letter) => letter.toUpperCase());
  const sentences: Range[] = [];
  // Spares what is a single sentence at a glance the segmenter, which takes as long for a line as for a page.
  const cuts = /\p{Sentence_Terminal}[\s\S]*\S|…/u.test(paragraph) ? candidates(paragraph) : [paragraph.length];
  let open = 0;
  let last = 0;
  for (const at of cuts) {
    if (at <= last) continue;
    last = at;
    const before = paragraph.slice(Math.max(open, at - CONTEXT), at).trimEnd();
    if (at < paragraph.length && (!before || !isBoundary(before, paragraph.slice(at, at + CONTEXT).trimStart(), language)))
      continue;
    for (const end of bounded(paragraph, open, at)) {
      const sentence = paragraph.slice(open, end);
      const trimmed = sentence.trim();
      const start = range.start + open + sentence.indexOf(trimmed);
      if (trimmed) sentences.push({ start, end: start + trimmed.length });
      open = end;
    }
  }
  return sentences;
}

/** Code and the like: as many whole lines together as are still quotable. */
export function splitLines(text: string, { start, end }: Range): Range[] {
  const parts: Range[] = [];
  for (const { 0: line, index } of text.slice(start, end).matchAll(/[^\r\n]+/g)) {
    if (!/\S/.test(line)) continue;
    const from = start + index;
    const last = parts.at(-1);
    if (last && from + line.length - last.start <= SENTENCE_LIMIT / 2)
      parts[parts.length - 1] = { start: last.start, end: from + line.length };
    else {
      let at = from;
      for (const cut of bounded(text, from, from + line.length)) {
        parts.push({ start: at, end: cut });
        at = cut;
      }
    }
  }
  return parts;
}
