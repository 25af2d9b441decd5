/** Several things at once, within bounds. */
/** The results of `job` in the order of the items, at most `width` begun before theirs is asked for. */
export async function* inOrder<T, R>(items: readonly T[], width: number, job: (item: T) => Promise<R>): AsyncGenerator<R> {
  const begun: Promise<R>[] = [];
  let next = 0;
  const begin = () => {
    while (begun.length < width && next < items.length) {
      const result = job(items[next++]!);
      // Whoever stops listening early must not hear of those that fail later.
      result.catch(() => undefined);
      begun.push(result);
    }
  };
  for (begin(); begun.length > 0; begin()) yield await begun.shift()!;
}

/** Runs `job` over all items, at most `width` at once; the results are in the order of the items. The first error ends it. */
export async function concurrently<T, R>(items: readonly T[], width: number, job: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const work = async () => {
    while (next < items.length) {
      const at = next++;
      results[at] = await job(items[at]!);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, work));
  return results;
}
