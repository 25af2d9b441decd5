/** Buttons that lead to a place in an article: its surroundings, the next match. */
import type { App } from '../../app.ts';
import type { Button, Press } from '../handler.ts';
import { decodePlaces, excerptAt } from '../place.ts';
import { quotesBody } from '../render/answer.ts';
import { pageWith, readerBody } from '../render/reader.ts';
import { message, note, type Reply } from '../reply.ts';

/** A place that does not stand any more, said kindly. */
export const lost = (why: 'changed' | 'gone'): Reply => note(({ words }) => words.trouble[why]);

const asked = ({ question }: Press) => (question ? { question } : {});

export const context: Button = {
  action: 'context',
  async run(press, app: App) {
    const places = decodePlaces(press.fields);
    const [first] = places;
    if (!first) return note(({ words }) => words.trouble.stale);
    const quote = await excerptAt(first, app, press.scope);
    if (typeof quote === 'string') return lost(quote);
    const { article } = quote.passage;
    const { checkedAt } = quote;
    const body = (inPlace: boolean) => ({ article, page: pageWith(article, quote), quote, checkedAt, back: inPlace ? places : [] });
    return message('private', (view) => readerBody(body(press.inPlace), asked(press), view), true);
  },
};

/** Shows the first place as an answer, the others behind *Next match*; also what *Back* does. */
export const next: Button = {
  action: 'next',
  async run(press, app) {
    const [first, ...others] = decodePlaces(press.fields);
    if (!first) return note(({ words }) => words.trouble.stale);
    const excerpt = await excerptAt(first, app, press.scope);
    if (typeof excerpt === 'string') return lost(excerpt);
    const quotes = {
      kind: 'answered',
      excerpts: [excerpt],
      marked: excerpt.answer !== undefined,
      missing: [],
      next: others,
    } as const;
    return message('private', (view) => quotesBody(quotes, asked(press), view), true);
  },
};
