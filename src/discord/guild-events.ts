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
  let before = Promise.resolve();
  /** One after the other, in the order that Discord tells them: a server that comes while all are noted must not be noted as left. */
  const inTurn = (note: () => Promise<void>) => {
    before = before.then(note).catch((err: unknown) => log.error({ err }, 'could not note where the bot is'));
  };
  client.on(Events.ClientReady, () => {
    const here = [...client.guilds.cache.keys()];
    inTurn(() => guilds.present(here));
  });
  client.on(Events.GuildCreate, (guild) => inTurn(() => guilds.joined(guild.id)));
  client.on(Events.GuildDelete, (guild) => inTurn(() => guilds.left(guild.id)));
};
