/** Foreign pages and files are read in a worker thread: one that takes too long or too much memory is given up alone. */
import { Worker } from 'node:worker_threads';
import type { Article, Refusal } from '../article.ts';
import { NURSERY, READER_IDLE } from '../worker-share.ts';
import type { Feed } from './feed.ts';
import type { RawFile } from './format.ts';
import type { PageFacts } from './page.ts';

/** What the worker can be asked, and what it answers. */
export interface Tasks {
  article: { ask: RawFile; answer: Article | Refusal };
  page: { ask: { bytes: Uint8Array; address: string }; answer: PageFacts };
  feed: { ask: { bytes: Uint8Array; address: string; contentType?: string }; answer: Feed | { readonly reason: string } };
}

export interface Reader {
  /** The answer, or why it was given up. Throws what nobody expected, and when the reader is closed. */
  read<T extends keyof Tasks>(task: T, ask: Tasks[T]['ask']): Promise<Tasks[T]['answer'] | { readonly reason: string }>;
  close(): Promise<void>;
}

export interface ReaderLimits {
  /** For one task, in milliseconds. The worker's own start, and the loading of a parser, do not count. */
  readonly time: number;
  readonly megabytes: number;
  /** A worker that had nothing to read for so long, in milliseconds, ends: it holds some 100 MB. */
  readonly idle: number;
}

export const readerLimits: ReaderLimits = { time: 5000, megabytes: 512, idle: READER_IDLE };

/** A parser is loaded in less, also on a crowded machine; in milliseconds. */
const LOADING = 30_000;

interface Job {
  readonly task: keyof Tasks;
  readonly ask: unknown;
  resolve(answer: unknown): void;
  reject(error: unknown): void;
}

/** What the worker sends: that it is ready, that a task begins (its parser is loaded), or the end of a task. */
export type Told = { readonly ready: true } | { readonly began: true } | { readonly answer: unknown } | { readonly error: unknown };

/** A reader with one worker, started when it is first needed. Tasks are read one after the other. */
export function createReader(limits: ReaderLimits = readerLimits): Reader {
  const waiting: Job[] = [];
  let worker: Worker | undefined;
  let ready = false;
  let current: Job | undefined;
  let timer: NodeJS.Timeout | undefined;
  let rest: NodeJS.Timeout | undefined;

  const finish = (settle: (job: Job) => void) => {
    clearTimeout(timer);
    const job = current;
    current = undefined;
    if (job) settle(job);
    next();
  };
  const drop = async () => {
    const old = worker;
    worker = undefined;
    ready = false;
    old?.removeAllListeners();
    old?.on('error', () => undefined);
    await old?.terminate();
  };
  const next = () => {
    clearTimeout(rest);
    if (!current && waiting.length === 0) rest = setTimeout(() => void drop(), limits.idle).unref();
    if (current || waiting.length === 0) return worker?.unref();
    if (!worker) return start();
    if (!ready) return;
    worker.ref();
    current = waiting.shift();
    watch(limits.time + LOADING);
    worker.postMessage({ task: current!.task, ask: current!.ask });
  };
  const watch = (time: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      void drop();
      finish((job) => job.resolve({ reason: `Reading it took longer than ${limits.time / 1000} seconds.` }));
    }, time);
  };
  const start = () => {
    worker = new Worker(new URL('./reader-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: limits.megabytes, maxYoungGenerationSizeMb: NURSERY },
    });
    worker.on('message', (told: Told) => {
      if ('ready' in told) {
        ready = true;
        next();
      } else if ('began' in told) watch(limits.time);
      else finish((job) => ('error' in told ? job.reject(told.error) : job.resolve(told.answer)));
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      const early = ready ? undefined : waiting.shift();
      void drop();
      if (early) early.reject(error);
      finish((job) =>
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? job.resolve({ reason: 'Reading it took too much memory.' }) : job.reject(error),
      );
    });
  };

  return {
    read: (task, ask) =>
      new Promise((resolve, reject) => {
        waiting.push({ task, ask, resolve: resolve as Job['resolve'], reject });
        next();
      }),
    async close() {
      const left = [...(current ? [current] : []), ...waiting.splice(0)];
      clearTimeout(timer);
      clearTimeout(rest);
      current = undefined;
      await drop();
      for (const job of left) job.reject(new Error('The reader was closed.'));
    },
  };
}
