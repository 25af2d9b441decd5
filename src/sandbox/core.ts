/** The parts of the sandbox as its REST routes and actors meet them. */
import type { Cdn } from './cdn.ts';
import type { Commands } from './commands.ts';
import type { Deadlines, Exchange } from './exchange.ts';
import type { Faults } from './faults.ts';
import type { Gateway } from './gateway.ts';
import type { Messages } from './messages.ts';
import type { ProtocolLog } from './protocol-log.ts';
import type { World } from './world.ts';

export interface Core {
  readonly world: World;
  readonly commands: Commands;
  readonly messages: Messages;
  readonly cdn: Cdn;
  readonly gateway: Gateway;
  readonly faults: Faults;
  readonly log: ProtocolLog;
  /** By token. */
  readonly exchanges: Map<string, Exchange>;
  readonly deadlines: Deadlines;
  /** The bot's token. */
  readonly token: string;
}
