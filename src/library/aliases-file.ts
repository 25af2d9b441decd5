/** The operator's own aliases: `aliases.txt` in the data folder, lines such as `DPRK = North Korea`. */
import { readFile } from 'node:fs/promises';
import { type Aliases, allAliases } from '../search/aliases.ts';

/** In bytes: far more than the lines that are read. */
const MAX_BYTES = 1_000_000;

/**
 * The well-known aliases with those of `file`, which need not exist. Lines that cannot be used are named in `problems`, as is a file that
 * cannot be read; what can be used holds.
 */
export async function readAliases(file: string): Promise<{ readonly aliases: Aliases; readonly problems: readonly string[] }> {
  try {
    const bytes = await readFile(file);
    const { aliases, problems } = allAliases(
      bytes
        .subarray(0, MAX_BYTES)
        .toString('utf8')
        .replace(/^\uFEFF/, ''),
    );
    return { aliases, problems: problems.map(({ line, reason }) => `${file}, line ${line}: ${reason}`) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const problems =
      code === 'ENOENT' ? [] : [`${file} cannot be read (${code}). Its aliases do not hold; make it readable and reload.`];
    return { aliases: allAliases().aliases, problems };
  }
}
