/** News of the servers' sources. What was told stands in the store: a restart neither repeats nor forgets anything. */
import type { StoredSource } from '../store/sources.ts';
import type { Store } from '../store/store.ts';
import { readSettings } from './settings.ts';

/** What became of a source, one line. */
export interface News {
  readonly source: string;
  readonly kind: 'stale' | 'refused' | 'recovered';
  readonly reason?: string;
}

/** Tells a server what is new; false where it could not be told, so that it stays news. */
export type Teller = (guildId: string, news: readonly News[]) => Promise<boolean>;

const day = 24 * 60 * 60_000;

const newsOf = ({ name, status, reason }: StoredSource): News => ({
  source: name,
  kind: status === 'stale' || status === 'refused' ? status : 'recovered',
  ...(reason !== undefined && { reason }),
});

/**
 * Tells each server that chose a channel for news what its admins do not know: every source that is stale or refused, or that was and
 * recovered. A server is tried at most once a day; what comes meanwhile waits, and what is over by then is not told.
 */
export async function tellNews({ sources, guilds }: Store, now: number, tell: Teller): Promise<void> {
  for (const [collection, untold] of Map.groupBy(await sources.untold(), (source) => source.collection)) {
    const guildId = collection.slice('guild:'.length);
    if ((await readSettings(guilds, guildId)).notices === undefined) continue;
    if (!(await guilds.mayTell(guildId, now, day))) continue;
    if (await tell(guildId, untold.map(newsOf))) await sources.saveTold(untold);
  }
}
