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
import { isAddressed, questionIn } from './request.ts';
import { mayAnswerIn, rulesFor } from './server-rules.ts';
import { spokenWords } from './spoken.ts';
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

/** The places where only one talk goes on: a direct message, a person's words in a thread. */
const placesOf = ({ guildId, channel, channelId, author }: Message): string[] =>
  guildId === null ? [`dm ${channelId}`] : channel.isThread() ? [`thread ${channelId} ${author.id}`] : [];

/**
 * The question that the bot's message answered, where its id is not known yet or memory has forgotten: from its small line, else from
 * the message that it replied to.
 */
const lookBack = async (message: Message, botId: string, conversations: Conversations): Promise<string | undefined> => {
  if (!message.reference?.messageId) return undefined;
  try {
    const answer = await message.fetchReference();
    if (answer.author.id !== botId) return undefined;
    const line = questionIn(answer.components.map((component) => component.toJSON()));
    if (line || !answer.reference?.messageId) return line;
    const topic = conversations.before(`said ${answer.reference.messageId}`);
    if (topic) return topic;
    return spokenWords((await answer.fetchReference()).content) || undefined;
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
  /** The question before this one: that of the reply that it answers, else the last one in its place. */
  const before = async (message: Message, botId: string): Promise<string | undefined> =>
    conversations.before(`reply ${message.reference?.messageId}`) ??
    (await lookBack(message, botId, conversations)) ??
    placesOf(message).map(conversations.before)[0];

  const answer = async (message: Message, question: string, previous: string | undefined): Promise<Reply> => {
    const scope = messageScope(message);
    if (question === '') {
      if (message.guildId === null) return helpReply({ scope }, app);
      return messageReply('public', ({ words, command }) => ({ components: [text(words.answer.whatToAsk(command('help')))] }));
    }
    return askReply(question, { scope }, app, {
      asked: {},
      answered: 'public',
      otherwise: 'public',
      keptFor: message.author.id,
      ...(previous && { previous }),
    });
  };

  return async (message: Message): Promise<void> => {
    const botId = message.client.user.id;
    if (!isAddressed(message, botId)) return;
    const question = spokenWords(message.content);
    const scope = messageScope(message);
    const rules = await rulesFor(scope, app, log);
    if (!mayAnswerIn(rules, scope.channelId)) return;
    const viewer = {
      userId: message.author.id,
      guildId: message.guildId ?? '',
      locale: localeOf(question),
      guildLocale: rules?.language ?? message.guild?.preferredLocale,
    };
    let topic: string | undefined;
    const remember = (...keys: string[]) => {
      for (const key of topic ? keys : []) conversations.remember(key, topic!);
    };
    const exchange = messageExchange(message, viewer, views, (id) => remember(`reply ${id}`));
    await boundary.handle(exchange, {
      name: message.guildId === null ? 'direct message' : 'mention',
      userId: viewer.userId,
      guildId: viewer.guildId,
      cost: 2,
      waits: 'public',
      run: async () => {
        if (!mayWrite(message)) throw new Closed();
        const previous = await before(message, botId);
        const reply = await answer(message, question, previous);
        // Thanks and other talk do not change the topic.
        topic = (reply.kind === 'message' && reply.topic) || previous;
        remember(`said ${message.id}`, ...placesOf(message));
        return reply;
      },
    });
  };
};
