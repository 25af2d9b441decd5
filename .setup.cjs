'use strict';
/*
 * Runs before every npm script, with whatever Node the machine has (hence plain CommonJS): installs the packages of the lock file
 * when they are missing or others, and makes sure that a Node which can run TypeScript is at hand. Says so on standard error alone.
 */
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const FLOOR = 24;
const root = __dirname;
const production = process.env.NODE_ENV === 'production';
const modules = path.join(root, 'node_modules');
const localNode = path.join(modules, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');

function stop(sentence) {
  process.stderr.write(`footnote: ${sentence}\n`);
  process.exit(1);
}

const major = (version) => Number(/^v?(\d+)/.exec(version)?.[1] ?? 0);

/** The `packages` of a lock file, or undefined where there is none or it cannot be read. */
function packagesOf(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** npm notes what it installed in node_modules/.package-lock.json, as its last act: an install that was cut short has no such note. */
function installed() {
  const wanted = packagesOf(path.join(root, 'package-lock.json'));
  if (!wanted) stop('package-lock.json is missing or damaged. Get it back with: git checkout package-lock.json');
  const present = packagesOf(path.join(modules, '.package-lock.json'));
  if (!present) return false;
  return Object.entries(wanted).every(([place, entry]) => {
    if (place === '' || entry.link) return true;
    const found = present[place];
    if (!found) return Boolean(entry.optional || entry.peer || (production && (entry.dev || entry.devOptional)));
    return found.version === entry.version;
  });
}

function install() {
  if (production) stop('the packages of package-lock.json are not installed. Run: npm ci --omit=dev');
  if (process.platform === 'win32' && process.execPath.startsWith(modules)) {
    stop('package-lock.json has changed, and Windows cannot replace the Node that is running. Run: npm ci');
  }
  process.stderr.write('footnote: installing packages from the lock file (npm ci), once …\n');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--loglevel=error', '--no-audit', '--no-fund'];
  const options = { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] };
  const result =
    npm && /\.c?js$/.test(npm)
      ? spawnSync(process.env.npm_node_execpath || process.execPath, [npm, ...args], options)
      : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (result.status !== 0) {
    stop('npm ci failed; its own message stands above. With a working network, run the same command again.');
  }
}

/** npm scripts look into node_modules/.bin first, so a Node that came as a package goes before the machine's own. */
function checkNode() {
  if (fs.existsSync(localNode)) {
    const answer = spawnSync(localNode, ['--version'], { encoding: 'utf8', shell: process.platform === 'win32' });
    if (answer.status === 0 && major(answer.stdout) >= FLOOR) return;
    // A Node built for another C library than this system's (Alpine): it must not hide the machine's own.
    if (!production) fs.rmSync(localNode, { force: true });
  }
  if (major(process.versions.node) >= FLOOR) return;
  stop(
    `Footnote needs Node ${FLOOR} or newer. This is Node ${process.versions.node}, and npm has no Node ${FLOOR} that runs on ` +
      `${process.platform}-${process.arch} here. Install Node ${FLOOR} from https://nodejs.org and run the same command again.`,
  );
}

if (!installed()) install();
checkNode();
