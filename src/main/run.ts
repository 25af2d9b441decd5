/** The process: environment → config → app → edges. Finishes what is under way on SIGINT and SIGTERM. */
import path from 'node:path';
import { type App, createApp, type KeepOptions, SourceError } from '../app.ts';
import type { Config } from '../config.ts';
import { DiscordUnavailable, startDiscord } from '../discord/client.ts';
import { type Log, logIncident, processLog } from '../log.ts';
import { readSecret } from '../store/secret.ts';
import { openStore, StoreError } from '../store/store.ts';
import { tellRefusals, terminalWords } from '../terminal/ask.ts';
import { processConfig } from '../terminal/environment.ts';
import { openSandbox } from './sandbox.ts';

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

/** Answers in Discord until a signal stops the process, or Discord closes for good: then with one sentence for the operator. */
async function serveDiscord(
  app: App,
  config: Config & { token: string; secretKey: string },
  log: Log,
  stop: AbortSignal,
  sandboxed: boolean,
): Promise<void> {
  const edge = await startDiscord({ ...config, app, log });
  if (config.sample) log.info({}, 'ARTICLES_DIR is not set: answering from the sample article');
  if (!sandboxed) log.info({ invite: edge.inviteUrl }, 'Footnote is in Discord; the invite link brings it into a server');
  void app.rehearse(stop).catch((error) => logIncident(log, error, {}, 'something in the background failed'));
  const stopped = new Promise<undefined>((resolve) => stop.addEventListener('abort', () => resolve(undefined), { once: true }));
  const sentence = stop.aborted ? undefined : await Promise.race([stopped, edge.closed]);
  await edge.close();
  if (sentence !== undefined) throw new DiscordUnavailable(sentence);
}

/** What must outlive the process, and what the network may be asked for. */
async function keepOptions(config: Config, secretKey: string, log: Log): Promise<KeepOptions> {
  const loopback = (address: string) => config.loopbackSources && ['127.0.0.1', 'localhost'].includes(address);
  return {
    store: await openStore({ dir: config.dataDir, secret: secretKey }),
    quota: config.quota,
    graceDays: config.graceDays,
    fetch: { permitted: loopback, ...(config.contact !== undefined && { contact: config.contact }) },
    onError: (error) => logIncident(log, error, {}, 'something in the background failed'),
  };
}

/** The bot: store, app and Discord, until a signal stops it. `before`: in a sandbox, what is done with the app before it is met. */
async function runBot(
  config: Config & { token: string },
  log: Log,
  stop: AbortSignal,
  before?: (app: App) => Promise<void>,
): Promise<void> {
  const secretKey = config.secretKey ?? (await readSecret(config.dataDir));
  const app = await createApp({ ...appOptions(config, log), keep: await keepOptions(config, secretKey, log) });
  try {
    await before?.(app);
    await serveDiscord(app, { ...config, secretKey }, log, stop, before !== undefined);
  } finally {
    await app.close();
  }
}

const appOptions = (config: Config, log: Log) => ({
  articlesDir: config.articlesDir,
  sample: config.sample,
  dataDir: config.dataDir,
  aliasesFile: path.join(config.dataDir, 'aliases.txt'),
  onProblem: (sentence: string) => log.warn({}, sentence),
});

async function run(config: Config, log: Log): Promise<void> {
  const stop = stopSignal(log);
  if (config.token !== undefined) return runBot({ ...config, token: config.token }, log, stop);
  const sandbox = await openSandbox(config);
  try {
    await runBot(sandbox.config, log, stop, async (app) => {
      await tellRefusals(app, terminalWords(process.env));
      await sandbox.open(app);
    });
  } finally {
    await sandbox.close();
  }
}

const read = processConfig(true);
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
    if (error instanceof SourceError || error instanceof StoreError || error instanceof DiscordUnavailable)
      process.stderr.write(`footnote: ${error.message}\n`);
    else logIncident(log, error, {}, 'Footnote could not start');
  }
}
