/** One interaction from the act of a person to the last word of the application: what may be said when, and what was. */
import { randomBytes } from 'node:crypto';
import { type APIInteraction, InteractionResponseType, InteractionType } from 'discord-api-types/v10';
import type { Json } from './component-limits.ts';
import { refusals } from './refusal.ts';
import type { Channel, Person, StoredMessage } from './world-types.ts';

/** Milliseconds. Discord's are 3 s to the first response and 15 min of the token's life. */
export interface Deadlines {
  readonly firstResponseMs: number;
  readonly tokenMs: number;
}

export interface ExchangeOptions {
  readonly person: Person;
  readonly channel: Channel;
  readonly interaction: APIInteraction;
  readonly token: string;
  readonly deadlines: Deadlines;
  /** The message whose button, select or modal was used. */
  readonly source?: StoredMessage;
  /** Of a submitted modal: the exchange that opened it. */
  readonly trigger?: Exchange;
}

export const newToken = () => randomBytes(48).toString('base64url');

export class Exchange {
  readonly person: Person;
  readonly channel: Channel;
  readonly interaction: APIInteraction;
  readonly token: string;
  readonly source: StoredMessage | undefined;
  readonly trigger: Exchange | undefined;
  readonly startedAt = performance.now();
  readonly #deadlines: Deadlines;
  readonly #listeners = new Set<() => void>();

  /** The type of the first response, once there is one. */
  first: InteractionResponseType | undefined;
  /** Milliseconds from the act to the first response. */
  firstMs: number | undefined;
  ephemeral = false;
  /** The message that `@original` means. */
  original: StoredMessage | undefined;
  readonly followups: StoredMessage[] = [];
  modal: Json | undefined;
  choices: readonly Json[] | undefined;
  /** Edits of `@original`, and its deletion, after the first response. */
  edits = 0;
  deleted = false;
  /** The first response did not come in time: "The application did not respond". */
  failed = false;

  constructor(options: ExchangeOptions) {
    this.person = options.person;
    this.channel = options.channel;
    this.interaction = options.interaction;
    this.token = options.token;
    this.source = options.source;
    this.trigger = options.trigger;
    this.#deadlines = options.deadlines;
    setTimeout(() => {
      if (this.first !== undefined) return;
      this.failed = true;
      this.changed();
    }, options.deadlines.firstResponseMs).unref();
  }

  get ageMs(): number {
    return performance.now() - this.startedAt;
  }

  get deferred(): boolean {
    return (
      this.first === InteractionResponseType.DeferredChannelMessageWithSource ||
      this.first === InteractionResponseType.DeferredMessageUpdate
    );
  }

  /** Whether the application has said all that its first response promised. */
  get settled(): boolean {
    if (this.failed) return true;
    if (this.first === undefined) return false;
    return !this.deferred || this.edits > 0 || this.deleted || this.followups.length > 0;
  }

  /** Throws the Refusal that a first response would get now. */
  openForFirst(type: InteractionResponseType): void {
    if (this.failed) throw refusals.unknownInteraction();
    if (this.first !== undefined) throw refusals.alreadyAcknowledged();
    const completing = this.interaction.type === InteractionType.ApplicationCommandAutocomplete;
    if (completing !== (type === InteractionResponseType.ApplicationCommandAutocompleteResult)) throw refusals.unknownInteraction();
  }

  /** Throws the Refusal that a later word (edit, deletion, follow-up) would get now. */
  openForMore(): void {
    if (this.ageMs > this.#deadlines.tokenMs) throw refusals.invalidToken();
    if (this.first === undefined) throw refusals.unknownWebhook();
  }

  answered(type: InteractionResponseType): void {
    this.first = type;
    this.firstMs = this.ageMs;
    this.changed();
  }

  changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  /** Resolves when the condition holds; false when it does not within `timeoutMs`. */
  async until(condition: () => boolean, timeoutMs: number): Promise<boolean> {
    if (condition()) return true;
    return new Promise((resolve) => {
      const finish = (value: boolean) => {
        clearTimeout(timer);
        this.#listeners.delete(listener);
        resolve(value);
      };
      const listener = () => condition() && finish(true);
      const timer = setTimeout(() => finish(false), timeoutMs);
      this.#listeners.add(listener);
    });
  }
}
