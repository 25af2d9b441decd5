/** Buttons that ask what stands on them: questions are never in a custom id. */
import { askReply } from '../commands/ask.ts';
import type { Button } from '../handler.ts';

export const example: Button = {
  action: 'example',
  run: (press, app) =>
    askReply(press.label, press, app, { asked: { question: press.label }, answered: 'private', otherwise: 'private' }),
};

/** `Ask "latter"`: what stands between the quotation marks. */
export const suggestion: Button = {
  action: 'ask',
  run(press, app) {
    const question = /["«“](.+)["»”]/.exec(press.label)?.[1] ?? press.label;
    return askReply(question, press, app, { asked: { question }, answered: 'private', otherwise: 'private', inPlace: true });
  },
};
