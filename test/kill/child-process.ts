/** A process that is made to be killed: told what to do line by line, it tells each step line by line. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

export interface Child {
  readonly pid: number;
  /** Every line since the last `tell`. */
  told: readonly string[];
  /** Says what to do; what it was told before is forgotten. */
  tell(line: string): void;
  /**
   * Resolves with the next line that begins in one of these ways, or one already told. Rejects when the process ends by itself, with what it
   * wrote to standard error, or tells nothing of the kind for two minutes.
   */
  heard(...beginnings: string[]): Promise<string>;
  /** kill -9; resolves when the process is gone. */
  kill(): Promise<void>;
}

/** Milliseconds without a word from the child, on a busy machine. */
const patience = 120_000;

interface Waiting {
  readonly beginnings: readonly string[];
  resolve(line: string): void;
  reject(error: Error): void;
}

/** Starts `child.ts WHAT DIR …`, and waits until it says `begun`. */
export async function startChild(args: readonly string[], begun = 'ready'): Promise<Child> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'child.ts'), ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    // Hundreds of starts of one program: what they compile is kept.
    env: { ...process.env, NODE_COMPILE_CACHE: path.join(tmpdir(), 'footnote-compiled') },
  });
  return childOf(child, begun);
}

async function childOf(process: ChildProcess, begun: string): Promise<Child> {
  let told: string[] = [];
  let errors = '';
  let ended: Error | undefined;
  const waiting = new Set<Waiting>();
  process.stderr!.on('data', (chunk) => {
    errors = (errors + chunk).slice(-4000);
  });
  process.stdin!.on('error', () => undefined);
  createInterface({ input: process.stdout! }).on('line', (line) => {
    told.push(line);
    for (const one of [...waiting].filter(({ beginnings }) => beginnings.some((each) => line.startsWith(each)))) {
      waiting.delete(one);
      one.resolve(line);
    }
  });
  const gone = once(process, 'close').then(([code, signal]) => {
    ended = new Error(`the process to be killed ended by itself (${code ?? signal}): ${errors}`);
    for (const one of waiting) one.reject(ended);
    waiting.clear();
  });
  const heard = (...beginnings: string[]) =>
    new Promise<string>((resolve, reject) => {
      const already = told.find((line) => beginnings.some((each) => line.startsWith(each)));
      if (already !== undefined) return resolve(already);
      if (ended) return reject(ended);
      const timer = setTimeout(() => reject(new Error(`nothing of "${beginnings}" was told: ${told} ${errors}`)), patience);
      const settled =
        <A>(settle: (value: A) => void) =>
        (value: A) => {
          clearTimeout(timer);
          settle(value);
        };
      waiting.add({ beginnings, resolve: settled(resolve), reject: settled(reject) });
    });
  await heard(begun);
  return {
    pid: process.pid!,
    get told() {
      return told;
    },
    tell(line) {
      told = [];
      process.stdin!.write(`${line}\n`);
    },
    heard,
    async kill() {
      process.kill('SIGKILL');
      await gone;
    },
  };
}
