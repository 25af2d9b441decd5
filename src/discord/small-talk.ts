/** What is said to the bot rather than asked of the articles: one short kind line, or the help; never a citation. */
import type { Answer } from '../answer/answer.ts';
import { languages } from '../messages/messages.ts';
import { text } from './layout.ts';
import { type MessageReply, message } from './reply.ts';

type Manner = NonNullable<Extract<Answer, { kind: 'nothing' }>['manner']>;

const bare = (line: string): string =>
  line
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** Whether a whole line asks what the bot is or does, in any language spoken here. At most 40 characters do. */
export const asksForHelp = (line: string): boolean =>
  line.length <= 40 && languages.some(({ talk }) => talk.help.includes(bare(line)));

/** The line that answers a greeting or thanks. */
export const mannersReply = (manner: Manner, seen: 'public' | 'private'): MessageReply =>
  message(seen, ({ words, command }) => ({
    components: [text(manner === 'thanks' ? words.answer.thanks : words.answer.greeting(command('help')))],
  }));
