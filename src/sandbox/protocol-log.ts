/** The protocol as it goes by, newest last, bounded; the bot's token never stands in it. */
import { EventEmitter } from 'node:events';

export interface ProtocolEntry {
  readonly at: number;
  readonly kind: 'event' | 'sent by the bot' | 'request';
  /** The event's name, the opcode's name, or method and path. */
  readonly name: string;
  readonly body?: unknown;
  /** Of a request: the answer's status, 0 where the connection was cut, and how long it took in milliseconds. */
  readonly status?: number;
  readonly ms?: number;
  readonly answer?: unknown;
}

const kept = 1000;

export class ProtocolLog extends EventEmitter<{ entry: [ProtocolEntry] }> {
  readonly entries: ProtocolEntry[] = [];

  add(entry: Omit<ProtocolEntry, 'at'>): void {
    const dated = { at: Date.now(), ...entry };
    this.entries.push(dated);
    if (this.entries.length > kept) this.entries.shift();
    this.emit('entry', dated);
  }
}
