/** An article page by page, and a quote in its surroundings. */
import type { Excerpt } from '../../answer/answer.ts';
import type { Article, Block, Range } from '../../articles/article.ts';
import { wordsIn } from '../../articles/marks.ts';
import { escapeLine, escapeText, visible } from '../escape.ts';
import { button, container, fits, link, rows, section, text } from '../layout.ts';
import { encodePlaces, type Place } from '../place.ts';
import type { Body, View } from '../reply.ts';
import { type Asked, questionLine } from './answer.ts';
import { dateOf, lastChecked, publisherOf, titleOf } from './citation.ts';

/** UTF-16 code units of the article on one page; escaped they may become twice as many. */
const pageLength = 1500;

type Piece = Pick<Block, 'kind' | 'start' | 'end'>;

/** Blocks as they are read, long ones in pieces that end between words; furniture and the title (which stands above) left out. */
function* pieces(article: Article): Generator<Piece> {
  for (const { kind, start, end } of article.blocks) {
    if (kind === 'furniture' || kind === 'title') continue;
    for (let at = start; at < end; ) {
      const blank = end - at > pageLength ? article.text.slice(at, at + pageLength).search(/\s\S*$/) : -1;
      const next = end - at <= pageLength ? end : blank > pageLength / 2 ? at + blank + 1 : at + pageLength;
      yield { kind, start: at, end: next };
      at = next;
    }
  }
}

/** The pages of an article, each a list of pieces that together are at most `pageLength` long. */
export const pagesOf = (article: Article): readonly (readonly Piece[])[] => {
  const pages: Piece[][] = [];
  let room = 0;
  for (const piece of pieces(article)) {
    const length = piece.end - piece.start;
    if (length > room || pages.length === 0) {
      pages.push([]);
      room = pageLength;
    }
    pages.at(-1)!.push(piece);
    room -= length;
  }
  return pages;
};

const barred = (markdown: string): string =>
  markdown
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');

const shown = (article: Article, piece: Piece, quote: Range | undefined): string => {
  const words = wordsIn(article, piece);
  if (quote && quote.start < piece.end && quote.end > piece.start) {
    const from = Math.max(quote.start, piece.start);
    const to = Math.min(quote.end, piece.end);
    const around = (start: number, end: number) => escapeText(wordsIn(article, { start, end }).trim());
    return [around(piece.start, from), barred(around(from, to)), around(to, piece.end)].filter(Boolean).join('\n');
  }
  if (piece.kind === 'code' && !words.includes('```')) return `\`\`\`\n${visible(words)}\n\`\`\``;
  if (piece.kind === 'heading') return `**${escapeText(words.trim())}**`;
  return piece.kind === 'item' ? `- ${escapeText(words.trim())}` : escapeText(words.trim());
};

/** Items of a list and rows of a table stand line under line, other blocks apart. */
const gapBefore = ({ kind }: Piece, above: Piece | undefined): string =>
  above === undefined ? '' : above.kind === kind && (kind === 'item' || kind === 'row') ? '\n' : '\n\n';

export interface Reading {
  readonly article: Article;
  /** From 0; taken into what there is. */
  readonly page: number;
  /** What to set off with the quotation bar. */
  readonly quote?: Excerpt;
  /** When an old copy was last read without trouble. */
  readonly checkedAt?: number | undefined;
  /** Where *Back* leads; none: no *Back*. */
  readonly back: readonly Place[];
}

/** The page that a quote begins on. It may begin with a mark, which is no part of a piece. */
export const pageWith = (article: Article, { start, end }: Range): number =>
  Math.max(
    0,
    pagesOf(article).findIndex((page) => page.some((piece) => start < piece.end && end > piece.start)),
  );

/** One page with its buttons. The question line is kept, so that *Back* and *Share* still know it. */
export const readerBody = ({ article, page, quote, checkedAt, back }: Reading, { question }: Asked, view: View): Body => {
  const { words } = view;
  const pages = pagesOf(article);
  const at = Math.min(Math.max(0, page), Math.max(0, pages.length - 1));
  const small = [publisherOf(article), dateOf(article, words), lastChecked(checkedAt, words)]
    .filter((part) => part !== undefined)
    .map(escapeLine);
  const head = [
    `### ${titleOf(article)}`,
    `-# ${[...small, words.lists.pageOf(at + 1, Math.max(1, pages.length))].join(' · ')}`,
  ].join('\n');
  const content = (pages[at] ?? [])
    .map((piece, index, all) => `${gapBefore(piece, all[index - 1])}${shown(article, piece, quote)}`)
    .join('');
  const url = article.url && /^https?:/.test(article.url) && article.url.length <= 512 ? article.url : undefined;

  const id = (action: string, lead: readonly string[]): string => {
    for (let count = back.length; ; count--) {
      const all = [...lead, ...encodePlaces(back.slice(0, count))];
      if (count === 0 || view.fitsId(action, all)) return view.id(action, all);
    }
  };
  const buttons = [
    ...(at > 0 ? [button(words.buttons.earlier, id('read', [article.id, String(at - 1)]))] : []),
    ...(at < pages.length - 1 ? [button(words.buttons.later, id('read', [article.id, String(at + 1)]))] : []),
    ...(back.length > 0 ? [button(words.buttons.back, id('next', []))] : []),
  ];
  const compose = (body: string): Body => ({
    components: [
      container(
        [
          ...(question ? [text(questionLine(question))] : []),
          url ? section(head, link(words.buttons.open, url)) : text(head),
          ...(body ? [text(body)] : []),
        ],
        false,
      ),
      ...rows(buttons),
    ],
  });
  const whole = compose(content);
  // Only a page made of marks alone outgrows a message; it is shown as code, where marks need no escape.
  return fits(whole.components)
    ? whole
    : compose(
        escapeText(
          (pages[at] ?? [])
            .map((piece) => article.text.slice(piece.start, piece.end))
            .join('\n')
            .slice(0, 1500),
        ),
      );
};
