/** A ranked sentence → an excerpt of its article, as offsets. */
import type { Range } from '../articles/article.ts';
import { eachWord } from '../search/analyzer.ts';
import type { Excerpt } from './answer.ts';
import type { Candidate } from './candidates.ts';

/** The excerpt of a candidate. `span` is relative to the sentence, as `chooseSpan` gives it. */
export function excerptOf(candidate: Candidate, score: number, span: Range | null, lead?: Range): Excerpt {
  const { passage, sentence, text, terms, held } = candidate;
  const shown = new Set(terms.filter((_, t) => held[t]).map(({ term }) => term));
  const found: Range[] = [];
  const at = ({ start, end }: Range): Range => ({ start: sentence.start + start, end: sentence.start + end });
  // Not through its tokens: of most sentences quoted nobody asks for these, and they would be kept.
  eachWord(text, passage.article.language, ({ term }, start, end) => shown.has(term) && found.push(at({ start, end })));
  return {
    passage,
    start: sentence.start,
    end: sentence.end,
    ...(lead && { lead }),
    ...(span && { answer: at(span) }),
    terms: found,
    score,
  };
}

const inside = (inner: Range, outer: Range) => outer.start <= inner.start && inner.start < inner.end && inner.end <= outer.end;

/** Whether an excerpt is what it claims: a whole sentence of its passage, its answering words and terms inside it, all within the article. */
export function verbatim({ passage, start, end, lead, answer, terms }: Excerpt): boolean {
  const quoted = { start, end };
  return (
    inside(quoted, { start: 0, end: passage.article.text.length }) &&
    passage.sentences.some((sentence) => sentence.start === start && sentence.end === end) &&
    (!lead || (inside(lead, passage) && lead.end <= start)) &&
    (!answer || inside(answer, quoted)) &&
    terms.every((term) => inside(term, quoted))
  );
}
