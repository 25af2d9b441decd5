/** `npm run --silent answer`: the batch command. Exit 0 when every question got its line, 2 with one sentence otherwise. */
import { once } from 'node:events';
import { createReadStream, statSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createApp, SourceError } from '../app.ts';
import { parseBatchArguments } from './arguments.ts';
import { QuestionLineError, runBatch } from './batch.ts';

function fail(sentence: string): 2 {
  process.stderr.write(`footnote: ${sentence}\n`);
  return 2;
}

/** Waits while the reader of standard output is slower than we are. */
async function write(line: string): Promise<void> {
  if (!process.stdout.write(line)) await once(process.stdout, 'drain');
}

/** One line on standard error that counts up in a terminal; elsewhere a line each thousand. */
function showProgress(done: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} answered`);
  else if (done % 1_000 === 0) process.stderr.write(`${done} answered\n`);
}

/** Runs the batch and returns the exit code. */
export async function answerCommand(args: readonly string[]): Promise<0 | 2> {
  const read = parseBatchArguments(args);
  if ('problem' in read) return fail(read.problem);
  const file = statSync(read.questions, { throwIfNoEntry: false });
  if (!file) return fail(`The file of questions ${read.questions} does not exist. Name it after --questions.`);
  if (file.isDirectory()) return fail(`${read.questions} is a folder. Name a file of questions after --questions.`);
  try {
    const app = await createApp({
      articlesDir: path.resolve(read.articles),
      onProblem: (sentence) => void process.stderr.write(`${sentence}\n`),
    });
    for (const { source, reason } of (await app.sources({})).flatMap(({ refused }) => refused)) {
      process.stderr.write(`skipped ${source}: ${reason}\n`);
    }
    const articles = (await app.articles({})).length;
    if (articles === 0)
      return fail(`The folder ${read.articles} holds no article that Footnote can read. Name another after --articles.`);
    process.stderr.write(`${articles} articles indexed\n`);
    const lines = createInterface({ input: createReadStream(read.questions, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY });
    const done = await runBatch(lines, { app, top: read.top, write, onProgress: showProgress });
    process.stderr.write(`${process.stderr.isTTY ? '\r' : ''}${done} answered, done\n`);
    return 0;
  } catch (error) {
    if (error instanceof SourceError || error instanceof QuestionLineError) return fail(error.message);
    const { code } = error as NodeJS.ErrnoException;
    // Whoever read our lines has gone (`| head`): nothing to say to them.
    if (code === 'EPIPE') return 2;
    if (code === 'EACCES' || code === 'EPERM')
      return fail(`The file of questions ${read.questions} may not be read. Check its permissions.`);
    throw error;
  }
}
