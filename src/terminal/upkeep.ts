/** For the operator: backup, restore, verify, and how the servers' shelves stand. */

import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Config } from '../config.ts';
import { type GuildSummary, summarizeGuilds } from '../library/summary.ts';
import { verifyStore } from '../library/verify.ts';
import { backupStore, restoreStore } from '../store/backup.ts';
import { checkIntegrity } from '../store/integrity.ts';
import { readSecret } from '../store/secret.ts';
import { openStore, requireStore, type Store, StoreError } from '../store/store.ts';
import { processConfig } from './environment.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** Runs `act` with the configuration; an expected failure is one sentence and exit code 1. */
async function upkeep(act: (config: Config) => Promise<number>): Promise<number> {
  const read = processConfig(false);
  if (!read.ok) {
    for (const problem of read.problems) process.stderr.write(`footnote: ${problem}\n`);
    return 1;
  }
  try {
    return await act(read.config);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    process.stderr.write(`footnote: ${error.message}\n`);
    if (!(error instanceof StoreError) && 'code' in error) process.stderr.write(`${error.stack}\n`);
    return 1;
  }
}

async function reading<T>({ dataDir, secretKey }: Config, mode: 'read' | 'beside', act: (store: Store) => Promise<T>): Promise<T> {
  requireStore(dataDir);
  const store = await openStore({ dir: dataDir, secret: secretKey ?? (await readSecret(dataDir)), mode });
  try {
    return await act(store);
  } finally {
    await store.close();
  }
}

const oneFile = ([file, ...more]: readonly string[], usage: string): string => {
  if (!file || more.length > 0) throw new Error(`Usage: ${usage}`);
  return path.resolve(file);
};

export const backupCommand = (args: readonly string[]): Promise<number> =>
  upkeep(async ({ dataDir }) => {
    const file = oneFile(args, 'npm run backup -- FILE');
    await backupStore(dataDir, file);
    say(`Written: ${file}. It holds the key of this bot; keep it as safe as the data folder.`);
    return 0;
  });

export const restoreCommand = (args: readonly string[]): Promise<number> =>
  upkeep(async ({ dataDir }) => {
    const file = oneFile(args, 'npm run restore -- FILE');
    restoreStore(dataDir, file);
    say(`${dataDir} is as it was when ${file} was written. What stood there before ends in .before-restore.`);
    return 0;
  });

export const verifyCommand = (): Promise<number> =>
  upkeep(async (config) => {
    const broken = checkIntegrity(config.dataDir);
    const { collections, generations, articles, problems } = await reading(config, 'read', verifyStore);
    for (const line of [...broken, ...problems]) say(`! ${line}`);
    say(`${collections} shelves, ${generations} generations, ${articles} articles read.`);
    const wrong = broken.length + problems.length;
    say(wrong === 0 ? 'Everything is as it was written.' : `${wrong} problems. Put a backup back with: npm run restore -- FILE`);
    return wrong === 0 ? 0 : 1;
  });

const usage = 'npm run guilds [-- quota GUILD [--sources N] [--articles N] [--megabytes N] | -- purge GUILD]';

export const guildsCommand = (args: readonly string[]): Promise<number> =>
  upkeep(async (config) => {
    const [act, guildId = '', ...rest] = args;
    if (act === undefined) {
      const all = await reading(config, 'read', (store) => summarizeGuilds(store, config.quota));
      for (const line of all.map(lineOf)) say(line);
      say(`${all.length} servers.`);
      return 0;
    }
    if (!/^\d{17,20}$/.test(guildId)) throw new Error(`Usage: ${usage}`);
    if (act === 'quota') return setQuota(config, guildId, rest);
    if (act !== 'purge') throw new Error(`Usage: ${usage}`);
    await purge(config, guildId);
    say(`Nothing is kept of ${guildId} any more.`);
    return 0;
  });

function lineOf({ guildId, sources, articles, bytes, quota, stale, goodAt, over }: GuildSummary): string {
  const parts = [
    `${sources}/${quota.sources} sources`,
    `${articles}/${quota.articles} articles`,
    `${(bytes / 1_000_000).toFixed(1)}/${(quota.bytes / 1_000_000).toFixed(0)} MB`,
    goodAt === undefined ? 'never read' : `read ${new Date(goodAt).toISOString().slice(0, 16)}Z`,
    ...(stale > 0 ? [`${stale} stale`] : []),
    ...(over ? ['OVER QUOTA'] : []),
  ];
  return `${guildId}  ${parts.join('  ')}`;
}

async function setQuota(config: Config, guildId: string, args: readonly string[]): Promise<number> {
  const number = { type: 'string' } as const;
  const { values } = parseArgs({ args: [...args], options: { sources: number, articles: number, megabytes: number } });
  const given = Object.entries(values).map(([name, value]) => {
    if (!/^\d{1,6}$/.test(String(value))) throw new Error(`--${name} is not a whole number. Usage: ${usage}`);
    return name === 'megabytes' ? (['bytes', Number(value) * 1_000_000] as const) : ([name, Number(value)] as const);
  });
  const quota = given.length > 0 ? JSON.stringify(Object.fromEntries(given)) : undefined;
  await reading(config, 'beside', ({ guilds }) => guilds.saveQuota(guildId, quota));
  say(
    quota === undefined
      ? `${guildId} has the usual quota again.`
      : `${guildId} has a quota of its own: ${given.map(([name, value]) => `${value} ${name}`).join(', ')}.`,
  );
  return 0;
}

/** Needs the data folder for itself: a running bot would still have the shelf in memory. */
async function purge({ dataDir, secretKey }: Config, guildId: string): Promise<void> {
  requireStore(dataDir);
  const store = await openStore({ dir: dataDir, secret: secretKey ?? (await readSecret(dataDir)), purpose: 'a purge' });
  try {
    await store.guilds.purge(guildId);
  } finally {
    await store.close();
  }
}
