/** What Discord sends and discord.js cannot read (a field that is missing, or of another kind) is logged and left. */
import type { Client } from 'discord.js';
import type { Log } from '../log.ts';

interface Handler {
  handlePacket(packet?: { t?: unknown }, shard?: unknown): boolean;
}

/** discord.js reads an event where nobody catches; without this, one event of an unknown shape ends the process. */
export function bearUnreadable(client: Client, log: Log): void {
  const manager = client.ws as unknown as Handler;
  const handle = manager.handlePacket;
  manager.handlePacket = (packet, shard) => {
    try {
      return handle.call(manager, packet, shard);
    } catch (err) {
      log.warn({ err, event: String(packet?.t).slice(0, 60) }, 'Discord sent something that cannot be read');
      return false;
    }
  };
}
