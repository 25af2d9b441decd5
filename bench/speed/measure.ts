/** Times and what they are summed up as. All times in milliseconds. */

/** The `share` (0…1) quantile: of sorted values the one that this share lies at or below. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]) => quantile(values, 0.5);

export interface Times {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Rounds end early after so long, in milliseconds; the first is always whole. */
const PATIENCE = 60_000;

/** Each of `items` once a round; of each figure the median of the rounds. The first round's answers are returned too. */
export async function timeRounds<Item, Result>(
  items: readonly Item[],
  rounds: number,
  run: (item: Item) => Promise<Result> | Result,
): Promise<{ times: Times; results: Result[] }> {
  const figures: Times[] = [];
  const start = performance.now();
  const results: Result[] = [];
  for (let round = 0; round < rounds && (round === 0 || performance.now() - start < PATIENCE); round++) {
    const taken: number[] = [];
    for (const item of items) {
      const before = performance.now();
      const result = await run(item);
      taken.push(performance.now() - before);
      if (round === 0) results.push(result);
    }
    figures.push({ p50: quantile(taken, 0.5), p95: quantile(taken, 0.95), p99: quantile(taken, 0.99) });
  }
  const of = (name: keyof Times) => median(figures.map((times) => times[name]));
  return { times: { p50: of('p50'), p95: of('p95'), p99: of('p99') }, results };
}

/** Bytes in use after a collection, where the process was started with --expose-gc. */
export function memoryInUse(): { readonly heap: number; readonly outside: number; readonly resident: number } {
  globalThis.gc?.();
  const { heapUsed, external, arrayBuffers, rss } = process.memoryUsage();
  return { heap: heapUsed, outside: Math.max(external, arrayBuffers), resident: rss };
}
