/** Messages put to the bot: mentions in channels and threads, replies to it, direct messages. */
import { type Message, PermissionFlagsBits } from 'discord.js';
import type { App, Scope } from '../app.ts';
import type { Log } from '../log.ts';
import type { Boundary } from './boundary.ts';
import { askReply } from './commands/ask.ts';
import { helpReply } from './commands/help.ts';
import type { Conversations } from './conversations.ts';
import { Closed } from './failure.ts';
import { text } from './layout.ts';
import { messageExchange } from './message-exchange.ts';
import { message as messageReply, type Reply } from './reply.ts';
import { isAddressed, questionIn, spokenTo } from './request.ts';
import { mayAnswerIn, rulesFor } from './server-rules.ts';
import type { Views } from './views.ts';

export interface Mentions {
  readonly app: App;
  readonly views: Views;
  readonly boundary: Boundary;
  readonly conversations: Conversations;
  readonly log: Log;
}

/** A message tells nothing of its writer's language but the letters it is written in. */
const localeOf = (content: string): string => (/\p{Script=Cyrillic}/u.test(content) ? 'ru' : 'en');

/** Whether the bot may answer there, as far as it can know beforehand. */
const mayWrite = ({ channel }: Message): boolean => {
  if (channel.isDMBased()) return true;
  const me = channel.guild.members.me;
  const permissions = me && channel.permissionsFor(me);
  if (!permissions) return true;
  const send = channel.isThread() ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
  return permissions.has(PermissionFlagsBits.ViewChannel) && permissions.has(send);
};

/** Where the question before this one is remembered: under the reply that it answers, else under the place where only one talk goes on. */
const keysOf = (message: Message): string[] => {
  const place =
    message.guildId === null
      ? `dm ${message.channelId}`
      : message.channel.isThread()
        ? `thread ${message.channelId} ${message.author.id}`
        : undefined;
  return [...(message.reference?.messageId ? [`reply ${message.reference.messageId}`] : []), ...(place ? [place] : [])];
};

/** The question that the bot's message answered, where memory has forgotten: from its small line, else from the message that it replied to. */
const lookBack = async (message: Message, botId: string): Promise<string | undefined> => {
  if (!message.reference?.messageId) return undefined;
  try {
    const answer = await message.fetchReference();
    if (answer.author.id !== botId) return undefined;
    const line = questionIn(answer.components.map((component) => component.toJSON()));
    if (line || !answer.reference?.messageId) return line;
    return spokenTo((await answer.fetchReference()).content, botId) || undefined;
  } catch {
    // Gone, or not to be read: then there is no question before.
    return undefined;
  }
};

/** Whose shelf a message opens: that of the server it was written in. */
const messageScope = ({ guildId, channel, channelId }: Message): Scope => {
  if (guildId === null) return {};
  const place = channel.isThread() ? channel.parentId : channelId;
  return { guildId, ...(place && { channelId: place }) };
};

export const createMentions = ({ app, views, boundary, conversations, log }: Mentions) => {
  const answer = async (message: Message, question: string, botId: string): Promise<Reply> => {
    const scope = messageScope(message);
    const keys = keysOf(message);
    if (question === '') {
      if (message.guildId === null) return helpReply({ scope }, app);
      return messageReply('public', ({ words, command }) => ({ components: [text(words.answer.whatToAsk(command('help')))] }));
    }
    const previous = keys.map(conversations.before).find((before) => before !== undefined) ?? (await lookBack(message, botId));
    for (const key of keys.filter((one) => !one.startsWith('reply '))) conversations.remember(key, question);
    return askReply(question, { scope }, app, {
      asked: {},
      answered: 'public',
      otherwise: 'public',
      ...(previous && { previous }),
    });
  };

  return async (message: Message): Promise<void> => {
    const botId = message.client.user.id;
    if (!isAddressed(message, botId)) return;
    const question = spokenTo(message.content, botId);
    const scope = messageScope(message);
    const rules = await rulesFor(scope, app, log);
    if (!mayAnswerIn(rules, scope.channelId)) return;
    const viewer = {
      userId: message.author.id,
      guildId: message.guildId ?? '',
      locale: localeOf(question),
      guildLocale: rules?.language ?? message.guild?.preferredLocale,
    };
    const exchange = messageExchange(message, viewer, views, (id) => conversations.remember(`reply ${id}`, question));
    await boundary.handle(exchange, {
      name: message.guildId === null ? 'direct message' : 'mention',
      userId: viewer.userId,
      guildId: viewer.guildId,
      cost: 2,
      waits: 'public',
      run: async () => {
        if (!mayWrite(message)) throw new Closed();
        return answer(message, question, botId);
      },
    });
  };
};
