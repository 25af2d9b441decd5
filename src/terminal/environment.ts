/** The environment, and what `.env` adds to it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'dotenv';
import { type ConfigResult, readConfig } from '../config.ts';

/** The folder that Footnote is installed in. */
export const root: string = path.resolve(import.meta.dirname, '../..');

/** `env` over the variables of the file `.env` in `cwd`, where there is one. Throws when it is there and cannot be read. */
export function readEnvironment(env: NodeJS.ProcessEnv, cwd: string): Record<string, string | undefined> {
  const file = path.join(cwd, '.env');
  try {
    return { ...parse(readFileSync(file)), ...env };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { ...env };
    throw new Error(`${file} cannot be read. Make it a file that you may read, or remove it.`, { cause: error });
  }
}

/** The configuration of this process. `needsToken`: in production it is a problem not to have one. */
export function processConfig(needsToken: boolean): ConfigResult {
  const cwd = process.cwd();
  try {
    return readConfig(readEnvironment(process.env, cwd), { cwd, sampleDir: path.join(root, 'seeds'), needsToken });
  } catch (error) {
    return { ok: false, problems: [(error as Error).message] };
  }
}
