/**
 * Discord lets a bot IDENTIFY 1,000 times a day and resets its token when it goes over. So starts are counted on disk: a crash loop backs
 * off, and near the end of the budget the bot refuses to start.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type IIdentifyThrottler, SimpleIdentifyThrottler } from 'discord.js';
import type { APIGatewayBotInfo } from 'discord-api-types/v10';
import { z } from 'zod';
import type { Log } from '../log.ts';

/** Starts left below which the bot refuses. */
const reserve = 10;
const window = 10 * 60_000;
/** So many starts in the window are ordinary; each further one waits twice as long. */
const ordinary = 3;
const firstPause = 5_000;
/** A session that is gone is begun anew after a random time within these, in milliseconds (Discord's Gateway documentation, Resuming). */
const [soonest, latest] = [1_000, 5_000];

const stored = z.object({ starts: z.array(z.number().int().nonnegative()).max(100) });

/** Milliseconds to wait before another start, given the times of the earlier ones. */
export const pauseBefore = (starts: readonly number[], now: number): number => {
  const recent = starts.filter((at) => at > now - window && at <= now);
  if (recent.length < ordinary) return 0;
  const pause = Math.min(window, firstPause * 2 ** (recent.length - ordinary));
  return Math.max(0, recent.at(-1)! + pause - now);
};

/** Why the bot must not start now; undefined where it may. */
export const refusalToStart = (
  { remaining, reset_after }: APIGatewayBotInfo['session_start_limit'],
  now: number,
): string | undefined =>
  remaining > reserve
    ? undefined
    : `Discord lets this bot connect only ${remaining} more times today, and going over would reset its token. Start it again after ${new Date(now + reset_after).toISOString()}, and find out what made it restart so often.`;

export interface IdentifyOptions {
  /** Folder in which the starts are remembered (`identify.json`). */
  readonly dataDir: string;
  readonly log: Log;
  /** Hears why the bot does not start. */
  refused(sentence: string): void;
}

/** For discord.js's `ws.buildIdentifyThrottler`: counts each IDENTIFY before it is sent, waits, or refuses and never resolves. */
export const identifyThrottler =
  ({ dataDir, log, refused }: IdentifyOptions) =>
  async (manager: { fetchGatewayInformation(): Promise<APIGatewayBotInfo> }): Promise<IIdentifyThrottler> => {
    const file = path.join(dataDir, 'identify.json');
    const limit = (await manager.fetchGatewayInformation()).session_start_limit;
    const inner = new SimpleIdentifyThrottler(limit.max_concurrency);
    let left = limit.remaining;
    let begun = false;

    const read = async (): Promise<number[]> => {
      try {
        return stored.parse(JSON.parse(await readFile(file, 'utf8'))).starts;
      } catch {
        // Not there yet, or not readable any more: the count begins anew.
        return [];
      }
    };
    const remember = async (starts: readonly number[]): Promise<void> => {
      try {
        await mkdir(dataDir, { recursive: true });
        await writeFile(`${file}.new`, JSON.stringify({ starts: starts.slice(-100) }));
        await rename(`${file}.new`, file);
      } catch (error) {
        log.warn({ err: error }, 'could not remember this start; make DATA_DIR writable');
      }
    };

    return {
      async waitForIdentify(shardId, signal) {
        const why = refusalToStart({ ...limit, remaining: left }, Date.now());
        if (why) {
          refused(why);
          await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
        }
        const starts = await read();
        const pause = pauseBefore(starts, Date.now());
        if (pause > 0) {
          log.warn({ seconds: Math.ceil(pause / 1000) }, 'many starts in a short time; waiting before connecting again');
          await wait(pause, undefined, { signal });
        }
        if (begun) await wait(soonest + Math.random() * (latest - soonest), undefined, { signal });
        begun = true;
        await inner.waitForIdentify(shardId, signal);
        left--;
        await remember([...starts, Date.now()]);
      },
    };
  };
