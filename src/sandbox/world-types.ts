/** What the world is made of. */
import type { APIMessage, APIOverwrite, APIRole, ChannelType } from 'discord-api-types/v10';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly bot: boolean;
  /** The language of this person's client, such as `en-US` or `ru`. */
  locale: string;
  /** Whether this person installed the application for themselves. */
  userInstall: boolean;
}

export interface Member {
  readonly person: Person;
  readonly roles: Set<string>;
  readonly joinedAt: string;
}

export interface Guild {
  readonly id: string;
  readonly name: string;
  /** The guild's preferred locale. */
  locale: string;
  readonly ownerId: string;
  readonly roles: Map<string, APIRole>;
  readonly members: Map<string, Member>;
  /** Whether the application is installed here, with its bot. */
  installed: boolean;
  /** An outage: events of this guild stop, and it is announced as unavailable. */
  unavailable: boolean;
  /** Overrides of who may use a command (Server Settings → Integrations): command name → role or user id → allowed. */
  readonly commandOverrides: Map<string, Map<string, boolean>>;
}

export interface Channel {
  readonly id: string;
  readonly type: ChannelType;
  readonly name: string;
  readonly guildId?: string;
  readonly parentId?: string;
  readonly overwrites: APIOverwrite[];
  /** Of a direct message: the person who talks with the bot. */
  readonly recipientId?: string;
  readonly messages: Map<string, StoredMessage>;
}

/** Whom a message notified. */
export interface Pings {
  readonly everyone: boolean;
  readonly roles: readonly string[];
  readonly users: readonly string[];
}

export interface StoredMessage {
  message: APIMessage;
  /** Of an ephemeral message: the only person who sees it. */
  readonly visibleTo?: string;
  pings: Pings;
}

export interface GuildOptions {
  /** Default: a new one. */
  readonly id?: string;
  readonly name: string;
  /** Default `en-US`. */
  readonly locale?: string;
  /** Names of text channels; default `['general']`. */
  readonly channels?: readonly string[];
  /** Default true. */
  readonly installed?: boolean;
}

/** Something happened. `visibleTo`: only this person may learn of it, and never the bot. */
export interface WorldEvent {
  readonly t: string;
  readonly d: unknown;
  readonly guildId?: string;
  readonly channelId?: string;
  readonly visibleTo?: string;
}
