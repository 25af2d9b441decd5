/** Posting, editing and deleting messages: the body as sent becomes the message as Discord shows it. */
import {
  type APIAttachment,
  type APIMessage,
  type APIUser,
  ComponentType,
  MessageFlags,
  MessageType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import type { Cdn, Upload } from './cdn.ts';
import { type Json, list, selects, walk } from './component-limits.ts';
import { checkMessage } from './message-limits.ts';
import { permissionsIn } from './permissions.ts';
import { refusals } from './refusal.ts';
import { snowflake } from './snowflake.ts';
import type { World } from './world.ts';
import type { Channel, Person, Pings, StoredMessage } from './world-types.ts';

export interface Draft {
  readonly body: Json;
  readonly uploads?: readonly Upload[];
  /** Of an ephemeral message: its only reader. */
  readonly visibleTo?: string;
  /** What Discord itself puts on it: type, interaction metadata, webhook id. */
  readonly extra?: Partial<APIMessage>;
}

/** What Discord fills in where it was left out. */
function complete(component: Json, id: number): void {
  component.id ??= id;
  if (component.type === ComponentType.Button) component.disabled ??= false;
  if (!selects.includes(component.type)) return;
  component.min_values ??= 1;
  component.max_values ??= 1;
  component.disabled ??= false;
}

/** Flags that an application may set on a message of its own. */
const settable =
  MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral;

export class Messages {
  readonly #world: World;
  readonly #cdn: Cdn;

  constructor(world: World, cdn: Cdn) {
    this.#world = world;
    this.#cdn = cdn;
  }

  /** Posts; throws a Refusal where Discord would refuse. `checked: false` for the empty "thinking…" of a deferred response. */
  post(channel: Channel, author: Person, draft: Draft, checked = true): StoredMessage {
    const { body, uploads = [], visibleTo, extra } = draft;
    if (checked) checkMessage(body, { files: uploads.length });
    const id = snowflake();
    const reference = body.message_reference as { message_id?: string; fail_if_not_exists?: boolean } | undefined;
    const replied = reference?.message_id ? channel.messages.get(reference.message_id) : undefined;
    if (reference?.message_id && !replied && reference.fail_if_not_exists !== false) throw refusals.unknownMessage();
    const flags = (Number(body.flags ?? 0) & settable) | (visibleTo ? MessageFlags.Ephemeral : 0);
    const message: APIMessage = {
      id,
      channel_id: channel.id,
      author: this.#world.user(author) as APIUser,
      content: typeof body.content === 'string' ? body.content : '',
      timestamp: new Date().toISOString(),
      edited_timestamp: null,
      tts: false,
      mention_everyone: false,
      mentions: [],
      mention_roles: [],
      attachments: this.#attach(channel, body, uploads),
      embeds: list(body.embeds) as APIMessage['embeds'],
      pinned: false,
      type: replied ? MessageType.Reply : MessageType.Default,
      flags,
      components: list(body.components) as unknown as APIMessage['components'] & object,
      ...(author.bot && { application_id: this.#world.applicationId }),
      ...(replied && {
        message_reference: {
          type: 0,
          message_id: replied.message.id,
          channel_id: channel.id,
          ...(channel.guildId && { guild_id: channel.guildId }),
        },
        referenced_message: replied.message,
      }),
      ...(body.nonce !== undefined && { nonce: body.nonce as string }),
      ...extra,
    } as APIMessage;
    const stored: StoredMessage = { message, pings: { everyone: false, roles: [], users: [] }, ...(visibleTo && { visibleTo }) };
    this.#finish(channel, stored, author, body.allowed_mentions as Json | undefined, replied?.message);
    channel.messages.set(id, stored);
    this.#tell('MESSAGE_CREATE', channel, stored);
    return stored;
  }

  /** Edits in place. `loading`: the message was "thinking…" and now says something. */
  edit(channel: Channel, stored: StoredMessage, body: Json, uploads: readonly Upload[] = [], loading = false): StoredMessage {
    const { message } = stored;
    checkMessage(body, { before: message.flags ?? 0, files: uploads.length, editing: !loading });
    const kept = Array.isArray(body.attachments)
      ? list(body.attachments).map(({ id }) => id)
      : message.attachments.map(({ id }) => id);
    const attachments = message.attachments.filter(({ id }) => kept.includes(id));
    const flags =
      ((message.flags ?? 0) & ~MessageFlags.Loading) |
      (Number(body.flags ?? 0) & (MessageFlags.IsComponentsV2 | MessageFlags.SuppressEmbeds));
    const next = {
      ...message,
      flags,
      attachments: [...attachments, ...this.#attach(channel, body, uploads)],
      edited_timestamp: loading ? null : new Date().toISOString(),
    } as APIMessage;
    if (body.content !== undefined) next.content = (body.content as string | null) ?? '';
    if (body.embeds !== undefined) next.embeds = list(body.embeds) as APIMessage['embeds'];
    if (body.components !== undefined) next.components = list(body.components) as unknown as NonNullable<APIMessage['components']>;
    stored.message = next;
    this.#finish(
      channel,
      stored,
      this.#world.people.get(message.author.id) ?? this.#world.bot,
      body.allowed_mentions as Json | undefined,
    );
    this.#tell('MESSAGE_UPDATE', channel, stored);
    return stored;
  }

  remove(channel: Channel, stored: StoredMessage): void {
    channel.messages.delete(stored.message.id);
    this.#tell('MESSAGE_DELETE', channel, stored, {
      id: stored.message.id,
      channel_id: channel.id,
      ...(channel.guildId && { guild_id: channel.guildId }),
    });
  }

  /** Discord answers with the attachment's address where a File or Thumbnail named `attachment://…`. */
  #attach(channel: Channel, body: Json, uploads: readonly Upload[]): APIAttachment[] {
    const described = list(body.attachments);
    const attachments = uploads.map((upload) => {
      const about = described.find(({ id }) => String(id) === upload.field);
      return this.#cdn.store(channel.id, upload, about);
    });
    for (const component of walk(body.components)) {
      const place = (component.type === ComponentType.Thumbnail ? component.media : component.file) as Json | undefined;
      const found = attachments.find(({ filename }) => place?.url === `attachment://${filename}`);
      if (place && found) Object.assign(place, { url: found.url, name: found.filename, size: found.size });
    }
    return attachments;
  }

  /** Mentions and component ids, as Discord fills them in. */
  #finish(channel: Channel, stored: StoredMessage, author: Person, allowed: Json | undefined, replied?: APIMessage): void {
    const { message } = stored;
    for (const [index, component] of walk(message.components).entries()) complete(component, index + 1);
    const displayed = walk(message.components).filter(({ type }) => type === ComponentType.TextDisplay);
    const text = [message.content, ...displayed.map(({ content }) => content)].join('\n');
    stored.pings = this.#pings(channel, author, text, allowed, replied);
    message.mention_everyone = stored.pings.everyone;
    message.mention_roles = [...stored.pings.roles];
    message.mentions = stored.pings.users
      .map((id) => this.#world.people.get(id))
      .filter((person) => person !== undefined)
      .map((person) => this.#world.user(person));
  }

  #pings(channel: Channel, author: Person, text: string, allowed: Json | undefined, replied?: APIMessage): Pings {
    const parse = allowed ? (list(allowed.parse) as unknown[]) : ['users', 'roles', 'everyone'];
    const named = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map((match) => match[1]!))];
    const may = (permissionsIn(this.#world, channel, author.id) & PermissionFlagsBits.MentionEveryone) !== 0n;
    const users = named(/<@!?(\d+)>/g).filter(
      (id) => this.#world.people.has(id) && (parse.includes('users') || (list(allowed?.users) as unknown[]).includes(id)),
    );
    const roles = named(/<@&(\d+)>/g).filter(
      (id) => may && (parse.includes('roles') || (list(allowed?.roles) as unknown[]).includes(id)),
    );
    const everyone = may && parse.includes('everyone') && /@(everyone|here)\b/.test(text);
    const pingReplied = replied && (allowed ? allowed.replied_user === true : true);
    return { everyone, roles, users: [...new Set([...users, ...(pingReplied ? [replied.author.id] : [])])] };
  }

  #tell(t: string, channel: Channel, stored: StoredMessage, d: unknown = stored.message): void {
    this.#world.emit('event', {
      t,
      d,
      channelId: channel.id,
      ...(channel.guildId && { guildId: channel.guildId }),
      ...(stored.visibleTo && { visibleTo: stored.visibleTo }),
    });
  }
}
