/** Sets the stage for the page: servers with a member and an admin, and the direct messages of each. */
import type { APIApplicationCommand } from 'discord-api-types/v10';
import { marksOf } from './markdown.ts';
import type { Hello } from './page-protocol.ts';
import { shownChannel, shownGuild, shownPerson } from './page-view.ts';
import type { Sandbox } from './sandbox.ts';
import type { Guild } from './world-types.ts';

export interface PageOptions {
  /** Names, the first shown first. */
  readonly servers: readonly [string, ...string[]];
  /** The command and the option that an example is typed into. */
  readonly command: string;
  readonly option: string;
  /** Markdown: how to take the bot to Discord. */
  readonly guide?: string;
}

/** Ids of those who are the same at every start, so that what the bot keeps of them is theirs again. */
const lasting = (number: number) => String(100_000_000_000_000_000n + BigInt(number));

export interface OpenPage {
  /** In the order of the names. */
  readonly guilds: readonly Guild[];
  /** Offers these questions on the first screen of the guild. */
  show(guild: Guild, examples: readonly string[]): void;
}

/** Serves the page from now on. To be called before the bot connects. */
export function openPage(sandbox: Sandbox, options: PageOptions): OpenPage {
  const { world, gateway, commands } = sandbox;
  const cast = [world.addPerson('Mira', { id: lasting(1) }), world.addPerson('Ada', { id: lasting(2) })] as const;
  const [member, admin] = cast;
  const guilds = options.servers.map((name, index) => {
    const guild = sandbox.addGuild({ id: lasting(101 + index), name, channels: ['general', 'questions'] });
    world.addMember(guild, member);
    world.addMember(guild, admin, { admin: true });
    return guild;
  });
  const [first] = guilds;
  if (!first) throw new Error('the page needs a server');
  const examples: Record<string, readonly string[]> = {};
  const guide = options.guide === undefined ? undefined : marksOf(options.guide, world, true);
  const registered = (list: readonly APIApplicationCommand[]) => list.length > 0;
  const hello = (): Hello => ({
    bot: shownPerson(world, world.bot),
    guilds: guilds.map((guild) => shownGuild(world, guild, cast)),
    cast: cast.map((person) => shownPerson(world, person, first)),
    directs: Object.fromEntries(cast.map((person) => [person.id, shownChannel(world.directChannel(person))])),
    invitation: { command: options.command, option: options.option, examples, ...(guide && { guide }) },
    ready: gateway.connected && registered(commands.list()),
  });
  sandbox.servePage(hello, () => sandbox.actor(member, sandbox.channel(first)));
  return {
    guilds,
    show: (guild, questions) => {
      examples[guild.id] = questions;
    },
  };
}
