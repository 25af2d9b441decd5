/** One open page: looks as one person at one channel, acts as that person, and hears of what changes there. */
import type { APIMessage } from 'discord-api-types/v10';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import { Actor } from './actor.ts';
import type { Upload } from './cdn.ts';
import { NotOffered } from './command-call.ts';
import type { Core } from './core.ts';
import type { Exchange } from './exchange.ts';
import { orderFault } from './page-faults.ts';
import type { Came, FileSent, Hello, ShownComponent, ToPage } from './page-protocol.ts';
import { fromPage } from './page-schema.ts';
import { shownMessage, viewOf } from './page-view.ts';
import type { ProtocolEntry } from './protocol-log.ts';
import { Refusal } from './refusal.ts';
import type { WorldEvent } from './world-types.ts';

/** Characters of a protocol entry's body that are shown. */
const shownBody = 4000;

export class PageSession {
  readonly #core: Core;
  readonly #socket: WebSocket;
  readonly #hello: () => Hello;
  /** Exchanges that opened a modal, by token. */
  readonly #opened = new Map<string, Exchange>();
  #actor: Actor;
  #listening = false;

  constructor(core: Core, socket: WebSocket, hello: () => Hello, actor: Actor) {
    this.#core = core;
    this.#socket = socket;
    this.#hello = hello;
    this.#actor = actor;
    const onEvent = (event: WorldEvent) => this.#heard(event);
    const onEntry = (entry: ProtocolEntry) => this.#logged(entry);
    core.world.on('event', onEvent);
    core.log.on('entry', onEntry);
    socket.on('close', () => {
      core.world.off('event', onEvent);
      core.log.off('entry', onEntry);
    });
    socket.on('error', () => {});
    socket.on('message', (raw) => void this.#received(String(raw)));
    this.#send({ t: 'hello', hello: hello() });
    this.#look();
  }

  #send(message: ToPage): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  #look(): void {
    this.#send({ t: 'view', view: viewOf(this.#core, this.#actor.person, this.#actor.channel) });
  }

