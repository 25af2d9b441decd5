/** An answer as text for a terminal. Words are slices of the article; only bold, numbers and the line of the citation are added. */
import type { Answer, Excerpt } from '../answer/answer.ts';
import type { Range } from '../articles/article.ts';
import { wordsIn } from '../articles/marks.ts';
import type { Words } from '../messages/messages.ts';
import { type Style, visible } from './style.ts';

export interface Look {
  readonly words: Words;
  readonly style: Style;
  /** Articles in scope. */
  readonly articles: number;
}

const slice = ({ passage }: Excerpt, { start, end }: Range) => visible(wordsIn(passage.article, { start, end }));

/** The sentence, its answering words in bold when asked for; the sentence before where it is needed; a table row under its header. */
function quote(excerpt: Excerpt, { style }: Look, marked: boolean): string {
  const { answer, lead, start, end, passage } = excerpt;
  const sentence =
    answer && marked
      ? [
          slice(excerpt, { start, end: answer.start }),
          style.bold(slice(excerpt, answer)),
          slice(excerpt, { start: answer.end, end }),
        ].join('')
      : slice(excerpt, excerpt);
  const header = passage.sentences.find((other) => other.start === start)?.header;
  const before = [header && `${slice(excerpt, header)}\n    `, lead && `${slice(excerpt, lead)}${lead.end < start ? ' ' : ''}`];
  return [...before, sentence].filter(Boolean).join('');
}

/** Title, publisher, file, place; then the article's own address. */
function citation({ passage, alsoIn }: Excerpt, { words, style }: Look): string {
  const { article, heading, page, ordinal, total } = passage;
  const place = page ? words.answer.page(page) : words.answer.paragraph(ordinal, total);
  const also = alsoIn?.length ? words.answer.alsoIn(alsoIn.length) : undefined;
  const facts = [article.title, article.publisher, article.date?.slice(0, 10), article.source, heading, place, also];
  const line = [...new Set(facts.filter((fact) => fact))].map((fact) => visible(fact!)).join(' · ');
  return [line, article.url]
    .filter(Boolean)
    .map((text) => `    ${style.dim(visible(text!))}`)
    .join('\n');
}

const onePlace = (excerpt: Excerpt, at: number, look: Look, marked: boolean) =>
  `[${at + 1}] ${quote(excerpt, look, marked)}\n${citation(excerpt, look)}`;

/** The whole answer, without a line feed at its end. */
export function renderAnswer(answer: Answer, look: Look): string {
  const { words, style, articles } = look;
  if (answer.kind === 'nothing') {
    if (answer.manner) return answer.manner === 'thanks' ? words.answer.thanks : words.terminal.greeting;
    if (articles === 0) return words.answer.emptyShared;
    const missing = answer.missing.map(visible);
    return [words.answer.nothing(missing, articles), answer.suggestion && words.answer.didYouMean(answer.suggestion)]
      .filter(Boolean)
      .join(' ');
  }
  if (answer.kind === 'closest') {
    const shown = answer.excerpts.slice(0, 2);
    const state = words.answer.closest(answer.missing.map(visible), shown.length);
    const head = state.replace(/\*\*(.+?)\*\*/, (_, text: string) => style.bold(text));
    return [head, ...shown.map((excerpt) => `  ${quote(excerpt, look, false)}\n${citation(excerpt, look)}`)].join('\n\n');
  }
  const [best] = answer.excerpts;
  const heading = answer.shown && best.answer ? [style.bold(slice(best, best.answer))] : [];
  const quotes = answer.excerpts
    .slice(0, answer.quotes)
    .map((excerpt, at) => onePlace(excerpt, at, look, answer.shown && (at === 0 || answer.differ === true)));
  const differ = answer.differ ? [words.answer.differ] : [];
  return [...heading, ...differ, ...quotes].join('\n\n');
}
