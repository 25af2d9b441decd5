/** The three states of an answer as messages (answered, closest passages, nothing found). */
import type { APIButtonComponent, APIComponentInContainer } from 'discord-api-types/v10';
import type { Answer, Excerpt } from '../../answer/answer.ts';
import { wordsIn } from '../../articles/marks.ts';
import { escapeLine, shorten } from '../escape.ts';
import { button, container, firstThatFits, rows, text } from '../layout.ts';
import { encodePlaces, type Place, placeOf } from '../place.ts';
import { quoteMarkdown, withoutLead } from '../quote.ts';
import type { Body, View } from '../reply.ts';
import { citation, titleOf, whence } from './citation.ts';

const budgets = { question: 150, heading: 120, first: 320, others: 200, missing: 30 };
/** At most so many next places are looked at for *Next match*; the id holds two or three. */
const nextPlaces = 4;

/** What stands above the quotes. */
export interface Asked {
  /** Shown small where the question does not stand above the reply already. */
  readonly question?: string;
  /** The message that was looked up: its link, and its id for *Share*. */
  readonly about?: { readonly link: string; readonly messageId: string };
}

/** Quotes to show, and the places behind *Next match*. */
export interface Quotes {
  readonly kind: 'answered' | 'closest';
  /** The quotes answer differently. */
  readonly differ?: boolean;
  readonly excerpts: readonly Excerpt[];
  /** Mark the answering words of the first, and repeat them as the heading. */
  readonly marked: boolean;
  readonly missing: readonly string[];
  readonly next: readonly Place[];
}

/** The question line, small and on one line. `questionIn` (../request.ts) reads it back. */
export const questionLine = (question: string): string =>
  `-# ${escapeLine(shorten(question.replace(/\s+/g, ' ').trim(), budgets.question))}`;

const above = ({ question, about }: Asked, { words }: View): APIComponentInContainer[] => [
  ...(question ? [text(questionLine(question))] : []),
  ...(about ? [text(`-# ${words.answer.aboutMessage(about.link)}`)] : []),
];

/** What an answer shows at once. */
export const quotesOf = (answer: Extract<Answer, { excerpts: unknown }>): Quotes => {
  const answered = answer.kind === 'answered';
  const shown = Math.max(1, Math.min(answer.quotes, answered ? 3 : 2));
  return {
    kind: answer.kind,
    excerpts: answer.excerpts.slice(0, shown).filter(verbatim),
    marked: answered && answer.shown,
    differ: answered && answer.differ === true,
    missing: answer.missing,
    next: answered ? answer.excerpts.slice(shown, shown + nextPlaces).map((excerpt) => placeOf(excerpt, false)) : [],
  };
};

/** Whether reading the quote back gives the words of the article; what is not verbatim is not shown. */
const verbatim = (excerpt: Excerpt): boolean =>
  quoteMarkdown(excerpt, { budget: budgets.first, bold: true, bar: true }) !== undefined;

/** As many of the places as an id of this action holds. */
const fields = (view: View, action: string, places: readonly Place[], lead: readonly string[] = []): string[] => {
  for (let count = places.length; count > 0; count--) {
    const all = [...lead, ...encodePlaces(places.slice(0, count))];
    if (view.fitsId(action, all)) return all;
  }
  return [...lead];
};

/** Whether the answering words of the quote at `index` are marked: of the first, and of all where they differ. */
const bold = ({ marked, differ }: Quotes, index: number): boolean => marked && (index === 0 || differ === true);

const buttons = (quotes: Quotes, asked: Asked, view: View): APIButtonComponent[] => {
  const { words, seen } = view;
  const places = quotes.excerpts.map((excerpt, index) => placeOf(excerpt, bold(quotes, index)));
  const first = places.slice(0, 1);
  const share = quotes.kind === 'answered' ? 'share' : 'share-closest';
  return [
    button(
      words.buttons.inContext,
      view.id('context', fields(view, 'context', seen === 'public' ? first : [...first, ...quotes.next])),
    ),
    ...(quotes.next.length > 0 ? [button(words.buttons.nextMatch, view.id('next', fields(view, 'next', quotes.next)))] : []),
    ...(seen === 'private'
      ? [button(words.buttons.share, view.id(share, fields(view, share, places, [asked.about?.messageId ?? ''])))]
      : []),
    ...(seen === 'public' ? [button(words.buttons.delete, view.id('delete'))] : []),
  ];
};

