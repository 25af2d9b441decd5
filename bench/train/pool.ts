/** A few threads that run the tasks of one training. */
import { Worker } from 'node:worker_threads';
import { type Progress, show } from './progress.ts';
import type { Task, TrainingOptions } from './tasks.ts';

export interface Pool {
  /** Runs the task in the next free thread, first come, first served; rejects when it fails. */
  run(task: Task): Promise<void>;
  close(): Promise<void>;
}

interface Waiting {
  readonly task: Task;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

export type Message = Progress | { readonly finished: true };

export function createPool(options: TrainingOptions, threads: number): Pool {
  const waiting: Waiting[] = [];
  const idle: Worker[] = [];
  const workers = Array.from({ length: threads }, () => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: options,
      resourceLimits: { maxOldGenerationSizeMb: 6_000 },
    });
    idle.push(worker);
    return worker;
  });
  const next = () => {
    if (idle.length === 0 || waiting.length === 0) return;
    const worker = idle.shift()!;
    const { task, resolve, reject } = waiting.shift()!;
    const done = (end: () => void) => {
      worker.off('message', heard);
      worker.off('error', failed);
      end();
    };
    const heard = (message: Message) => {
      if (!('finished' in message)) return show(message);
      done(resolve);
      idle.push(worker);
      next();
    };
    // A thread that failed has ended.
    const failed = (error: unknown) => done(() => reject(error instanceof Error ? error : new Error(String(error))));
    worker.on('message', heard);
    worker.on('error', failed);
    worker.postMessage(task);
  };
  return {
    run: (task) =>
      new Promise((resolve, reject) => {
        waiting.push({ task, resolve, reject });
        next();
      }),
    close: async () => void (await Promise.all(workers.map((worker) => worker.terminate()))),
  };
}
