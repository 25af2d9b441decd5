/**
 * The real program, `node src/main.ts`, as a child process that believes the sandbox to be Discord.
 *
 *   const bot = await startProgram();                              // once per test file, in beforeAll
 *   const { discord, anna, boss, guild } = bot;                    // a guild with a member and an admin in #general
 *   const answer = await anna.slash('ask', { question: 'who wrote the letter?' });
 *   answer.text; answer.message; answer.ephemeral; answer.deferred; answer.failed;   // see src/sandbox/outcome.ts
 *   await anna.press(answer.message!, 'In context');               // by label or custom id
 *   await anna.complete('article', 'title', 'lib');                // autocompletion
 *   await (await anna.say(`${anna.botMention} who?`)).reply();     // mention; see src/sandbox/actor.ts
 *   await discord.direct(anna).say('who?').reply();                // direct message
 *   await anna.useOn('Find in articles', message);
 *   const bo = discord.member(discord.addGuild({ name: 'Others', locale: 'ru' }), 'Bo', { locale: 'ru', admin: true });
 *   discord.faults.order({ match: /POST .*callback/, harm: { kind: 'slow', ms: 2900 } });
 *   await bot.stop();                                              // in afterAll: stops, and throws on what Discord would refuse
 *
 * Every body that the program sends is compared with Discord's OpenAPI where DISCORD_OPENAPI names it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Actor } from '../../src/sandbox/actor.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/sandbox.ts';
import type { Guild } from '../../src/sandbox/world-types.ts';
import { bodyJudge } from './openapi.ts';

export interface ProgramOptions {
  readonly sandbox?: SandboxOptions;
  /** Beside DISCORD_TOKEN, DISCORD_API_URL, DISCORD_CDN_URL and DATA_DIR. */
  readonly env?: Readonly<Record<string, string>>;
  /** Is given the sandbox and the folder for data before the program starts, such as to add guilds. */
  prepare?(discord: Sandbox, dataDir: string): void;
  /** Default true: wait until the bot is connected and registered. */
  readonly awaitReady?: boolean;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Program {
  readonly discord: Sandbox;
  readonly guild: Guild;
  /** A member, in English. */
  readonly anna: Actor;
  /** An admin of the guild, in English. */
  readonly boss: Actor;
  /** The program's folder for data; kept over a restart, removed by `stop`. */
  readonly dataDir: string;
  /** What it wrote so far to standard output and standard error. */
  output(): string;
  /** Resolves when the process has ended. */
  ended(): Promise<Ended>;
  kill(signal: NodeJS.Signals): void;
  /** Stops the process and starts another on the same data and the same sandbox. */
  restart(signal?: NodeJS.Signals): Promise<void>;
  /** What Discord's OpenAPI says against bodies sent so far. */
  readonly complaints: readonly string[];
  /** Ends everything; throws when Discord's OpenAPI had complaints. */
  stop(): Promise<void>;
}

/** Milliseconds to become ready on a busy machine. */
const patience = 120_000;

export async function startProgram(options: ProgramOptions = {}): Promise<Program> {
  // Discord's 3 s belong to the tests about them; a busy machine must not fail the others.
  const discord = await startSandbox({
    name: 'Footnote',
    ...options.sandbox,
    deadlines: { firstResponseMs: 15_000, ...options.sandbox?.deadlines },
  });
  const guild = discord.addGuild({ name: 'Readers' });
  const anna = discord.member(guild, 'Anna');
  const boss = discord.member(guild, 'Boss', { admin: true });
  const complaints: string[] = [];
  const judge = bodyJudge();
  discord.log.on('entry', ({ kind, name, body }) => {
    const complaint = kind === 'request' ? judge(name, body) : undefined;
    if (complaint) complaints.push(complaint);
  });
  const dataDir = mkdtempSync(path.join(tmpdir(), 'footnote-'));
  options.prepare?.(discord, dataDir);
  let output = '';
  let child: ChildProcess;
  let end: Promise<Ended>;

  const start = async () => {
    child = spawn(process.execPath, ['src/main.ts'], {
      env: {
        PATH: process.env.PATH,
        LOG_LEVEL: 'info',
        DISCORD_TOKEN: discord.token,
        DISCORD_API_URL: discord.apiUrl,
        DISCORD_CDN_URL: discord.cdnUrl,
        DATA_DIR: dataDir,
        ...options.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout!, child.stderr!])
      stream.on('data', (chunk) => {
        output += chunk;
      });
    end = once(child, 'exit').then(([code, signal]) => ({ code, signal }));
    if (options.awaitReady === false) return;
    const early = end.then((how) => {
      throw new Error(`the program ended with ${JSON.stringify(how)}:\n${output}`);
    });
    await Promise.race([discord.botReady(patience), early]).catch((error: Error) => {
      throw new Error(`${error.message}\n${output}`, { cause: error });
    });
    early.catch(() => {});
  };

  const halt = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), 20_000);
    await end;
    clearTimeout(timer);
  };

  try {
    await start();
  } catch (error) {
    await halt('SIGKILL');
    await discord.close();
    rmSync(dataDir, { recursive: true, force: true });
    throw error;
  }
  return {
    discord,
    guild,
    anna,
    boss,
    dataDir,
    complaints,
    output: () => output,
    ended: () => end,
    kill: (signal) => void child.kill(signal),
    restart: async (signal = 'SIGTERM') => {
      await halt(signal);
      await start();
    },
    stop: async () => {
      await halt('SIGTERM');
      await discord.close();
      rmSync(dataDir, { recursive: true, force: true });
      if (complaints.length > 0) throw new Error(`Discord's OpenAPI says against what was sent:\n${complaints.join('\n')}`);
    },
  };
}
