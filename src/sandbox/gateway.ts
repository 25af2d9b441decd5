/** The Gateway, version 10, JSON: https://docs.discord.com/developers/events/gateway */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { GatewayCloseCodes, GatewayOpcodes } from 'discord-api-types/v10';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ProtocolLog } from './protocol-log.ts';
import { type Audience, applicationFlags, forBot, privileged, shardOf } from './session-events.ts';
import type { World } from './world.ts';
import type { WorldEvent } from './world-types.ts';

interface Session extends Audience {
  readonly id: string;
  seq: number;
  /** Dispatches, oldest first, kept for a resume. */
  readonly sent: { t: string; d: unknown; s: number }[];
  socket: WebSocket | undefined;
}

export interface GatewayOptions {
  readonly world: World;
  readonly log: ProtocolLog;
  readonly token: string;
  /** Milliseconds between heartbeats; Discord's is 41,250. */
  readonly heartbeatMs: number;
  /** Privileged intents that are granted; none by default. */
  readonly grantedIntents?: number;
}

const keptForResume = 5000;

export class Gateway {
  readonly #options: GatewayOptions;
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: 4096 });
  readonly #sessions = new Map<string, Session>();
  /** What `/gateway/bot` tells of the identifies left today. */
  readonly startLimit = { total: 1000, remaining: 1000, reset_after: 14_400_000, max_concurrency: 1 };
  shards = 1;
  /** How many IDENTIFY and RESUME came so far. */
  identifies = 0;
  resumes = 0;
  /** Heartbeats are no longer acknowledged. */
  deaf = false;
  /** The next identifies are answered with this close code. */
  refuseWith: number | undefined;
  /** Set once the port is known. */
  url = '';

  constructor(options: GatewayOptions) {
    this.#options = options;
    options.world.on('event', (event) => this.#publish(event));
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (ws) => this.#connected(ws));
  }

  /** Whether a session of the bot is connected. */
  get connected(): boolean {
    return [...this.#sessions.values()].some(({ socket }) => socket?.readyState === socket?.OPEN && socket !== undefined);
  }

  /** Sends an event to the sessions of the guild's shard, whatever their intents: interactions come so. */
  dispatch(t: string, d: unknown, guildId?: string): void {
    for (const session of this.#sessions.values())
      if (shardOf(guildId, session.shard[1]) === session.shard[0]) this.#send(session, t, d);
  }

  /** Cuts the TCP connections without a word. */
  drop(): void {
    for (const socket of this.#sockets()) socket.terminate();
  }

  /** Op 7. */
  reconnect(): void {
    for (const socket of this.#sockets()) this.#write(socket, { op: GatewayOpcodes.Reconnect, d: null });
  }

  /** Op 9; a session that is not resumable is forgotten. */
  invalidate(resumable: boolean): void {
    for (const session of [...this.#sessions.values()]) {
      if (session.socket) this.#write(session.socket, { op: GatewayOpcodes.InvalidSession, d: resumable });
      if (!resumable) this.#sessions.delete(session.id);
    }
  }

  closeWith(code: number): void {
    for (const socket of this.#sockets()) socket.close(code);
  }

  /** Sends any payload as it is, known or not. */
  raw(payload: unknown): void {
    for (const socket of this.#sockets()) this.#write(socket, payload);
  }

  /** Sends the last `count` events of each session once more, with their old numbers. */
  replay(count: number): void {
    for (const { socket, sent } of this.#sessions.values())
      if (socket) for (const event of sent.slice(-count)) this.#write(socket, { op: GatewayOpcodes.Dispatch, ...event });
  }

  close(): void {
    this.drop();
    this.#server.close();
  }

  #sockets(): WebSocket[] {
    return [...this.#server.clients];
  }

  #connected(socket: WebSocket): void {
    let session: Session | undefined;
    this.#write(socket, { op: GatewayOpcodes.Hello, d: { heartbeat_interval: this.#options.heartbeatMs } });
    socket.on('error', () => {});
    socket.on('close', (code) => {
      if (session?.socket !== socket) return;
      session.socket = undefined;
      if (code === 1000 || code === 1001) this.#sessions.delete(session.id);
    });
    socket.on('message', (raw) => {
      const payload = parse(String(raw));
      if (!payload) return socket.close(GatewayCloseCodes.DecodeError);
      this.#options.log.add({
        kind: 'sent by the bot',
        name: GatewayOpcodes[payload.op] ?? `op ${payload.op}`,
        body: payload.op === GatewayOpcodes.Identify ? undefined : payload.d,
      });
      if (payload.op === GatewayOpcodes.Heartbeat) {
        if (!this.deaf) this.#write(socket, { op: GatewayOpcodes.HeartbeatAck });
      } else if (payload.op === GatewayOpcodes.Identify) session = this.#identify(socket, payload.d as Record<string, unknown>);
      else if (payload.op === GatewayOpcodes.Resume) session = this.#resume(socket, payload.d as Record<string, unknown>);
    });
  }

  #identify(socket: WebSocket, d: Record<string, unknown>): Session | undefined {
    this.identifies++;
    this.startLimit.remaining = Math.max(0, this.startLimit.remaining - 1);
    const { world, token, grantedIntents = 0 } = this.#options;
    const intents = Number(d.intents);
    const refusal =
      this.refuseWith ??
      (d.token !== token
        ? GatewayCloseCodes.AuthenticationFailed
        : (intents & privileged & ~grantedIntents) !== 0
          ? GatewayCloseCodes.DisallowedIntents
          : undefined);
    if (refusal !== undefined) {
      socket.close(refusal);
      return undefined;
    }
    const shard = (d.shard as [number, number] | undefined) ?? [0, 1];
    const session: Session = { id: randomBytes(16).toString('hex'), seq: 0, sent: [], socket, intents, shard };
    this.#sessions.set(session.id, session);
    const guilds = [...world.guilds.values()].filter(({ id, installed }) => installed && shardOf(id, shard[1]) === shard[0]);
    this.#send(session, 'READY', {
      v: 10,
      user: { ...world.user(world.bot), mfa_enabled: false, verified: true, email: null, flags: 0, locale: 'en-US' },
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      session_type: 'normal',
      resume_gateway_url: `${this.url}/resume`,
      shard,
      application: { id: world.applicationId, flags: applicationFlags },
    });
    for (const guild of guilds) if (!guild.unavailable) this.#send(session, 'GUILD_CREATE', world.guildData(guild));
    return session;
  }

  #resume(socket: WebSocket, d: Record<string, unknown>): Session | undefined {
    this.resumes++;
    const session = this.#sessions.get(String(d.session_id));
    if (d.token !== this.#options.token) {
      socket.close(GatewayCloseCodes.AuthenticationFailed);
      return undefined;
    }
    const seq = Number(d.seq);
    if (!session || seq > session.seq || (session.sent[0]?.s ?? 0) > seq + 1) {
      this.#write(socket, { op: GatewayOpcodes.InvalidSession, d: false });
      return undefined;
    }
    session.socket?.terminate();
    session.socket = socket;
    for (const event of session.sent.filter(({ s }) => s > seq)) this.#write(socket, { op: GatewayOpcodes.Dispatch, ...event });
    this.#send(session, 'RESUMED', {});
    return session;
  }

  #publish(event: WorldEvent): void {
    for (const session of this.#sessions.values()) {
      const d = forBot(event, session, this.#options.world);
      if (d !== undefined) this.#send(session, event.t, d);
    }
  }

  #send(session: Session, t: string, d: unknown): void {
    // As JSON at once: the world goes on changing what it holds.
    const event = { t, d: JSON.parse(JSON.stringify(d)), s: ++session.seq };
    session.sent.push(event);
    if (session.sent.length > keptForResume) session.sent.shift();
    if (session.socket) this.#write(session.socket, { op: GatewayOpcodes.Dispatch, ...event });
  }

  #write(socket: WebSocket, payload: unknown): void {
    const { t, op, d } = payload as { t?: string; op?: number; d?: unknown };
    this.#options.log.add({ kind: 'event', name: t ?? GatewayOpcodes[op ?? -1] ?? `op ${op}`, body: d });
    socket.send(JSON.stringify(payload));
  }
}

function parse(text: string): { op: number; d: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && typeof (value as { op?: unknown }).op === 'number'
      ? (value as { op: number; d: unknown })
      : undefined;
  } catch {
    return undefined;
  }
}
