/** Buckets per route: https://docs.discord.com/developers/topics/rate-limits . Interaction endpoints are outside the global limit. */
interface Bucket {
  left: number;
  resetsAt: number;
}

export interface Verdict {
  readonly headers: Record<string, string>;
  /** Seconds to wait, when there is nothing left. */
  readonly retryAfter?: number;
}

/** Requests and the milliseconds in which they are allowed. */
const limits: readonly [RegExp, number, number][] = [
  [/^POST \/channels\/:channel\/messages$/, 5, 5000],
  [/^PATCH \/channels\/:channel\/messages/, 5, 5000],
  [/^POST \/channels\/:channel\/typing$/, 5, 5000],
  [/^\w+ \/webhooks\//, 30, 2000],
  [/./, 50, 1000],
];

export class RateLimits {
  readonly #buckets = new Map<string, Bucket>();

  /** Counts one request of this route template, such as `POST /channels/:channel/messages`, on its major parameter. */
  count(template: string, major: string, now = Date.now()): Verdict {
    if (template.includes('/callback')) return { headers: {} };
    const [, limit, windowMs] = limits.find(([pattern]) => pattern.test(template))!;
    const key = `${template} ${major}`;
    let bucket = this.#buckets.get(key);
    if (!bucket || bucket.resetsAt <= now) {
      bucket = { left: limit, resetsAt: now + windowMs };
      this.#buckets.set(key, bucket);
    }
    const seconds = (bucket.resetsAt - now) / 1000;
    const headers = {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(Math.max(0, bucket.left - 1)),
      'x-ratelimit-reset': (bucket.resetsAt / 1000).toFixed(3),
      'x-ratelimit-reset-after': seconds.toFixed(3),
      'x-ratelimit-bucket': Buffer.from(template).toString('hex').slice(0, 32),
    };
    if (bucket.left <= 0)
      return {
        headers: { ...headers, 'x-ratelimit-scope': 'user', 'retry-after': String(Math.ceil(seconds)) },
        retryAfter: seconds,
      };
    bucket.left--;
    return { headers };
  }
}
