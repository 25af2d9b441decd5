/** A thread of a training: it reads the questions once and runs one task after another. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Message } from './pool.ts';
import { type Task, Training, type TrainingOptions } from './tasks.ts';

const training = Training.open(workerData as TrainingOptions);

parentPort!.on('message', async (task: Task) => {
  await (await training).run(task);
  parentPort!.postMessage({ finished: true } satisfies Message);
});
