/** The worker side of the reader. */
import { parentPort } from 'node:worker_threads';
import { yieldToAnswers } from '../worker-share.ts';
import { loadFormat, parseArticle } from './format.ts';
import type { Tasks, Told } from './reader.ts';

type Run<T extends keyof Tasks> = (ask: Tasks[T]['ask']) => Tasks[T]['answer'] | Promise<Tasks[T]['answer']>;

/** What does a task, once its parsers are loaded: few are needed by one reader. */
const tasks: { [T in keyof Tasks]: (ask: Tasks[T]['ask']) => Promise<Run<T>> } = {
  async article(file) {
    await loadFormat(file);
    return parseArticle;
  },
  async page() {
    const { readPageFacts } = await import('./page.ts');
    return ({ bytes, address }) => readPageFacts(bytes, address);
  },
  async feed() {
    const { parseFeed } = await import('./feed.ts');
    return ({ bytes, address, contentType }) => parseFeed(bytes, address, contentType);
  },
};

const tell = (told: Told) => parentPort!.postMessage(told);

async function answer<T extends keyof Tasks>(task: T, ask: Tasks[T]['ask']): Promise<Tasks[T]['answer']> {
  const run = await tasks[task](ask);
  tell({ began: true });
  return run(ask);
}

parentPort!.on('message', async ({ task, ask }: { task: keyof Tasks; ask: never }) => {
  try {
    tell({ answer: await answer(task, ask) });
  } catch (error) {
    tell({ error });
  }
});
yieldToAnswers();
tell({ ready: true });
