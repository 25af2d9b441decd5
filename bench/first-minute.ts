/**
 * The first minute of a newcomer: a clone into an empty folder, `npm start` with the machine's own Node, the first answer on the page.
 * `npm run bench:first-minute`. Needs git and Chromium; npm takes its packages from wherever it keeps them.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openBrowser, visit } from '../test/sandbox/visit.ts';

const home = path.resolve(import.meta.dirname, '..');
const folder = mkdtempSync(path.join(tmpdir(), 'footnote-first-minute-'));
/** As in a shell of one's own: nothing that npm set for this script, so that neither its Node nor its packages are at hand. */
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^npm_|^NODE_|^INIT_CWD$|^DISCORD_TOKEN$/.test(name)),
);
env.PATH = (env.PATH ?? '')
  .split(path.delimiter)
  .filter((place) => !place.includes('node_modules') && !place.includes('node-gyp-bin'))
  .join(path.delimiter);

const browser = await openBrowser();
const began = performance.now();
const seconds = () => Number(((performance.now() - began) / 1000).toFixed(1));
execFileSync('git', ['clone', '--quiet', home, folder], { env, stdio: 'inherit' });
const cloned = seconds();
const program = spawn('npm', ['start'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
try {
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    program.stdout.on('data', (chunk) => {
      output += chunk;
      const found = /sandbox at (http:\S+)\. /.exec(output);
      if (found) resolve(found[1]!);
    });
    program.once('exit', () => reject(new Error(`npm start ended:\n${output}`)));
  });
  const opened = seconds();
  const { page } = await visit(browser, url, 1280);
  await page.locator('.examples button:enabled').first().click();
  await page.locator('.message blockquote').first().waitFor();
  const node = execFileSync('node', ['--version'], { env, encoding: 'utf8' }).trim();
  process.stdout.write(`${JSON.stringify({ node, seconds: { cloned, opened, answered: seconds() } })}\n`);
} finally {
  const ended = once(program, 'exit');
  process.kill(-program.pid!, 'SIGTERM');
  await ended;
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
