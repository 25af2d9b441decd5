/**
 * The edge to Discord: a discord.js client in front of the dispatcher.
 *
 * client.ts → dispatch.ts (interactions), mentions.ts (messages) → boundary.ts → commands/, buttons/, modals.ts → render/
 * A handler returns a Reply (reply.ts); interaction-exchange.ts and message-exchange.ts deliver it; work.ts runs what takes long.
 * New command: a file in commands/, a line in commands.ts, its words in messages/. New button or select: buttons/, buttons.ts.
 * New modal: modals.ts. State goes into signed custom ids (custom-id.ts), places in articles as place.ts writes them.
 */
import { Client, Events, GatewayIntentBits, Options, Partials, PermissionFlagsBits } from 'discord.js';
import type { App } from '../app.ts';
import type { Log } from '../log.ts';
import { createDownloader } from './attachments.ts';
import { createBoundary } from './boundary.ts';
import { finalClosing, whyNotConnected } from './closing.ts';
import { commands } from './commands.ts';
import { createConversations } from './conversations.ts';
import { createCustomIds } from './custom-id.ts';
import { createDispatch } from './dispatch.ts';
import { followGuilds } from './guild-events.ts';
import { identifyThrottler } from './identify.ts';
import { createMentions } from './mentions.ts';
import { tellNotices } from './notices.ts';
import { bearUnreadable } from './packets.ts';
import { registerCommands } from './register.ts';
import type { Owners } from './request.ts';
import { makeRequest } from './requests.ts';
import { createViews } from './views.ts';

export interface DiscordOptions extends Owners {
  readonly app: App;
  readonly token: string;
  /** Base of the REST API, without a version: `https://discord.com/api`. */
  readonly apiUrl: string;
  /** Origin that attachments may come from. */
  readonly cdnUrl: string;
  /** What buttons are signed with; at least 32 characters. */
  readonly secretKey: string;
  /** Remembers the starts of the process (identify.ts). */
  readonly dataDir: string;
  readonly log: Log;
  /** The only servers that it serves; every server, where absent. */
  readonly allowedGuilds?: readonly string[];
}

export interface DiscordEdge {
  /** Where a server's admin invites the bot. */
  readonly inviteUrl: string;
  /** Resolves with one sentence for the operator when Discord closes for good. Never rejects. */
  readonly closed: Promise<string>;
  /** Takes nothing more in, finishes what is under way (at most `patienceMs`), disconnects. */
  close(patienceMs?: number): Promise<void>;
}

/** Discord would not have the bot: the message is one sentence with the cure. */
export class DiscordUnavailable extends Error {
  override readonly name = 'DiscordUnavailable';
}

const permissions =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.AttachFiles;

export const inviteUrl = (applicationId: string): string =>
  `https://discord.com/oauth2/authorize?client_id=${applicationId}&scope=bot+applications.commands&permissions=${permissions}`;

const createClient = ({ apiUrl, cdnUrl, dataDir, log }: DiscordOptions, refused: (sentence: string) => void): Client =>
  new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    // Direct messages reach a client only so: Discord announces no such channel beforehand.
    partials: [Partials.Channel],
    allowedMentions: { parse: [], repliedUser: false },
    // Discord's global limit of 50 a second does not count answers to interactions, which are nearly all that is sent; a refusal is obeyed.
    rest: { globalRequestsPerSecond: 200, api: apiUrl, cdn: cdnUrl, retries: 0, makeRequest, invalidRequestWarningInterval: 100 },
    ws: { buildIdentifyThrottler: identifyThrottler({ dataDir, log, refused }) },
    // Messages are answered and forgotten.
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 20,
      GuildMemberManager: { maxSize: 20, keepOverLimit: (member) => member.id === member.client.user.id },
      PresenceManager: 0,
      ReactionManager: 0,
      GuildEmojiManager: 0,
      GuildStickerManager: 0,
      VoiceStateManager: 0,
    }),
  });

/** Connects and answers. @throws DiscordUnavailable when the token or an intent is refused, or Discord is out of reach */
export const startDiscord = async (options: DiscordOptions): Promise<DiscordEdge> => {
  const { app, token, apiUrl, cdnUrl, secretKey, log, operatorIds, homeGuildId } = options;
  const { promise: closed, resolve: closeForGood } = Promise.withResolvers<string>();
  const client = createClient(options, closeForGood);
  bearUnreadable(client, log);
  const ids = createCustomIds(Buffer.from(secretKey));
  const views = createViews(ids);
  const boundary = createBoundary(log);
  const download = createDownloader(cdnUrl);
  const dispatch = createDispatch({
    app,
    ids,
    views,
    boundary,
    download,
    log,
    operatorIds,
    ...(homeGuildId !== undefined && { homeGuildId }),
  });
  const mention = createMentions({ app, views, boundary, conversations: createConversations(), log });

  /** The boundary catches what goes wrong in an answer; what goes wrong before it ends here. */
  const surely = (work: Promise<void>) => void work.catch((err: unknown) => log.error({ err }, 'an event could not be read'));
  client.on(Events.InteractionCreate, (interaction) => surely(dispatch(interaction)));
  client.on(Events.MessageCreate, (message) => surely(mention(message)));
  client.on(Events.Error, (err) => log.warn({ err }, 'Discord client'));
  client.on(Events.ShardError, (err) => log.warn({ err }, 'connection to Discord lost'));
  client.on(Events.ShardReconnecting, () => closing || log.info({}, 'reconnecting to Discord'));
  client.on(Events.ShardResume, (_, replayed) => log.info({ replayed }, 'resumed the session with Discord'));
  client.rest.on('invalidRequestWarning', ({ count }) =>
    log.warn({ count }, 'Discord refused many requests; 10,000 in 10 minutes ban this address'),
  );
  client.on(Events.ShardDisconnect, ({ code }) =>
    closeForGood(finalClosing(code) ?? `Discord closed the connection for good (${code}).`),
  );

  let closing = false;

  const register = async (applicationId: string): Promise<void> => {
    try {
      const { ids: known, written } = await registerCommands(
        client.rest,
        applicationId,
        commands.map(({ data }) => data),
      );
      for (const [name, id] of known) views.commandIds.set(name, id);
      log.info({ commands: known.size, written }, 'commands registered');
    } catch (err) {
      log.error({ err }, 'could not register the commands; those that Discord has stay as they are');
    }
  };

  followGuilds(client, app, log, options.allowedGuilds);
  tellNotices(client, app, log);
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  const refused = closed.then((sentence) => Promise.reject(new DiscordUnavailable(sentence)));
  try {
    await Promise.race([Promise.all([client.login(token), ready]), refused]);
  } catch (error) {
    await client.destroy();
    if (error instanceof DiscordUnavailable) throw error;
    throw new DiscordUnavailable(whyNotConnected(error, apiUrl), { cause: error });
  }
  refused.catch(() => {});
  const applicationId = client.application!.id;
  await register(applicationId);

  return {
    inviteUrl: inviteUrl(applicationId),
    closed,
    async close(patienceMs = 9_000) {
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([boundary.drain(), new Promise((resolve) => (timer = setTimeout(resolve, patienceMs)))]);
      clearTimeout(timer);
      closing = true;
      log.info({ counts: Object.fromEntries(boundary.counts) }, 'answers given');
      await client.destroy();
    },
  };
};
