/** Bounds on what is taken in: how often one may ask, how many wait, what was heard already. */

export interface Buckets {
  /** Takes `cost` for this key. 0: granted; else the seconds until there is enough again, and nothing is taken. */
  take(key: string, cost?: number): number;
}

export interface BucketOptions {
  readonly capacity: number;
  readonly perSecond: number;
  /** Milliseconds, rising. */
  readonly now?: () => number;
  /** Keys remembered; the one not used for longest is forgotten, full again. */
  readonly keys?: number;
}

/** A token bucket for each key. */
export const createBuckets = ({ capacity, perSecond, now = () => performance.now(), keys = 10_000 }: BucketOptions): Buckets => {
  const levels = new Map<string, { level: number; at: number }>();
  return {
    take(key, cost = 1) {
      const at = now();
      const known = levels.get(key);
      const level = known ? Math.min(capacity, known.level + ((at - known.at) / 1000) * perSecond) : capacity;
      levels.delete(key);
      if (levels.size >= keys) levels.delete(levels.keys().next().value!);
      const granted = level >= cost;
      levels.set(key, { level: granted ? level - cost : level, at });
      return granted ? 0 : Math.ceil((cost - level) / perSecond);
    },
  };
};

/** Thrown by `run` when too many wait. */
export class Busy extends Error {
  override readonly name = 'Busy';
}

export interface Queue {
  /** Runs at most `running` at a time, in order; others wait. @throws Busy when `waiting` wait already */
  run<T>(work: () => Promise<T>): Promise<T>;
  readonly waiting: number;
}

/** Between two pieces of work the event loop turns once, so that defers and heartbeats are never starved. */
export const createQueue = ({ running, waiting }: { readonly running: number; readonly waiting: number }): Queue => {
  const line: (() => void)[] = [];
  let active = 0;
  const next = () => {
    active--;
    setImmediate(() => {
      if (active < running) line.shift()?.();
    });
  };
  return {
    get waiting() {
      return line.length;
    },
    async run(work) {
      if (active >= running || line.length > 0) {
        if (line.length >= waiting) throw new Busy();
        await new Promise<void>((resolve) => {
          line.push(resolve);
        });
      }
      active++;
      try {
        return await work();
      } finally {
        next();
      }
    },
  };
};

/** Remembers the newest `size` ids: true the first time, false for one that was heard before (a replayed event). */
export const createOnce = (size = 10_000): ((id: string) => boolean) => {
  const heard = new Set<string>();
  return (id) => {
    if (heard.has(id)) return false;
    heard.add(id);
    if (heard.size > size) heard.delete(heard.values().next().value!);
    return true;
  };
};
