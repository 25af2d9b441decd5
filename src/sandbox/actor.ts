/**
 * A person at a Discord client: what they see in a channel, and what they can do there.
 *
 *   const anna = discord.actor(person, channel);
 *   const answer = await anna.slash('ask', { question: 'who wrote the letter?' });
 *   answer.text; answer.ephemeral; answer.deferred; answer.firstMs;
 *   await anna.press(answer.message!, 'In context');
 *   const { reply } = anna.say(`${anna.botMention} who wrote the letter?`); (await reply()).id;
 */
import { type APIMessage, PermissionFlagsBits } from 'discord-api-types/v10';
import { Acts } from './acts.ts';
import type { Upload } from './cdn.ts';
import { NotOffered, type Options } from './command-call.ts';
import type { Json } from './component-limits.ts';
import type { Core } from './core.ts';
import type { Exchange } from './exchange.ts';
import type { Fields } from './modal-call.ts';
import { Outcome } from './outcome.ts';
import { maySend, permissionsIn } from './permissions.ts';
import type { Channel, Person } from './world-types.ts';

/** Milliseconds that an act waits for the application's last promised word. */
const patience = 30_000;

export interface SayOptions {
  readonly replyTo?: APIMessage;
  /** Whether the reply notifies its target; default true. */
  readonly ping?: boolean;
  readonly uploads?: readonly Upload[];
}

export interface Said {
  readonly message: APIMessage;
  /** The bot's first reply to it (in a direct message: its first message after it). Throws when none comes in time. */
  reply(timeoutMs?: number): Promise<APIMessage>;
}

export class Actor {
  readonly person: Person;
  readonly channel: Channel;
  /** The same acts, without waiting for what comes of them. */
  readonly begin: Acts;
  readonly #core: Core;

  constructor(core: Core, person: Person, channel: Channel) {
    this.#core = core;
    this.person = person;
    this.channel = channel;
    this.begin = new Acts(core, person, channel);
  }

  get botMention(): string {
    return `<@${this.#core.world.bot.id}>`;
  }

  /** The same person elsewhere. */
  in(channel: Channel): Actor {
    return new Actor(this.#core, this.person, channel);
  }

  /** Names of the slash commands and message commands that the client offers. */
  get offered(): readonly string[] {
    return this.#core.commands.offered(this.person, this.channel).map(({ name }) => name);
  }

  /** Runs `/line`, such as `ask` or `sources reload`. Throws NotOffered for what the client would not send. */
  async slash(line: string, options: Options = {}, patienceMs = patience): Promise<Outcome> {
    return settled(this.begin.slash(line, options), patienceMs);
  }

  /** The choices offered while `typed` stands in the option `focused`. */
  async complete(line: string, focused: string, typed: string, others: Options = {}): Promise<Outcome['choices']> {
    return (await settled(this.begin.complete(line, focused, typed, others))).choices;
  }

  /** Chooses a message command, such as "Find in articles", in the message's menu. */
  async useOn(name: string, message: APIMessage): Promise<Outcome> {
    return settled(this.begin.useOn(name, message));
  }

  /** Presses the button with this label or custom id. */
  async press(message: APIMessage, which: string): Promise<Outcome> {
    return settled(this.begin.press(message, which));
  }

  /** Chooses values in the select with this custom id; without one, in the first select. */
  async pick(message: APIMessage, values: readonly string[], customId?: string): Promise<Outcome> {
    return settled(this.begin.pick(message, values, customId));
  }

  /** Sends the modal that an act opened. */
  async submit(opened: Outcome, fields: Fields): Promise<Outcome> {
    return settled(this.begin.submit(opened.exchange, fields));
  }

  /** Posts a message. */
  say(content: string, options: SayOptions = {}): Said {
    const { world, messages } = this.#core;
    if (!maySend(world, this.channel, this.person.id)) throw new NotOffered('no permission to write here');
    const { replyTo, ping = true, uploads = [] } = options;
    const body: Json = {
      content,
      ...(replyTo && { message_reference: { message_id: replyTo.id } }),
      allowed_mentions: { parse: ['users', 'roles', 'everyone'], replied_user: ping },
    };
    const { message } = messages.post(this.channel, this.person, { body, uploads });
    return { message, reply: (timeoutMs = patience) => this.#replyTo(message, timeoutMs) };
  }

  /** What this person sees in the channel, oldest first. */
  get sees(): readonly APIMessage[] {
    if ((permissionsIn(this.#core.world, this.channel, this.person.id) & PermissionFlagsBits.ViewChannel) === 0n) return [];
    return [...this.channel.messages.values()]
      .filter(({ visibleTo }) => !visibleTo || visibleTo === this.person.id)
      .map(({ message }) => message);
  }

  /** Dismisses an ephemeral message, or deletes an own one. */
  remove(message: APIMessage): void {
    const stored = this.begin.visible(message);
    if (stored.visibleTo !== this.person.id && stored.message.author.id !== this.person.id)
      throw new NotOffered('not yours to delete');
    this.#core.messages.remove(this.channel, stored);
  }

  async #replyTo(said: APIMessage, timeoutMs: number): Promise<APIMessage> {
    const { world } = this.#core;
    const found = () =>
      [...this.channel.messages.values()]
        .map(({ message }) => message)
        .find(
          ({ id, author, message_reference }) =>
            author.id === world.bot.id &&
            BigInt(id) > BigInt(said.id) &&
            (message_reference?.message_id === said.id || this.channel.recipientId !== undefined),
        );
    const already = found();
    if (already) return already;
    return new Promise((resolve, reject) => {
      const finish = (message?: APIMessage) => {
        clearTimeout(timer);
        world.off('event', look);
        if (message) resolve(message);
        else reject(new Error(`no reply to "${said.content}" within ${timeoutMs} ms`));
      };
      const look = () => {
        const message = found();
        if (message) finish(message);
      };
      const timer = setTimeout(finish, timeoutMs);
      world.on('event', look);
    });
  }
}

async function settled(exchange: Exchange, patienceMs = patience): Promise<Outcome> {
  await exchange.until(() => exchange.settled, patienceMs);
  return new Outcome(exchange);
}
