/**
 * What a command, a button or a modal is: a function from a request to a reply. Deferring, permissions, cooldown, language, errors
 * and counting belong to the one dispatcher (dispatch.ts).
 */
import type { RESTPostAPIApplicationCommandsJSONBody } from 'discord-api-types/v10';
import type { z } from 'zod';
import type { App, Scope } from '../app.ts';
import type { Words } from '../messages/messages.ts';
import type { Downloader } from './attachments.ts';
import type { Reply } from './reply.ts';

/** Everyone; who has Manage Server here; or who may touch the operator's own shelf. Checked at every run. */
export type Access = 'everyone' | 'admin' | 'operator';

/** Who asks, as Discord says at this very interaction. */
export interface Person {
  readonly id: string;
  readonly locale: string;
  readonly roles: readonly string[];
  /** Manage Server, or the role that the server named for it, in a guild where the bot is installed. */
  readonly admin: boolean;
  /** May touch the operator's shelf. */
  readonly operator: boolean;
  /** Manage Messages. */
  readonly moderator: boolean;
  /** May write in this channel. */
  readonly writes: boolean;
}

/** A file that came with a command or a modal; `Request.download` fetches its bytes. */
export interface Attachment {
  readonly id: string;
  readonly name: string;
  /** Bytes, as Discord says. */
  readonly size: number;
  readonly url: string;
  readonly contentType?: string;
}

export interface Request<Input = unknown> {
  readonly person: Person;
  /** The server it happens in, also where the bot is not installed there. Absent in direct messages. */
  readonly guildId?: string;
  readonly channelId: string;
  /** Whose articles may be seen. */
  readonly scope: Scope;
  /** Whether answers are for everyone, unless the asker says otherwise. */
  readonly publicAnswers: boolean;
  /** The person's words; a body gets those of whoever will see it. */
  readonly words: Words;
  /** The options of a command (by name), or the fields of a modal (by custom id), checked by the handler's schema. */
  readonly input: Input;
  /** Fetches a file that came along. */
  readonly download: Downloader;
  /** The message of a message command. */
  readonly target?: {
    readonly id: string;
    readonly text: string;
    readonly link: string;
    readonly attachments: readonly Attachment[];
    /** The question above an answer of the bot's own. */
    readonly question?: string;
  };
}

/** A button was pressed or a select was changed. */
export interface Press extends Omit<Request, 'input' | 'target'> {
  /** The signed fields of its custom id. */
  readonly fields: readonly string[];
  /** Whether the presser caused the message. */
  readonly asker: boolean;
  /** What stands on the button. */
  readonly label: string;
  /** What was chosen in a select; from outside, to be checked. */
  readonly values: readonly string[];
  /** The question line of the message, where it has one. */
  readonly question?: string;
  /** Whether the pressed message is the presser's alone (private or direct), so that it may change in place. */
  readonly inPlace: boolean;
  /** Stops the long work of this name; false when none is under way in this process. */
  stopWork(job: string): boolean;
}

export interface Choice {
  /** 1–100 characters. */
  readonly name: string;
  /** At most 100 characters. */
  readonly value: string;
}

/** What is being typed into an option that completes. */
export interface Typed {
  readonly option: string;
  readonly value: string;
  readonly scope: Scope;
  readonly person: Person;
  readonly words: Words;
}

/** One thing that can be done: a command, a subcommand or a modal's submission. */
export interface Act<Input> {
  /** Default: everyone. */
  readonly access?: Access;
  /** What comes in, checked before `run`; a refusal names the option. */
  readonly input: z.ZodType<Input>;
  /** Who will see the reply, should it take longer than the first 800 ms. Default: the person alone. */
  waits?(request: Request<Input>): 'public' | 'private';
  /** The reply must be the first response (a modal): no defer. */
  readonly instant?: boolean;
  /** Also in channels where the server's admins do not let the bot answer. */
  readonly anywhere?: boolean;
  run(request: Request<Input>, app: App): Promise<Reply>;
  complete?(typed: Typed, app: App): Promise<readonly Choice[]>;
}

// biome-ignore lint/suspicious/noExplicitAny: the list holds acts of many inputs; each checks its own with its schema before it runs.
export type AnyAct = Act<any>;

/** A command, with one act, or with one for each subcommand ("reload", or "add page" in a group). */
export interface Command {
  readonly data: RESTPostAPIApplicationCommandsJSONBody;
  readonly act?: AnyAct;
  readonly subcommands?: Readonly<Record<string, AnyAct>>;
}

/** What a custom id's action does; also for selects. Its state is in the id: places, not words. */
export interface Button {
  /** `[a-z-]{1,16}`, one list of them in buttons.ts. */
  readonly action: string;
  readonly access?: Access;
  readonly instant?: boolean;
  /** Also in channels where the server's admins do not let the bot answer. */
  readonly anywhere?: boolean;
  run(press: Press, app: App): Promise<Reply>;
}

/** The submission of a modal whose custom id was signed for this action. `input` holds its fields by their custom ids. */
export interface Modal extends AnyAct {
  readonly action: string;
  run(request: Request<never> & { readonly fields: readonly string[] }, app: App): Promise<Reply>;
}
