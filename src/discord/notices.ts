/**
 * News of a server's sources, in the channel that its admins chose: one line when a source turns stale or is refused, one when it
 * recovers, and at most one message a day; what comes meanwhile waits for the next.
 */
import { type Client, MessageFlags } from 'discord.js';
import type { App } from '../app.ts';
import type { Log } from '../log.ts';
import { wordsFor } from '../messages/messages.ts';
import { escapeLine, shorten } from './escape.ts';
import { payloadOf } from './exchange.ts';
import { isQuiet } from './failure.ts';
import { text } from './layout.ts';

/** What is told of one source. */
export interface News {
  readonly source: string;
  readonly kind: 'stale' | 'refused' | 'recovered';
  readonly reason?: string;
}

const day = 24 * 60 * 60_000;
/** Lines in one message; the rest is counted. */
const mostLines = 15;

export interface DigestOptions {
  send(guildId: string, news: readonly News[]): Promise<void>;
  readonly now?: () => number;
  readonly setTimer?: (run: () => void, ms: number) => { unref(): unknown };
}

/** Gathers news by guild: the first goes out at once, later ones a day after the last message, the newest of each source alone. */
export const createDigest = ({ send, now = Date.now, setTimer = setTimeout }: DigestOptions) => {
  const last = new Map<string, number>();
  const waiting = new Map<string, Map<string, News>>();

  const flush = (guildId: string): void => {
    const news = [...(waiting.get(guildId)?.values() ?? [])];
    waiting.delete(guildId);
    if (news.length === 0) return;
    last.set(guildId, now());
    void send(guildId, news);
  };

  return (guildId: string, news: News): void => {
    const queue = waiting.get(guildId);
    if (queue) {
      queue.set(news.source, news);
      return;
    }
    waiting.set(guildId, new Map([[news.source, news]]));
    const wait = (last.get(guildId) ?? Number.NEGATIVE_INFINITY) + day - now();
    if (wait <= 0) flush(guildId);
    else setTimer(() => flush(guildId), wait).unref();
  };
};

/** Sends the news of `app.guilds` for as long as the client lives. */
export const tellNotices = (client: Client, app: App, log: Log): void => {
  const { guilds } = app;
  if (!guilds) return;
  const send = async (guildId: string, news: readonly News[]): Promise<void> => {
    try {
      const { notices, language } = await guilds.settings(guildId);
      const channel = notices === undefined ? null : await client.channels.fetch(notices);
      if (!channel?.isSendable() || channel.isDMBased() || channel.guildId !== guildId) return;
      const { settings } = wordsFor(language ?? channel.guild.preferredLocale);
      const lines = news
        .slice(0, mostLines)
        .map(({ source, kind, reason = '' }) =>
          settings.news[kind](escapeLine(shorten(source, 80)), escapeLine(shorten(reason, 200))),
        );
      await channel.send({ ...payloadOf({ components: [text(lines.join('\n'))] }), flags: MessageFlags.IsComponentsV2 });
    } catch (err) {
      if (isQuiet(err)) log.info({}, 'the channel for news of the sources cannot be written to');
      else log.error({ err }, 'could not tell the news of the sources');
    }
  };
  const digest = createDigest({ send });
  guilds.onNotice((guildId, { source, kind, reason }) =>
    digest(guildId, { source, kind, ...(reason !== undefined && { reason }) }),
  );
};
