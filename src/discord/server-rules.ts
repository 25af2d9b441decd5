/** What the admins of a server decided and the dispatcher keeps: where the bot may answer, who counts as admin, in which language. */
import type { App, GuildSettings, Scope } from '../app.ts';
import type { Log } from '../log.ts';
import { note, type Reply } from './reply.ts';

/** The settings of the server whose shelf is open; undefined elsewhere, and where they cannot be read just now. */
export const rulesFor = async ({ guildId }: Scope, app: App, log: Log): Promise<GuildSettings | undefined> => {
  if (!app.guilds || guildId === undefined) return undefined;
  try {
    return await app.guilds.settings(guildId);
  } catch (err) {
    log.error({ err }, 'could not read the settings of a server; answering as usual');
    return undefined;
  }
};

/** Whether the bot may answer in this channel (of a thread: in the channel it belongs to). */
export const mayAnswerIn = (rules: GuildSettings | undefined, channelId: string | undefined): boolean =>
  !rules || rules.channels.length === 0 || (channelId !== undefined && rules.channels.includes(channelId));

/** The refusal outside those channels, naming them. */
export const notHere = (rules: GuildSettings): Reply =>
  note(({ words }) => words.settings.notHere(rules.channels.map((id) => `<#${id}>`).join(' ')));
