/**
 * A person at a Discord client: what they see in a channel, and what they can do there.
 *
 *   const anna = discord.actor(person, channel);
 *   const answer = await anna.slash('ask', { question: 'who wrote the letter?' });
 *   answer.text; answer.ephemeral; answer.deferred; answer.firstMs;
 *   await anna.press(answer.message!, 'In context');
 *   const { reply } = anna.say(`${anna.botMention} who wrote the letter?`); (await reply()).id;
 */
import {
  type APIMessage,
  ApplicationCommandType,
  ComponentType,
  InteractionType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import type { Upload } from './cdn.ts';
import { commandData, NotOffered, type Options } from './command-call.ts';
import { type Json, list } from './component-limits.ts';
import type { Core } from './core.ts';
import { begin, installations, installationsOf } from './interaction.ts';
import { type Fields, modalData } from './modal-call.ts';
import { Outcome } from './outcome.ts';
import { maySend, permissionsIn } from './permissions.ts';
import { componentsOf } from './read-message.ts';
import type { Channel, Person, StoredMessage } from './world-types.ts';

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
  readonly #core: Core;

  constructor(core: Core, person: Person, channel: Channel) {
    this.#core = core;
    this.person = person;
    this.channel = channel;
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
    const { command, data } = commandData(this.#core, this.channel, this.#commands(), line, options);
    const owners = installations(this.#core, this.person, this.channel, command.integration_types);
    return this.#settle({ type: InteractionType.ApplicationCommand, data, owners }, patienceMs);
  }

  /** The choices offered while `typed` stands in the option `focused`. */
  async complete(
    line: string,
    focused: string,
    typed: string,
    others: Options = {},
  ): Promise<readonly { name: string; value: string | number }[]> {
    const { command, data } = commandData(
      this.#core,
      this.channel,
      this.#commands(),
      line,
      { ...others, [focused]: typed },
      focused,
    );
    const owners = installations(this.#core, this.person, this.channel, command.integration_types);
    const outcome = await this.#settle({ type: InteractionType.ApplicationCommandAutocomplete, data, owners });
    return outcome.choices;
  }

  /** Chooses a message command, such as "Find in articles", in the message's menu. */
  async useOn(name: string, message: APIMessage): Promise<Outcome> {
    const command = this.#commands().find((one) => one.type === ApplicationCommandType.Message && one.name === name);
    if (!command) throw new NotOffered(`"${name}" is not offered on this message`);
    const target = this.#visible(message).message;
    const data = {
      id: command.id,
      name,
      type: command.type,
      target_id: target.id,
      resolved: { messages: { [target.id]: target } },
    };
    const owners = installations(this.#core, this.person, this.channel, command.integration_types);
    return this.#settle({ type: InteractionType.ApplicationCommand, data, owners });
  }

  /** Presses the button with this label or custom id. */
  async press(message: APIMessage, which: string): Promise<Outcome> {
    const source = this.#visible(message);
    const button = componentsOf(source.message).find(
      (one) => one.type === ComponentType.Button && (one.label === which || one.custom_id === which),
    );
    if (!button?.custom_id) throw new NotOffered(`there is no button "${which}"`);
    if (button.disabled) throw new NotOffered(`the button "${which}" is disabled`);
    return this.#component(source, { custom_id: button.custom_id, component_type: ComponentType.Button });
  }

  /** Chooses values in the select with this custom id; without one, in the first select. */
  async pick(message: APIMessage, values: readonly string[], customId?: string): Promise<Outcome> {
    const source = this.#visible(message);
    const select = componentsOf(source.message).find(
      (one) =>
        Number(one.type) >= 3 &&
        one.type !== ComponentType.TextInput &&
        one.custom_id &&
        (customId === undefined || one.custom_id === customId),
    );
    if (!select) throw new NotOffered('there is no such select');
    if (select.type === ComponentType.StringSelect)
      for (const value of values)
        if (!list(select.options).some((option) => option.value === value)) throw new NotOffered(`"${value}" is not an option`);
    return this.#component(source, { custom_id: select.custom_id, component_type: select.type, values: [...values] });
  }

  /** Sends the modal that an act opened. */
  async submit(opened: Outcome, fields: Fields): Promise<Outcome> {
    if (!opened.modal) throw new NotOffered('no modal was opened');
    const data = modalData(this.#core, this.channel, opened.modal, fields);
    const { source } = opened.exchange;
    const owners = opened.exchange.interaction.authorizing_integration_owners as Record<string, string>;
    return this.#settle({ type: InteractionType.ModalSubmit, data, owners, ...(source && { source }) });
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
    const stored = this.#visible(message);
    if (stored.visibleTo !== this.person.id && stored.message.author.id !== this.person.id)
      throw new NotOffered('not yours to delete');
    this.#core.messages.remove(this.channel, stored);
  }

  #commands() {
    return this.#core.commands.offered(this.person, this.channel);
  }

  #visible(message: APIMessage): StoredMessage {
    const stored = this.channel.messages.get(message.id);
    if (!stored || (stored.visibleTo && stored.visibleTo !== this.person.id))
      throw new NotOffered('this person sees no such message here');
    return stored;
  }

  #component(source: StoredMessage, data: Json): Promise<Outcome> {
    return this.#settle({
      type: InteractionType.MessageComponent,
      data,
      source,
      owners: installationsOf(source.message, this.channel),
    });
  }

  async #settle(act: Parameters<typeof begin>[3], patienceMs = patience): Promise<Outcome> {
    const exchange = begin(this.#core, this.person, this.channel, act);
    await exchange.until(() => exchange.settled, patienceMs);
    return new Outcome(exchange);
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
