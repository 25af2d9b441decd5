/** Greetings, thanks and calls for help: one short kind line, never a citation. */
import type { Words } from '../messages/messages.ts';
import { languages } from '../messages/messages.ts';
import { text } from './layout.ts';
import { type MessageReply, message } from './reply.ts';

const bare = (line: string): string =>
  line
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const kinds = ['greetings', 'thanks', 'help'] as const;

/** What kind of small talk a whole line is, in any language spoken here; undefined for a question. At most 40 characters are small talk. */
export const smallTalk = (line: string): (typeof kinds)[number] | undefined => {
  if (line.length > 40) return undefined;
  const said = bare(line);
  return kinds.find((kind) => languages.some(({ talk }: Words) => talk[kind].includes(said)));
};

/** The line that answers a greeting or thanks. */
export const smallTalkReply = (kind: 'greetings' | 'thanks', seen: 'public' | 'private'): MessageReply =>
  message(seen, ({ words, command }) => ({
    components: [text(kind === 'thanks' ? words.answer.thanks : words.answer.greeting(command('help')))],
  }));