const answered = (quotes: Quotes, asked: Asked, view: View): APIComponentInContainer[] => {
  const [first] = quotes.excerpts;
  const words = quotes.marked && first?.answer ? wordsIn(first.passage.article, first.answer) : undefined;
  return [
    ...above(asked, view),
    ...(words ? [text(heading(words))] : []),
    ...(quotes.differ ? [text(`-# ${view.words.answer.differ}`)] : []),
    ...quotes.excerpts.flatMap((excerpt, index) => {
      const budget = index === 0 ? budgets.first : budgets.others;
      const quote = quoteMarkdown(excerpt, { budget, bold: bold(quotes, index), bar: true });
      return quote ? [text(quote), citation(excerpt, index + 1, view.words)] : [];
    }),
  ];
};

/** A closing `#` belongs to Discord's heading marks and would not show; then the words stand in bold instead. */
const heading = (words: string): string => {
  const line = escapeLine(shorten(words.replace(/\s+/g, ' ').trim(), budgets.heading));
  return line.endsWith('#') ? `**${line}**` : `### ${line}`;
};

const closest = (quotes: Quotes, asked: Asked, view: View): APIComponentInContainer[] => {
  const missing = quotes.missing.slice(0, 5).map((word) => escapeLine(shorten(word, budgets.missing)));
  return [
    ...above(asked, view),
    text(view.words.answer.closest(missing, quotes.excerpts.length)),
    ...quotes.excerpts.flatMap((excerpt) => {
      const quote = quoteMarkdown(excerpt, { budget: budgets.others, bold: false, bar: false });
      const whenceLine = whence(excerpt, view.words);
      return quote ? [text(quote), text(`-# ${titleOf(excerpt.passage.article)}${whenceLine ? ` · ${whenceLine}` : ''}`)] : [];
    }),
  ];
};

/** The quotes, then ever less of them: without the last, without the lead, without the heading. A sentence is never cut for room. */
function* everLess(quotes: Quotes): Generator<Quotes> {
  for (let count = quotes.excerpts.length; count > 0; count--)
    yield { ...quotes, excerpts: quotes.excerpts.slice(0, count), differ: count > 1 && quotes.differ === true };
  const [first] = quotes.excerpts;
  const alone = { ...quotes, excerpts: first ? [withoutLead(first)] : [], differ: false };
  yield alone;
  yield { ...alone, marked: false };
}

/** Quotes with what belongs around them: an answer in its container with its buttons; as many of the quotes as a message holds. */
export const quotesBody = (quotes: Quotes, asked: Asked, view: View): Body => {
  const compose = (some: Quotes) => [
    container(some.kind === 'answered' ? answered(some, asked, view) : closest(some, asked, view), some.kind === 'answered'),
    ...rows(buttons(some, asked, view)),
  ];
  return { components: firstThatFits(everLess(quotes), compose) };
};

/** Nothing found, or nothing here to look in. `articles` is how many the person may see. */
export const nothingBody = (answer: Extract<Answer, { kind: 'nothing' }>, articles: number, asked: Asked, view: View): Body => {
  const { words } = view;
  if (articles === 0) {
    return {
      components: [
        text(view.seen === 'direct' ? words.answer.emptyShared : words.answer.emptyShelf(view.command('sources add upload'))),
      ],
    };
  }
  const missing = answer.missing.slice(0, 5).map((word) => escapeLine(shorten(word, budgets.missing)));
  const suggestion = answer.suggestion && answer.suggestion.length <= 60 ? answer.suggestion : undefined;
  const found = words.answer.nothing(missing, articles);
  return {
    components: [
      ...(asked.question ? [text(questionLine(asked.question))] : []),
      text(suggestion ? `${found} ${words.answer.didYouMean(escapeLine(suggestion))}` : found),
      ...rows([
        ...(suggestion ? [button(words.buttons.ask(suggestion), view.id('ask'))] : []),
        button(words.buttons.browse, view.id('articles', ['0'])),
      ]),
    ],
  };
};

/** Any answer. */
export const answerBody = (answer: Answer, articles: number, asked: Asked, view: View): Body => {
  if (answer.kind === 'nothing') return nothingBody(answer, articles, asked, view);
  const quotes = quotesOf(answer);
  return quotes.excerpts.length > 0
    ? quotesBody(quotes, asked, view)
    : nothingBody({ kind: 'nothing', confidence: answer.confidence, missing: [] }, articles, asked, view);
};
