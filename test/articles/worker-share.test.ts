import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { NURSERY } from '../../src/articles/worker-share.ts';

/** Niceness of the calling thread: proc(5), field 19 of `stat`. The name before it holds no blank here. */
const niceness = () => Number(readFileSync('/proc/thread-self/stat', 'utf8').split(' ')[18]);

test.skipIf(process.platform !== 'linux')('a worker gives way to the threads that answer, and to nobody but them', async () => {
  const before = niceness();
  const share = new URL('../../src/articles/worker-share.ts', import.meta.url).href;
  const worker = new Worker(
    `import(${JSON.stringify(share)}).then(({ yieldToAnswers }) => {
       yieldToAnswers();
       const stat = require('node:fs').readFileSync('/proc/thread-self/stat', 'utf8');
       require('node:worker_threads').parentPort.postMessage(stat.slice(stat.lastIndexOf(')')).split(' ')[17]);
     });`,
    { eval: true },
  );
  const [told] = await once(worker, 'message');
  await worker.terminate();
  expect(Number(told)).toBe(10);
  expect(niceness()).toBe(before);
});

test('a worker’s nursery is within bounds', () => {
  expect(NURSERY).toBeGreaterThanOrEqual(1);
  expect(NURSERY).toBeLessThanOrEqual(64);
});
