/** The worker side of the reader. */
import { parentPort } from 'node:worker_threads';
import { parseFeed } from './feed.ts';
import { parseArticle } from './format.ts';
import { readPageFacts } from './page.ts';
import type { Tasks, Told } from './reader.ts';

const tasks: { [T in keyof Tasks]: (ask: Tasks[T]['ask']) => Tasks[T]['answer'] | Promise<Tasks[T]['answer']> } = {
  article: parseArticle,
  page: ({ bytes, address }) => readPageFacts(bytes, address),
  feed: ({ bytes, address, contentType }) => parseFeed(bytes, address, contentType),
};

const tell = (told: Told) => parentPort!.postMessage(told);

parentPort!.on('message', async ({ task, ask }: { task: keyof Tasks; ask: never }) => {
  try {
    tell({ answer: await tasks[task](ask) });
  } catch (error) {
    tell({ error });
  }
});
tell({ ready: true });