  async #received(text: string): Promise<void> {
    const parsed = fromPage.safeParse(json(text));
    if (!parsed.success) {
      this.#send({ t: 'notice', text: 'The page said something that is not understood.', detail: z.prettifyError(parsed.error) });
      return;
    }
    const { id, what } = parsed.data;
    try {
      const value = await this.#do(what);
      this.#send({ t: 'done', id, ...(value !== undefined && { value }) });
    } catch (error) {
      if (!(error instanceof NotOffered || error instanceof Refusal)) throw error;
      this.#send({ t: 'done', id, error: error.message });
    }
  }

  async #do(act: z.infer<typeof fromPage>['what']): Promise<unknown> {
    const { world } = this.#core;
    const actor = this.#actor;
    switch (act.act) {
      case 'look': {
        const person = world.people.get(act.personId);
        const channel = world.channels.get(act.channelId);
        if (!person || !channel) throw new NotOffered('there is no such person or channel');
        person.locale = act.locale;
        this.#actor = new Actor(this.#core, person, channel);
        return this.#look();
      }
      case 'slash':
        return this.#came(actor.begin.slash(act.line, uploaded(act.options)));
      case 'complete':
        return actor.complete(act.line, act.focused, act.typed, act.options);
      case 'say':
        return void actor.say(act.text, {
          uploads: act.files.map(upload),
          ...(act.replyTo && { replyTo: this.#message(act.replyTo) }),
        });
      case 'press':
        return this.#came(actor.begin.press(this.#message(act.messageId), act.customId));
      case 'pick':
        return this.#came(actor.begin.pick(this.#message(act.messageId), act.values, act.customId));
      case 'use':
        return this.#came(actor.begin.useOn(act.name, this.#message(act.messageId)));
      case 'submit': {
        const opened = this.#opened.get(act.exchange);
        if (!opened) throw new NotOffered('this form is closed');
        const fields = Object.entries(act.fields).map(([key, value]) => [
          key,
          typeof value === 'string' ? value : value.map((one) => (typeof one === 'string' ? one : upload(one))),
        ]);
        return this.#came(actor.begin.submit(opened, Object.fromEntries(fields)));
      }
      case 'dismiss':
        return actor.remove(this.#message(act.messageId));
      case 'thread': {
        const guild = actor.channel.guildId ? world.guilds.get(actor.channel.guildId) : undefined;
        if (!guild) throw new NotOffered('threads are made in text channels');
        const parent = actor.channel.parentId ? world.channels.get(actor.channel.parentId)! : actor.channel;
        return { channelId: world.addChannel(guild, act.name, { parent }).id };
      }
      case 'listen':
        this.#listening = act.on;
        if (act.on) for (const entry of this.#core.log.entries.slice(-100)) this.#logged(entry);
        return undefined;
      case 'fault':
        return orderFault(this.#core, act.fault);
    }
  }

  /** The first response decides what the page does next; later words arrive as messages. */
  async #came(exchange: Exchange): Promise<Came> {
    await exchange.until(() => exchange.failed || exchange.first !== undefined, this.#core.deadlines.firstResponseMs + 1000);
    const { modal, token } = exchange;
    if (modal) this.#opened.set(token, exchange);
    return {
      failed: exchange.first === undefined,
      ...(exchange.firstMs !== undefined && { firstMs: Math.round(exchange.firstMs) }),
      ...(modal && { modal: { exchange: token, title: String(modal.title), components: modal.components as ShownComponent[] } }),
    };
  }

  #message(id: string): APIMessage {
    const stored = this.#actor.channel.messages.get(id);
    if (!stored) throw new NotOffered('this message is gone');
    return stored.message;
  }

  #heard(event: WorldEvent): void {
    const { person, channel } = this.#actor;
    const here = event.channelId === channel.id && (event.visibleTo === undefined || event.visibleTo === person.id);
    const { id } = (event.d ?? {}) as { id?: string };
    const stored = id ? channel.messages.get(id) : undefined;
    if (event.t === 'SANDBOX_COMMANDS') {
      this.#send({ t: 'hello', hello: this.#hello() });
      this.#look();
    } else if (/^(CHANNEL|THREAD)_(CREATE|DELETE)$/.test(event.t)) this.#send({ t: 'hello', hello: this.#hello() });
    else if (here && event.t === 'SANDBOX_TYPING') this.#send({ t: 'typing' });
    else if (here && id && event.t === 'MESSAGE_DELETE') this.#send({ t: 'removed', id });
    else if (here && stored && event.t.startsWith('MESSAGE_'))
      this.#send({ t: 'message', message: shownMessage(this.#core.world, channel, stored, person) });
  }

  #logged(entry: ProtocolEntry): void {
    if (entry.kind === 'request' && entry.status !== undefined && entry.status >= 400) {
      this.#send({
        t: 'notice',
        text: `Discord refused ${pathOf(entry.name)}`,
        detail: JSON.stringify(entry.answer, null, 1).slice(0, shownBody),
      });
    }
    if (!this.#listening) return;
    const body = entry.kind === 'request' ? { sent: entry.body, answer: entry.answer } : entry.body;
    const { at, kind, name, status, ms } = entry;
    this.#send({
      t: 'protocol',
      entry: {
        at,
        kind,
        name: pathOf(name),
        body: (JSON.stringify(body, null, 1) ?? '').slice(0, shownBody),
        ...(status !== undefined && { status }),
        ...(ms !== undefined && { ms: Math.round(ms) }),
      },
    });
  }
}

/** Tokens and ids are long and say nothing to a reader. */
const pathOf = (name: string) => name.replaceAll(/[\w-]{40,}/g, ':token').replaceAll(/\b\d{17,20}\b/g, ':id');

const upload = ({ name, type, base64 }: FileSent): Upload => ({
  name,
  type: type || 'application/octet-stream',
  bytes: Buffer.from(base64, 'base64'),
});

const uploaded = (options: Readonly<Record<string, string | number | boolean | FileSent>>) =>
  Object.fromEntries(Object.entries(options).map(([key, value]) => [key, typeof value === 'object' ? upload(value) : value]));

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
