/** When a source is read again. */
export const schedules = ['never', 'hourly', 'daily', 'weekly'] as const;
export type Schedule = (typeof schedules)[number];

const minute = 60_000;
const every: Record<Exclude<Schedule, 'never'>, number> = { hourly: 60 * minute, daily: 1440 * minute, weekly: 10_080 * minute };
/** No source is asked more often. */
export const shortestPause = 10 * minute;

/** What is read again: files stand as they are until somebody changes them. */
const reread: readonly string[] = ['page', 'site', 'feed'];

/** Whether the last good copy of a source is old: two turns of its schedule were missed (of two days at least), or a month has gone where it has none. */
export function isOld({ kind, schedule, goodAt }: { kind: string; schedule: string; goodAt?: number }, now: number): boolean {
  if (!reread.includes(kind) || goodAt === undefined) return false;
  const usual = every[schedule as keyof typeof every];
  return now - goodAt > (usual === undefined ? 30 * every.daily : 2 * Math.max(usual, every.daily));
}

export interface Turn {
  readonly schedule: string;
  readonly now: number;
  /** In a row; 0 after a good read. */
  readonly failures: number;
  /** As the server asked, milliseconds. */
  readonly retryAfter?: number;
  /** 0 to 1. */
  readonly random: number;
}

/** The next time, spread by a tenth either way so that sources do not come all at once; after failures sooner, then ever later. Undefined: never. */
export function nextTime({ schedule, now, failures, retryAfter = 0, random }: Turn): number | undefined {
  const usual = every[schedule as keyof typeof every];
  if (usual === undefined) return undefined;
  const pause = failures === 0 ? usual : Math.min(usual, shortestPause * 2 ** (failures - 1));
  return Math.round(now + Math.max(shortestPause, retryAfter, pause * (0.9 + random * 0.2)));
}
