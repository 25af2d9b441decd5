/** What came of an act, as the person sees it; follows later edits. */
import { type APIMessage, InteractionResponseType } from 'discord-api-types/v10';
import type { Json } from './component-limits.ts';
import type { Exchange } from './exchange.ts';
import { textOf } from './read-message.ts';

export class Outcome {
  readonly exchange: Exchange;

  constructor(exchange: Exchange) {
    this.exchange = exchange;
  }

  /** "The application did not respond": no first response within Discord's 3 s. */
  get failed(): boolean {
    return this.exchange.failed;
  }

  /** Milliseconds from the act to the first response; undefined when it failed. */
  get firstMs(): number | undefined {
    return this.exchange.firstMs;
  }

  /** Whether the first response was "thinking…", or the silent acknowledgement of a button. */
  get deferred(): boolean {
    return this.exchange.deferred;
  }

  /** Only the person who acted sees the response. */
  get ephemeral(): boolean {
    return this.exchange.ephemeral;
  }

  /** The message under the button changed in place, instead of a new one. */
  get inPlace(): boolean {
    return (
      this.exchange.first === InteractionResponseType.UpdateMessage ||
      this.exchange.first === InteractionResponseType.DeferredMessageUpdate
    );
  }

  /** The response as it stands now; undefined where there is none, or it was deleted. */
  get message(): APIMessage | undefined {
    const id = this.exchange.original?.message.id;
    return id ? this.exchange.channel.messages.get(id)?.message : undefined;
  }

  get followups(): readonly APIMessage[] {
    return this.exchange.followups.map(({ message }) => message);
  }

  /** All text of the response. */
  get text(): string {
    return this.message ? textOf(this.message) : '';
  }

  get modal(): Json | undefined {
    return this.exchange.modal;
  }

  get choices(): readonly { name: string; value: string | number }[] {
    return (this.exchange.choices ?? []) as unknown as readonly { name: string; value: string | number }[];
  }

  /** Waits until the condition holds of the response, through later edits. False when it does not in time. */
  until(condition: () => boolean, timeoutMs = 30_000): Promise<boolean> {
    return this.exchange.until(condition, timeoutMs);
  }
}
