/** An excerpt as words in Discord: a slice of its article, escaped, the answering words in bold, `…` where it is cut. */
import type { Excerpt } from '../answer/answer.ts';
import type { Range } from '../articles/article.ts';
import { wordsIn } from '../articles/marks.ts';
import { cutSentence } from './cut.ts';
import { escapeText, readBack, visible } from './escape.ts';

/** A lead longer than this is cut at its start. */
const leadBudget = 240;

interface Look {
  /** UTF-16 code units of the sentence, before escaping. */
  readonly budget: number;
  /** Mark the answering words. */
  readonly bold: boolean;
  /** The quotation bar before each line. */
  readonly bar: boolean;
}

const fence = '```';

/**
 * Markdown that shows the excerpt, or undefined where reading it back does not give exactly the words of the article: what is not
 * verbatim is not shown. Code stays code; a table row stands under its header.
 */
export const quoteMarkdown = (excerpt: Excerpt, look: Look): string | undefined => {
  const { article } = excerpt.passage;
  const { text } = article;
  const sentence = excerpt.passage.sentences.find(({ start }) => start === excerpt.start);
  const range = cutSentence(text, excerpt, excerpt.answer ?? excerpt.terms[0], look.budget);
  const words = wordsIn(article, range);
  if (sentence?.kind === 'code' && !words.includes(fence) && range.end === excerpt.end && range.start === excerpt.start) {
    return `${fence}\n${visible(words)}\n${fence}`;
  }

  const body = escapeText(words, look.bold ? within(excerpt, range) : undefined);
  if (readBack(body) !== visible(words)) return undefined;
  const cutBefore = range.start > excerpt.start ? '… ' : '';
  const cutAfter = range.end < excerpt.end ? ' …' : '';
  const quoted = `${before(excerpt)}${cutBefore}${body}${cutAfter}`;
  const header = sentence?.header ? `${escapeText(wordsIn(article, sentence.header).slice(0, look.budget))}\n` : '';
  const lines = `${header}${quoted}`;
  return look.bar
    ? lines
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n')
    : lines;
};

/** The answering words counted from the start of what is shown, if they are inside it. */
const within = ({ answer, passage: { article } }: Excerpt, shown: Range): Range | undefined => {
  if (!answer || answer.start < shown.start || answer.end > shown.end) return undefined;
  const start = wordsIn(article, { start: shown.start, end: answer.start }).length;
  return { start, end: start + wordsIn(article, answer).length };
};

/** The excerpt without the sentence before it. */
export const withoutLead = ({ lead: _lead, ...excerpt }: Excerpt): Excerpt => excerpt;

/** The lead and what parts it from the sentence. */
const before = ({ lead, start, passage: { article } }: Excerpt): string => {
  if (!lead) return '';
  const { text } = article;
  const range = cutSentence(text, lead, { start: lead.end, end: lead.end }, leadBudget);
  const between = wordsIn(article, { start: lead.end, end: start });
  const gap = /^\s*$/.test(between) ? between || ' ' : ' … ';
  return `${range.start > lead.start ? '… ' : ''}${escapeText(wordsIn(article, range))}${gap}`;
};
