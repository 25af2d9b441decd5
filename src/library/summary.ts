/** How the shelves of all servers stand, for the operator. */
import { guildCollection, type Usage } from '../store/guilds.ts';
import type { Store } from '../store/store.ts';
import { overQuota, type Quota, quotaFrom } from './quota.ts';

export interface GuildSummary extends Usage {
  readonly guildId: string;
  readonly quota: Quota;
  /** Sources that are stale or refused. */
  readonly stale: number;
  /** When a source was last read without trouble. */
  readonly goodAt?: number;
  readonly over: boolean;
}

/** One summary for each guild of which something is kept, by id. `usual` is the quota of those that have none of their own. */
export async function summarizeGuilds({ guilds, sources }: Store, usual: Quota): Promise<GuildSummary[]> {
  return Promise.all(
    (await guilds.known()).map(async (guildId) => {
      const collection = guildCollection(guildId);
      const all = await sources.list(collection);
      const usage = await guilds.usage(collection);
      const quota = quotaFrom(await guilds.quota(guildId), usual);
      const good = all.flatMap(({ goodAt }) => goodAt ?? []);
      return {
        guildId,
        ...usage,
        quota,
        stale: all.filter(({ status }) => status === 'stale' || status === 'refused').length,
        over: overQuota(usage, quota) !== undefined,
        ...(good.length > 0 && { goodAt: Math.max(...good) }),
      };
    }),
  );
}
