/** `npm run --silent answer`: the batch command. Exit 0 when every question got its line, 2 with one sentence otherwise. */
import { once } from 'node:events';
import { createReadStream, statSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';
import { type App, createApp, SourceError } from '../app.ts';
import { type BatchArguments, parseBatchArguments } from './arguments.ts';
import { QuestionLineError, runBatch } from './batch.ts';

/** Where the command writes: standard output and standard error. */
export interface Streams {
  readonly stdout: Writable;
  readonly stderr: Writable & { readonly isTTY?: boolean };
}

/** One line that counts up in a terminal; elsewhere a line each thousand. */
function showProgress(stderr: Streams['stderr'], done: number): void {
  if (stderr.isTTY) stderr.write(`\r${done} answered`);
  else if (done % 1_000 === 0) stderr.write(`${done} answered\n`);
}

/** What is wrong with the file of questions, or undefined. */
function problemOf(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) return `The file of questions ${file} does not exist. Name it after --questions.`;
  return found.isDirectory() ? `${file} is a folder. Name a file of questions after --questions.` : undefined;
}

async function answerFile(
  app: App,
  { articles: folder, questions, top }: BatchArguments,
  { stdout, stderr }: Streams,
): Promise<void> {
  for (const { source, reason } of (await app.sources({})).flatMap(({ refused }) => refused)) {
    stderr.write(`skipped ${source}: ${reason}\n`);
  }
  const { length } = await app.articles({});
  if (length === 0)
    throw new SourceError(`The folder ${folder} holds no article that Footnote can read. Name another after --articles.`);
  stderr.write(`${length} articles indexed\n`);
  const lines = createInterface({ input: createReadStream(questions, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY });
  const done = await runBatch(lines, {
    app,
    top,
    // Waits while the reader of standard output is slower than we are.
    write: async (line) => void (stdout.write(line) || (await once(stdout, 'drain'))),
    onProgress: (count) => showProgress(stderr, count),
  });
  stderr.write(`${stderr.isTTY ? '\r' : ''}${done} answered, done\n`);
}

/** Runs the batch and returns the exit code. */
export async function answerCommand(args: readonly string[], streams: Streams = process): Promise<0 | 2> {
  const { stderr } = streams;
  const fail = (sentence: string): 2 => {
    stderr.write(`footnote: ${sentence}\n`);
    return 2;
  };
  const read = parseBatchArguments(args);
  if ('problem' in read) return fail(read.problem);
  const problem = problemOf(read.questions);
  if (problem) return fail(problem);
  try {
    const onProblem = (sentence: string) => void stderr.write(`${sentence}\n`);
    const app = await createApp({ articlesDir: path.resolve(read.articles), onProblem });
    try {
      await answerFile(app, read, streams);
    } finally {
      await app.close();
    }
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
