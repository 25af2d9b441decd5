/** Tells the app in which servers the bot is: shelves of those it left rest, and come back with it. Leaves servers that it may not serve. */
import { type Client, Events, type Guild } from 'discord.js';
import type { App } from '../app.ts';
import type { Log } from '../log.ts';

/** A server that is unavailable for a while is not left: Discord keeps it in the list. */
export const followGuilds = (client: Client, app: App, log: Log, allowedGuilds?: readonly string[]): void => {
  const leaveForeign = async (guild: Guild): Promise<void> => {
    if (!allowedGuilds || allowedGuilds.includes(guild.id)) return;
    log.warn({ guild: guild.id }, 'left a server that ALLOWED_GUILDS does not name');
    await guild.leave();
  };
  const foreign = (guild: Guild) =>
    void leaveForeign(guild).catch((err: unknown) =>
      log.error({ err }, 'could not leave a server that ALLOWED_GUILDS does not name'),
    );
  client.on(Events.ClientReady, () => client.guilds.cache.forEach(foreign));
  client.on(Events.GuildCreate, foreign);

  const { guilds } = app;
  if (!guilds) return;
  const surely = (work: Promise<void>) => void work.catch((err: unknown) => log.error({ err }, 'could not note where the bot is'));
  client.on(Events.ClientReady, () => surely(guilds.present([...client.guilds.cache.keys()])));
  client.on(Events.GuildCreate, (guild) => surely(guilds.joined(guild.id)));
  client.on(Events.GuildDelete, (guild) => surely(guilds.left(guild.id)));
};
