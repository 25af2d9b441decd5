/** What the page and its server say to each other over a WebSocket, as JSON. */

/** A piece of formatted text. `content` is text or further marks; never HTML. */
export interface Mark {
  readonly type: string;
  readonly content: string | readonly Mark[];
  readonly href?: string;
  readonly level?: number;
  readonly depth?: number;
  readonly marker?: string;
  readonly at?: number;
  readonly format?: string;
  readonly id?: string;
}

export interface ShownPerson {
  readonly id: string;
  readonly name: string;
  readonly bot: boolean;
  readonly admin: boolean;
}

export interface ShownChannel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'text' | 'thread' | 'direct';
  readonly parentId?: string;
}

export interface ShownGuild {
  readonly id: string;
  readonly name: string;
  readonly channels: readonly ShownChannel[];
  readonly members: readonly ShownPerson[];
}

/** A component as Discord sends it; a text display also has `marks`. */
export interface ShownComponent {
  readonly type: number;
  readonly [key: string]: unknown;
}

export interface ShownAttachment {
  readonly filename: string;
  readonly size: number;
  readonly url: string;
  readonly image: boolean;
}

export interface ShownMessage {
  readonly id: string;
  readonly channelId: string;
  readonly author: ShownPerson;
  /** ISO 8601. */
  readonly at: string;
  readonly edited: boolean;
  readonly ephemeral: boolean;
  readonly thinking: boolean;
  /** The looking person is notified by it. */
  readonly pings: boolean;
  /** Of a response: who used which command: `/ask`, or the name of a message's command. */
  readonly used?: { readonly who: string; readonly command: string };
  readonly reply?: { readonly id: string; readonly who: string; readonly text: string };
  readonly marks: readonly Mark[];
  readonly components: readonly ShownComponent[];
  readonly embeds: readonly { readonly title: readonly Mark[]; readonly description: readonly Mark[]; readonly url?: string }[];
  readonly attachments: readonly ShownAttachment[];
}

export interface ShownOption {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly type: number;
  readonly required: boolean;
  readonly autocomplete: boolean;
  readonly choices: readonly Choice[];
  readonly min?: number;
  readonly max?: number;
}

export interface Choice {
  readonly name: string;
  readonly value: string | number;
}

/** A slash command, one for each subcommand, in the person's language. */
export interface ShownCommand {
  /** What is sent: `sources reload`. */
  readonly line: string;
  /** What is shown, in the person's language. */
  readonly label: string;
  readonly description: string;
  readonly options: readonly ShownOption[];
}

/** What one person sees, at one place. */
export interface View {
  readonly me: ShownPerson;
  readonly locale: string;
  readonly guildId?: string;
  readonly channel: ShownChannel;
  readonly maySend: boolean;
  readonly messages: readonly ShownMessage[];
  readonly commands: readonly ShownCommand[];
  readonly messageCommands: readonly { readonly name: string; readonly label: string }[];
}

export interface Hello {
  readonly bot: ShownPerson;
  readonly guilds: readonly ShownGuild[];
  /** Those who can be impersonated. */
  readonly cast: readonly ShownPerson[];
  /** Channel of the direct messages of each of the cast, by person id. */
  readonly directs: Readonly<Record<string, ShownChannel>>;
  readonly invitation: Invitation;
  readonly ready: boolean;
}

/** What the first screen offers in a guild: lines to type, by guild id. */
export interface Invitation {
  readonly command: string;
  readonly option: string;
  readonly examples: Readonly<Record<string, readonly string[]>>;
  /** How to take the bot to Discord, to be unfolded. */
  readonly guide?: readonly Mark[];
}

export interface ShownProtocolEntry {
  readonly at: number;
  readonly kind: string;
  readonly name: string;
  readonly status?: number;
  readonly ms?: number;
  /** JSON, cut to a readable length. */
  readonly body: string;
}

export interface FileSent {
  readonly name: string;
  readonly type: string;
  readonly base64: string;
}

export type Act =
  | { readonly act: 'look'; readonly personId: string; readonly channelId: string; readonly locale: string }
  | {
      readonly act: 'slash';
      readonly line: string;
      readonly options: Readonly<Record<string, string | number | boolean | FileSent>>;
    }
  | {
      readonly act: 'complete';
      readonly line: string;
      readonly focused: string;
      readonly typed: string;
      readonly options: Readonly<Record<string, string | number | boolean>>;
    }
  | { readonly act: 'say'; readonly text: string; readonly replyTo?: string; readonly files: readonly FileSent[] }
  | { readonly act: 'press'; readonly messageId: string; readonly customId: string }
  | { readonly act: 'pick'; readonly messageId: string; readonly customId: string; readonly values: readonly string[] }
  | { readonly act: 'use'; readonly messageId: string; readonly name: string }
  | {
      readonly act: 'submit';
      readonly exchange: string;
      readonly fields: Readonly<Record<string, string | readonly string[] | readonly FileSent[]>>;
    }
  | { readonly act: 'dismiss'; readonly messageId: string }
  | { readonly act: 'thread'; readonly name: string }
  | { readonly act: 'listen'; readonly on: boolean }
  | { readonly act: 'fault'; readonly fault: string };

/** What an interaction came to at its first response. */
export interface Came {
  readonly failed: boolean;
  readonly firstMs?: number;
  /** A modal to be filled, with the name under which it is submitted. */
  readonly modal?: { readonly exchange: string; readonly title: string; readonly components: readonly ShownComponent[] };
}

export interface FromPage {
  readonly id: number;
  readonly what: Act;
}

export type ToPage =
  | { readonly t: 'hello'; readonly hello: Hello }
  | { readonly t: 'view'; readonly view: View }
  | { readonly t: 'message'; readonly message: ShownMessage }
  | { readonly t: 'removed'; readonly id: string }
  | { readonly t: 'typing' }
  | { readonly t: 'notice'; readonly text: string; readonly detail: string }
  | { readonly t: 'protocol'; readonly entry: ShownProtocolEntry }
  | { readonly t: 'done'; readonly id: number; readonly value?: unknown; readonly error?: string };
