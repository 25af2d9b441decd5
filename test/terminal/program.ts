/** Starts the real program, far from any `.env` of whoever runs the tests. */
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly ended: Promise<Ended>;
  /** Resolves once standard output holds `text`; rejects when the program ends without it. */
  printed(text: string): Promise<void>;
  write(text: string): void;
  kill(signal: NodeJS.Signals): void;
}

export interface Program {
  readonly args: readonly string[];
  readonly env?: Record<string, string>;
  /** What standard input holds; kept open when absent. */
  readonly input?: string;
}

/** `args` begin with the file, relative to the project. Nothing of the environment is passed on but PATH and `env`. */
export function start({ args: [file, ...args], env = {}, input }: Program): Running {
  const child = spawn(process.execPath, [path.join(root, file!), ...args], {
    cwd: mkdtempSync(path.join(tmpdir(), 'footnote-program-')),
    env: { PATH: process.env.PATH, ...env },
  });
  let stdout = '';
  let stderr = '';
  const waiting = new Set<() => void>();
  child.stdin.on('error', () => {});
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    for (const look of waiting) look();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  if (input !== undefined) child.stdin.end(input);
  const ended = new Promise<Ended>((resolve) => child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr })));
  return {
    ended,
    printed: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!stdout.includes(text)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
        void ended.then(() => reject(new Error(`ended without printing ${JSON.stringify(text)}: ${stdout}${stderr}`)));
      }),
    write: (text) => void child.stdin.write(text),
    kill: (signal) => void child.kill(signal),
  };
}

export const run = (program: Program): Promise<Ended> => start({ input: '', ...program }).ended;
