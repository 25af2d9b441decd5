/** What must be settled before anything of the program is loaded: how much memory garbage may fill, and where compiled code is kept. */
import { enableCompileCache, flushCompileCache } from 'node:module';
import path from 'node:path';
import { getHeapStatistics } from 'node:v8';

/** Node bounds its heap to about a quarter of the machine's memory: below this the machine has 2 GB or less. In bytes. */
const SMALL_HEAP = 600 * 2 ** 20;

/**
 * Megabytes of one half of the young generation there. V8's own 16 make the process 100 MB larger, for garbage alone; with 4 the collector takes a
 * tenth more of the processor's time.
 */
const NURSERY_FLAG = '--max-semi-space-size';
const SMALL_NURSERY = `${NURSERY_FLAG}=4`;

/**
 * For the C library there (mallopt(3)): one pool of memory for all threads, and blocks of 128 KB or more always taken singly, so that what was read
 * and thrown away goes back to the system. Saves another 35 MB. Other libraries than glibc do not know the names.
 */
const SPARING = { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '131072' };

/** Milliseconds after which what was compiled is written, for a process that may be killed. */
const SETTLED = 20_000;

/** Whether the process should begin again with a small nursery: on a small machine, where nobody chose one. `heapLimit` in bytes. */
export function wantsSmallNursery(heapLimit: number, execArgv: readonly string[], nodeOptions = ''): boolean {
  const chosen = [...execArgv, nodeOptions].some((flags) => flags.includes(NURSERY_FLAG));
  return heapLimit < SMALL_HEAP && !chosen;
}

/**
 * Keeps compiled code, types stripped, in node_modules/.cache: the next start is a second faster and, on a small machine, needs no compiler in
 * memory. There the process is replaced by itself, under the same number, once, for the size of the nursery and the ways of the C library are settled at its birth.
 * Windows knows no such replacing: there the process stays as it is.
 */
export function prepareProcess(): void {
  const cache = path.join(import.meta.dirname, '../../node_modules/.cache/footnote');
  const { execPath, execArgv, argv, env } = process;
  if (process.platform !== 'win32' && wantsSmallNursery(getHeapStatistics().heap_size_limit, execArgv, env.NODE_OPTIONS)) {
    process.execve?.(execPath, [execPath, SMALL_NURSERY, ...execArgv, ...argv.slice(1)], {
      NODE_COMPILE_CACHE: cache,
      ...SPARING,
      ...env,
    });
  }
  enableCompileCache(env.NODE_COMPILE_CACHE ?? cache);
  setTimeout(flushCompileCache, SETTLED).unref();
}
