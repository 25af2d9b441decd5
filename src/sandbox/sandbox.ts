/**
 * A Discord on this machine: Gateway v10 and REST v10 as far as a bot that answers needs them, on loopback.
 * It knows nothing of the bot; it enforces Discord's rules and refuses with Discord's own errors.
 *
 *   const discord = await startSandbox();
 *   const guild = discord.addGuild({ name: 'Readers' });            // DISCORD_API_URL=discord.apiUrl DISCORD_TOKEN=discord.token
 *   const anna = discord.member(guild, 'Anna', { locale: 'ru' });   // an Actor in the guild's first channel
 *   await discord.botReady();
 *   const answer = await anna.slash('ask', { question: '…' });
 */
import { randomBytes } from 'node:crypto';
import { Actor } from './actor.ts';
import { Cdn } from './cdn.ts';
import { Commands } from './commands.ts';
import type { Core } from './core.ts';
import type { Deadlines } from './exchange.ts';
import { Faults } from './faults.ts';
import { Gateway } from './gateway.ts';
import { listen } from './listen.ts';
import { Messages } from './messages.ts';
import type { Hello } from './page-protocol.ts';
import { createPage, type Page } from './page-server.ts';
import { ProtocolLog } from './protocol-log.ts';
import { World } from './world.ts';
import type { Channel, Guild, GuildOptions, Person } from './world-types.ts';

export interface SandboxOptions {
  /** Default: any free port. */
  readonly port?: number;
  /** How many ports above it are tried when it is taken; default none. */
  readonly nextPort?: number;
  /** The bot's name; default `Bot`. */
  readonly name?: string;
  /** Milliseconds between heartbeats; default Discord's 41,250. */
  readonly heartbeatMs?: number;
  /** Default Discord's: 3 s to the first response, 15 min of a token's life. */
  readonly deadlines?: Partial<Deadlines>;
  /** Privileged intents that the application was granted; default none. */
  readonly grantedIntents?: number;
}

export interface MemberOptions {
  readonly admin?: boolean;
  readonly locale?: string;
  readonly roles?: readonly string[];
  /** Installed the application for themselves. */
  readonly userInstall?: boolean;
}

export interface Sandbox extends Core {
  readonly origin: string;
  /** For DISCORD_API_URL. */
  readonly apiUrl: string;
  /** For DISCORD_CDN_URL. */
  readonly cdnUrl: string;
  addGuild(options: GuildOptions): Guild;
  /** The text channel or thread of this name; the guild's first text channel without one. */
  channel(guild: Guild, name?: string): Channel;
  /** A new member of the guild, at its first channel. */
  member(guild: Guild, name: string, options?: MemberOptions): Actor;
  /** A person known from elsewhere, at any channel. */
  actor(person: Person, channel: Channel): Actor;
  /** The same person in their direct messages with the bot. */
  direct(of: Actor | Person): Actor;
  /** Serves the page from now on; `start` says where and as whom a newly opened page looks. */
  servePage(hello: () => Hello, start: () => Actor): void;
  /** Resolves when the bot is connected and has registered at least one command; throws after `timeoutMs`. */
  botReady(timeoutMs?: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts on 127.0.0.1. Rejects when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const world = new World(options.name ?? 'Bot');
  const log = new ProtocolLog();
  const cdn = new Cdn();
  const token = `${Buffer.from(world.bot.id).toString('base64url')}.${randomBytes(4).toString('hex')}.${randomBytes(20).toString('hex')}`;
  const gateway = new Gateway({
    world,
    log,
    token,
    heartbeatMs: options.heartbeatMs ?? 41_250,
    grantedIntents: options.grantedIntents ?? 0,
  });
  const core: Core = {
    world,
    commands: new Commands(world),
    messages: new Messages(world, cdn),
    cdn,
    gateway,
    faults: new Faults(),
    log,
    exchanges: new Map(),
    deadlines: { firstResponseMs: 3000, tokenMs: 15 * 60_000, ...options.deadlines },
    token,
  };
  const serving: { page?: Page } = {};
  const { server, port } = await listen(core, serving, options.port ?? 0, options.nextPort ?? 0);
  const origin = `http://127.0.0.1:${port}`;
  cdn.origin = origin;
  gateway.url = `ws://127.0.0.1:${port}/gateway`;

  const channel = (guild: Guild, name?: string) => {
    const found = [...world.channels.values()].find((one) => one.guildId === guild.id && (name === undefined || one.name === name));
    if (!found) throw new Error(`${guild.name} has no channel ${name ?? ''}`);
    return found;
  };
  const actor = (person: Person, where: Channel) => new Actor(core, person, where);
  return {
    ...core,
    origin,
    apiUrl: `${origin}/api`,
    cdnUrl: origin,
    addGuild: (guild) => world.addGuild(guild),
    channel,
    actor,
    member: (guild, name, member = {}) => {
      const person = world.addPerson(name, member);
      world.addMember(guild, person, member);
      return actor(person, channel(guild));
    },
    direct: (of) => {
      const person = of instanceof Actor ? of.person : of;
      return actor(person, world.directChannel(person));
    },
    servePage: (hello, start) => {
      serving.page = createPage(core, hello, start);
    },
    botReady: async (timeoutMs = 30_000) => {
      const until = Date.now() + timeoutMs;
      while (!(gateway.connected && core.commands.list().length > 0)) {
        if (Date.now() > until) throw new Error('the bot did not connect and register in time');
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    close: async () => {
      gateway.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
