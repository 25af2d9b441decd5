/** Progress on standard error: one line that is rewritten on a terminal, one line a tenth elsewhere. Threads tell it to the main thread. */
import { isMainThread, parentPort } from 'node:worker_threads';

export interface Progress {
  readonly label: string;
  readonly done: number;
  readonly total: number;
  readonly seconds: number;
}

const WIDTH = 16;
const running = new Map<string, Progress>();
const tenths = new Map<string, number>();

const bar = ({ label, done, total, seconds }: Progress) => {
  const filled = Math.round((WIDTH * done) / total);
  return `${label} [${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${done}/${total} ${seconds} s`;
};

/** Shows how far one of the things that run side by side has come. */
export function show(progress: Progress): void {
  const { label, done, total } = progress;
  running.set(label, progress);
  if (process.stderr.isTTY) {
    process.stderr.write(`\r\u001b[K${[...running.values()].map(bar).join('  ')}${done >= total ? '\n' : ''}`);
  } else if (Math.floor((10 * done) / total) !== tenths.get(label)) {
    tenths.set(label, Math.floor((10 * done) / total));
    process.stderr.write(`${bar(progress)}\n`);
  }
  if (done >= total) running.delete(label);
}

/** A bar for something with `total` steps; call it with the steps done. */
export function progressBar(label: string, total: number): (done: number) => void {
  const started = Date.now();
  return (done) => {
    const progress = { label, done, total, seconds: Math.round((Date.now() - started) / 1000) };
    if (isMainThread) show(progress);
    else parentPort?.postMessage(progress);
  };
}
