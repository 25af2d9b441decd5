/** `npm run ask`: one question from the command line, or a prompt. */
import path from 'node:path';
import { type App, createApp, SourceError } from '../app.ts';
import type { Config } from '../config.ts';
import { type Words, wordsFor } from '../messages/messages.ts';
import { processConfig } from './environment.ts';
import { renderExplanations } from './explain.ts';
import { runPrompt } from './prompt.ts';
import { renderAnswer } from './render.ts';
import { styleFor } from './style.ts';

/** The language of the terminal, as POSIX names it ("ru_RU.UTF-8"). */
export function terminalWords(env: NodeJS.ProcessEnv): Words {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return wordsFor(locale.split('.')[0]!.replace('_', '-'));
}

/** Answers one question as text for this terminal. */
export async function answerText(app: App, question: string, words: Words): Promise<string> {
  const answer = await app.ask({ question, scope: {} });
  const articles = answer.kind === 'nothing' ? (await app.articles({})).length : 0;
  return renderAnswer(answer, { words, articles, style: styleFor(process.stdout, process.env) });
}

/** Files that could not be used, one line each on standard error. */
export async function tellRefusals(app: App, words: Words): Promise<void> {
  for (const { refused } of await app.sources({})) {
    for (const { source, reason } of refused) process.stderr.write(`${words.terminal.skipped(source, reason)}\n`);
  }
}

/** A prompt on standard input and output until the input ends. */
export async function askMany(app: App, config: Config, words: Words, signal?: AbortSignal): Promise<void> {
  const articles = (await app.articles({})).length;
  process.stdout.write(`${words.articles(articles)}. ${config.sample ? words.terminal.sample : ''}\n${words.terminal.ask}\n\n`);
  await runPrompt({
    input: process.stdin,
    output: process.stdout,
    prompt: words.terminal.prompt,
    answer: (question) => answerText(app, question, words),
    ...(signal && { signal }),
  });
}

/** Runs the command and returns the exit code. After `--explain`, tells what spoke for and against the first three sentences. */
export async function askCommand(args: readonly string[]): Promise<0 | 1> {
  const read = processConfig(false);
  if (!read.ok) {
    for (const problem of read.problems) process.stderr.write(`footnote: ${problem}\n`);
    return 1;
  }
  const words = terminalWords(process.env);
  const explain = args[0] === '--explain';
  const question = args
    .slice(explain ? 1 : 0)
    .join(' ')
    .trim();
  try {
    const { articlesDir, dataDir } = read.config;
    const onProblem = (sentence: string) => void process.stderr.write(`footnote: ${sentence}\n`);
    const app = await createApp({ articlesDir, aliasesFile: path.join(dataDir, 'aliases.txt'), onProblem });
    await tellRefusals(app, words);
    if (explain) {
      const explanations = await app.explain({ question, scope: {} });
      process.stdout.write(`${renderExplanations(explanations, words, styleFor(process.stdout, process.env))}\n`);
    } else if (question) process.stdout.write(`${await answerText(app, question, words)}\n`);
    else await askMany(app, read.config, words);
    await app.close();
    return 0;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    process.stderr.write(`footnote: ${error.message}\n`);
    return 1;
  }
}
