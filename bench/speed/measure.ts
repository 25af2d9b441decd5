/** Times and what they are summed up as. All times in milliseconds. */

/** The `share` (0…1) quantile: of sorted values the one that this share lies at or below. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]) => quantile(values, 0.5);

export interface Quantiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export interface Times {
  /** By the clock: what a person waits. */
  readonly clock: Quantiles;
  /** Processor time of the whole process, all threads together: what stays comparable while others use the machine. */
  readonly processor: Quantiles;
}

const quantiles = (values: readonly number[]): Quantiles => ({
  p50: quantile(values, 0.5),
  p95: quantile(values, 0.95),
  p99: quantile(values, 0.99),
});

function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** Rounds end early after so long, in milliseconds; the first is always whole. */
const PATIENCE = 60_000;

/** Each of `items` once a round; of each figure the median of the rounds. The first round's answers are returned too. */
export async function timeRounds<Item, Result>(
  items: readonly Item[],
  rounds: number,
  run: (item: Item) => Promise<Result> | Result,
): Promise<{ times: Times; results: Result[] }> {
  const clocks: Quantiles[] = [];
  const processors: Quantiles[] = [];
  const results: Result[] = [];
  const start = performance.now();
  for (let round = 0; round < rounds && (round === 0 || performance.now() - start < PATIENCE); round++) {
    const taken: number[] = [];
    const used: number[] = [];
    for (const item of items) {
      const before = performance.now();
      const idle = processorTime();
      const result = await run(item);
      used.push(processorTime() - idle);
      taken.push(performance.now() - before);
      if (round === 0) results.push(result);
    }
    clocks.push(quantiles(taken));
    processors.push(quantiles(used));
  }
  return { times: { clock: medians(clocks), processor: medians(processors) }, results };
}

const medians = (rounds: readonly Quantiles[]): Quantiles => ({
  p50: median(rounds.map(({ p50 }) => p50)),
  p95: median(rounds.map(({ p95 }) => p95)),
  p99: median(rounds.map(({ p99 }) => p99)),
});

/** Bytes in use after a collection, where the process was started with --expose-gc. */
export function memoryInUse(): { readonly heap: number; readonly outside: number; readonly resident: number } {
  globalThis.gc?.();
  const { heapUsed, external, arrayBuffers, rss } = process.memoryUsage();
  return { heap: heapUsed, outside: Math.max(external, arrayBuffers), resident: rss };
}
