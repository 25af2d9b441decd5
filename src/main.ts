/** The process: environment → config → app → edges. Finishes what is under way on SIGINT and SIGTERM. */
import { createApp, SourceError } from './app.ts';
import type { Config } from './config.ts';
import { type Log, logIncident, processLog } from './log.ts';
import { askMany, tellRefusals, terminalWords } from './terminal/ask.ts';
import { processConfig } from './terminal/environment.ts';

/** Answers under way have this long to finish, in milliseconds. */
const PATIENCE = 10_000;

/** Aborted by the first SIGINT or SIGTERM; a second one, or answers that take too long, end the process at once. */
function stopSignal(log: Log): AbortSignal {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (stop.signal.aborted) process.exit(0);
      log.info({ signal: name }, 'finishing what is under way');
      setTimeout(() => process.exit(0), PATIENCE).unref();
      stop.abort();
    });
  }
  return stop.signal;
}

async function run(config: Config, log: Log): Promise<void> {
  const stop = stopSignal(log);
  const app = await createApp({ articlesDir: config.articlesDir });
  const words = terminalWords(process.env);
  await tellRefusals(app, words);
  process.stdout.write(`${words.terminal.noDiscord}\n`);
  await askMany(app, config, words, stop);
  await app.close();
}

const read = processConfig();
if (!read.ok) {
  for (const problem of read.problems) process.stderr.write(`footnote: ${problem}\n`);
  process.exitCode = 1;
} else {
  const log = processLog(read.config);
  process.on('uncaughtException', (error, origin) => {
    logIncident(log, error, { origin }, 'an error that nobody expected; the process ends');
    process.exit(1);
  });
  try {
    await run(read.config, log);
  } catch (error) {
    process.exitCode = 1;
    if (error instanceof SourceError) process.stderr.write(`footnote: ${error.message}\n`);
    else logIncident(log, error, {}, 'Footnote could not start');
  }
}
