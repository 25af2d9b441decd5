/** The answering thread's end of the indexing worker. */
import { Worker } from 'node:worker_threads';
import { NURSERY } from '../articles/worker-share.ts';
import type { Tasks } from './tasks.ts';
import type { Reply } from './worker.ts';

/** The worker ended while it had work: the work can be asked for again. */
export class WorkerDied extends Error {
  override readonly name = 'WorkerDied';
}

type Request<Task extends keyof Tasks> = Parameters<Tasks[Task]>[0];
type Result<Task extends keyof Tasks> = Awaited<ReturnType<Tasks[Task]>>;

export interface WorkerClient {
  /** Rejects with the task's own error, or with `WorkerDied`; the next call starts another worker. */
  call<Task extends keyof Tasks>(task: Task, request: Request<Task>): Promise<Result<Task>>;
  /** Ends the worker; calls under way reject with `WorkerDied`. */
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (result: never) => void;
  readonly reject: (error: unknown) => void;
}

/** A worker that had no work for so long, in milliseconds, ends: it holds some 100 MB. */
const IDLE = 60_000;

/**
 * Starts no thread before the first call, ends it when there was nothing to do for a while, and keeps no process alive that has nothing else to
 * do and nothing under way.
 */
export function createWorkerClient(script = new URL('./worker.ts', import.meta.url), idle = IDLE): WorkerClient {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let rest: NodeJS.Timeout | undefined;
  let calls = 0;

  function start(): Worker {
    const started = new Worker(script, { resourceLimits: { maxYoungGenerationSizeMb: NURSERY } });
    let cause: unknown;
    started.on('message', (reply: Reply) => {
      const { resolve, reject } = waiting.get(reply.id)!;
      waiting.delete(reply.id);
      if (waiting.size === 0) {
        started.unref();
        rest = setTimeout(() => {
          worker = undefined;
          void started.terminate();
        }, idle).unref();
      }
      if ('error' in reply) reject(reply.error);
      else resolve(reply.result as never);
    });
    started.on('error', (error) => {
      cause = error;
    });
    started.on('exit', () => {
      if (worker !== started) return;
      worker = undefined;
      const dead = new WorkerDied('The indexing worker ended unexpectedly.', { cause });
      for (const { reject } of waiting.values()) reject(dead);
      waiting.clear();
    });
    return started;
  }

  return {
    call(task, request) {
      clearTimeout(rest);
      worker ??= start();
      worker.ref();
      const id = ++calls;
      const { promise, resolve, reject } = Promise.withResolvers<never>();
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, task, request });
      return promise;
    },
    async close() {
      clearTimeout(rest);
      await worker?.terminate();
    },
  };
}
