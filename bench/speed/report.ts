/** Running measurements in processes of their own, and writing down what they found. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

export const tell = (line: string) => process.stderr.write(`${line}\n`);

/** Runs a script of this folder with room for a large heap; its last line is JSON. Undefined where it fails or takes too long. */
export async function run<Figures>(minutes: number, script: string, ...args: string[]): Promise<Figures | undefined> {
  const file = path.join(import.meta.dirname, script);
  try {
    const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', '--max-old-space-size=12000', file, ...args], {
      timeout: minutes * 60_000,
      maxBuffer: 1e8,
    });
    return JSON.parse(stdout.trim().split('\n').at(-1)!);
  } catch (error) {
    tell(
      `${script} ${args[0]}: ${(error as { killed?: boolean }).killed ? `not finished in ${minutes} minutes` : (error as Error).message}`,
    );
    return undefined;
  }
}

/** The folder of the data, absolute; ends the process with one clear sentence where none is named. */
export function dataFolder(named: string | undefined, script: string): string {
  if (named !== undefined) return path.resolve(named);
  process.stderr.write(`Name a folder with articles/, questions.jsonl and gold.jsonl: npm run ${script} -- --data DIR\n`);
  process.exit(2);
}

/** Gives `work` a folder for what the engines are given, and removes it afterwards. */
export async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'footnote-bench-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const machine = () =>
  `${cpus()[0]?.model}, ${availableParallelism()} cores, load ${loadavg()[0]!.toFixed(1)}; Node ${process.version}`;

/** A table of Markdown: a row for each of `items`, a column for each heading. */
export function table<Item>(columns: Readonly<Record<string, (item: Item) => string>>, items: readonly Item[]): string {
  const heads = Object.keys(columns);
  return rows([heads, heads.map(() => '---'), ...items.map((item) => Object.values(columns).map((of) => of(item)))]);
}

export const ms = (value: number | undefined) => (value === undefined ? '–' : value < 10 ? value.toFixed(2) : value.toFixed(0));
export const times = (value: number) => (value < 10 ? value.toFixed(1) : value.toFixed(0));
export const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
export const percent = (share: number | undefined) => (share === undefined ? '–' : (100 * share).toFixed(1));
const rows = (lines: readonly (readonly string[])[]) => `${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
