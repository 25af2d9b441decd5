/** The acts of a person that begin an interaction. Each throws NotOffered for what Discord's client would not send. */
import { type APIMessage, ApplicationCommandType, ComponentType, InteractionType } from 'discord-api-types/v10';
import { commandData, NotOffered, type Options } from './command-call.ts';
import { type Json, list, selects } from './component-limits.ts';
import type { Core } from './core.ts';
import type { Exchange } from './exchange.ts';
import { begin, installations, installationsOf } from './interaction.ts';
import { type Fields, modalData } from './modal-call.ts';
import { componentsOf } from './read-message.ts';
import type { Channel, Person, StoredMessage } from './world-types.ts';

export class Acts {
  readonly #core: Core;
  readonly #person: Person;
  readonly #channel: Channel;

  constructor(core: Core, person: Person, channel: Channel) {
    this.#core = core;
    this.#person = person;
    this.#channel = channel;
  }

  slash(line: string, options: Options): Exchange {
    const { command, data } = commandData(this.#core, this.#channel, this.#commands(), line, options);
    return this.#begin({ type: InteractionType.ApplicationCommand, data, owners: this.#owners(command) });
  }

  complete(line: string, focused: string, typed: string, others: Options): Exchange {
    const { command, data } = commandData(
      this.#core,
      this.#channel,
      this.#commands(),
      line,
      { ...others, [focused]: typed },
      focused,
    );
    return this.#begin({ type: InteractionType.ApplicationCommandAutocomplete, data, owners: this.#owners(command) });
  }

  useOn(name: string, message: APIMessage): Exchange {
    const command = this.#commands().find((one) => one.type === ApplicationCommandType.Message && one.name === name);
    if (!command) throw new NotOffered(`"${name}" is not offered on this message`);
    const target = this.visible(message).message;
    const data = {
      id: command.id,
      name,
      type: command.type,
      target_id: target.id,
      resolved: { messages: { [target.id]: target } },
    };
    return this.#begin({ type: InteractionType.ApplicationCommand, data, owners: this.#owners(command) });
  }

  press(message: APIMessage, which: string): Exchange {
    const source = this.visible(message);
    const button = componentsOf(source.message).find(
      (one) => one.type === ComponentType.Button && (one.label === which || one.custom_id === which),
    );
    if (!button?.custom_id) throw new NotOffered(`there is no button "${which}"`);
    if (button.disabled) throw new NotOffered(`the button "${which}" is disabled`);
    return this.#component(source, { custom_id: button.custom_id, component_type: ComponentType.Button });
  }

  pick(message: APIMessage, values: readonly string[], customId?: string): Exchange {
    const source = this.visible(message);
    const select = componentsOf(source.message).find(
      (one) => selects.includes(one.type) && (customId === undefined || one.custom_id === customId),
    );
    if (!select) throw new NotOffered('there is no such select');
    if (select.type === ComponentType.StringSelect)
      for (const value of values)
        if (!list(select.options).some((option) => option.value === value)) throw new NotOffered(`"${value}" is not an option`);
    return this.#component(source, { custom_id: select.custom_id, component_type: select.type, values: [...values] });
  }

  submit(opened: Exchange, fields: Fields): Exchange {
    if (!opened.modal) throw new NotOffered('no modal was opened');
    const data = modalData(this.#core, this.#channel, opened.modal, fields);
    const owners = opened.interaction.authorizing_integration_owners as Record<string, string>;
    return this.#begin({
      type: InteractionType.ModalSubmit,
      data,
      owners,
      trigger: opened,
      ...(opened.source && { source: opened.source }),
    });
  }

  /** The message as it stands, if this person sees it here. */
  visible(message: APIMessage): StoredMessage {
    const stored = this.#channel.messages.get(message.id);
    if (!stored || (stored.visibleTo && stored.visibleTo !== this.#person.id))
      throw new NotOffered('this person sees no such message here');
    return stored;
  }

  #commands() {
    return this.#core.commands.offered(this.#person, this.#channel);
  }

  #owners(command: { integration_types?: readonly number[] | null }): Record<string, string> {
    return installations(this.#core, this.#person, this.#channel, command.integration_types);
  }

  #component(source: StoredMessage, data: Json): Exchange {
    return this.#begin({
      type: InteractionType.MessageComponent,
      data,
      source,
      owners: installationsOf(source.message, this.#channel),
    });
  }

  #begin(act: Parameters<typeof begin>[3]): Exchange {
    return begin(this.#core, this.#person, this.#channel, act);
  }
}
