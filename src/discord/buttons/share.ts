/** *Share* shows everyone what one person sees. The words are sliced from the article again; the question is read from the message. */

import type { App } from '../../app.ts';
import type { Button, Press } from '../handler.ts';
import { decodePlaces, excerptAt } from '../place.ts';
import { quotesBody } from '../render/answer.ts';
import { message, note, type Reply } from '../reply.ts';
import { lost } from './places.ts';

const share =
  (kind: 'answered' | 'closest') =>
  async (press: Press, app: App): Promise<Reply> => {
    const [messageId, ...fields] = press.fields;
    const excerpts = await Promise.all(decodePlaces(fields).map((place) => excerptAt(place, app, press.scope)));
    const missing = excerpts.find((excerpt) => typeof excerpt === 'string');
    if (missing) return lost(missing);
    const shown = excerpts.filter((excerpt) => typeof excerpt !== 'string');
    if (shown.length === 0) return note(({ words }) => words.trouble.nothingToShow);
    const about =
      messageId && press.guildId
        ? { messageId, link: `https://discord.com/channels/${press.guildId}/${press.channelId}/${messageId}` }
        : undefined;
    const differ = shown.filter(({ answer }) => answer !== undefined).length > 1;
    const quotes = { kind, excerpts: shown, marked: shown[0]?.answer !== undefined, differ, missing: [], next: [] };
    const asked = { ...(press.question && { question: press.question }), ...(about && { about }) };
    return message('public', (view) => quotesBody(quotes, asked, view));
  };

export const shareAnswer: Button = { action: 'share', run: share('answered') };
export const shareClosest: Button = { action: 'share-closest', run: share('closest') };
