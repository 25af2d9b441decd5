/** One folder for everything that the tests put into temporary folders, deleted when they are over: for vitest's `globalSetup`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export default function setup(): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), 'footnote-tests-'));
  // What `os.tmpdir()` reads on each system; the processes that run the tests inherit it.
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
