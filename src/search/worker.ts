/** The thread in which indexes are built, changed, merged, written and read, so that the answering thread never waits. */
import { parentPort } from 'node:worker_threads';
import { yieldToAnswers } from '../articles/worker-share.ts';
import { createTasks, type Tasks } from './tasks.ts';

export interface Call {
  readonly id: number;
  readonly task: keyof Tasks;
  readonly request: never;
}

export type Reply = { readonly id: number } & ({ readonly result: unknown } | { readonly error: unknown });

yieldToAnswers();
const tasks = createTasks();
// One after another, in the order of arrival, also where a task waits for the disk.
let last: Promise<unknown> = Promise.resolve();

parentPort!.on('message', ({ id, task, request }: Call) => {
  last = last.then(async () => {
    let reply: Reply;
    try {
      reply = { id, result: await tasks[task](request) };
    } catch (error) {
      reply = { id, error };
    }
    parentPort!.postMessage(reply);
  });
});
