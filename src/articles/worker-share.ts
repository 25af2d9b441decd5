/** How much of the machine a worker takes: who comes first where threads share a processor, and how much memory its garbage may fill. */
import { setPriority } from 'node:os';
import { getHeapStatistics } from 'node:v8';

/** "Nice" as in setpriority(2): with another thread that wants the same core, a tenth of it is left. */
const NICE = 10;

/**
 * Lets the threads that answer come first: for a worker to call of itself. On Linux alone, where a priority is the calling thread's
 * (setpriority(2), "C library/kernel differences"); elsewhere it would be the whole process's.
 */
export function yieldToAnswers(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(0, NICE);
  } catch {
    // Where it may not be set, threads share alike.
  }
}

/**
 * Milliseconds that a reading worker without work is kept: starting one takes half a second, but it holds up to 100 MB, which a machine of 1 GB needs
 * for indexing what was read.
 */
export const READER_IDLE = getHeapStatistics().heap_size_limit < 512 * 2 ** 20 ? 5_000 : 60_000;

/**
 * Megabytes of a worker's young generation. The garbage of indexing and parsing is mostly young: a large nursery halves the collector's work, where
 * the machine has the memory for it (Node's limit of the heap is a quarter of it, or 4 GB).
 */
export const NURSERY = Math.min(64, Math.ceil(getHeapStatistics().heap_size_limit / 32 / 2 ** 20));
