/** News of a server's sources, in the channel that its admins chose. */
import { type Client, MessageFlags } from 'discord.js';
import type { App, News } from '../app.ts';
import type { Log } from '../log.ts';
import { wordsFor } from '../messages/messages.ts';
import { escapeLine, shorten } from './escape.ts';
import { payloadOf } from './exchange.ts';
import { isQuiet } from './failure.ts';
import { text } from './layout.ts';

/** Lines in one message; the rest is counted. */
const mostLines = 10;

/** Sends the news of `app.guilds` for as long as the client lives. */
export const tellNotices = (client: Client, app: App, log: Log): void => {
  const { guilds } = app;
  guilds?.onNews(async (guildId: string, news: readonly News[]): Promise<boolean> => {
    try {
      const { notices, language } = await guilds.settings(guildId);
      const channel = notices === undefined ? null : await client.channels.fetch(notices);
      if (!channel?.isSendable() || channel.isDMBased() || channel.guildId !== guildId) return false;
      const { settings } = wordsFor(language ?? channel.guild.preferredLocale);
      const lines = news
        .slice(0, mostLines)
        .map(({ source, kind, reason = '' }) =>
          settings.news[kind](escapeLine(shorten(source, 80)), escapeLine(shorten(reason, 120))),
        );
      if (news.length > mostLines) lines.push(settings.news.more(news.length - mostLines));
      await channel.send({ ...payloadOf({ components: [text(lines.join('\n'))] }), flags: MessageFlags.IsComponentsV2 });
      return true;
    } catch (err) {
      if (isQuiet(err)) log.info({}, 'the channel for news of the sources cannot be written to');
      else log.error({ err }, 'could not tell the news of the sources');
      return false;
    }
  });
};
