import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { watchFolder } from '../../src/app/watch-folder.ts';

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'footnote-watch-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
});

/** Watches `dir`; `told` counts the changes, `errors` what went wrong. */
function watched(settle = 150) {
  const seen = { told: 0, errors: [] as unknown[] };
  const changed = async () => {
    seen.told += 1;
  };
  const watch = watchFolder(dir, changed, { settle, onError: (error) => seen.errors.push(error) });
  onTestFinished(() => watch.close());
  return { seen, watch };
}
const until = (condition: () => void) => vi.waitFor(condition, { timeout: 20_000, interval: 20 });

test('many files written at once are told of once', async () => {
  const { seen } = watched(1_000);
  for (let at = 0; at < 50; at++) writeFileSync(path.join(dir, `${at}.txt`), 'The mill grinds.');
  await until(() => expect(seen.told).toBe(1));
  await pause(500);
  expect(seen).toEqual({ told: 1, errors: [] });
});

test('what is written in a folder below is told of, also where the folder is new, or was made anew', async () => {
  mkdirSync(path.join(dir, 'mills', 'old'), { recursive: true });
  const { seen } = watched();
  await pause(300);
  writeFileSync(path.join(dir, 'mills', 'old', 'a.txt'), 'The mill grinds.');
  await until(() => expect(seen.told).toBe(1));
  mkdirSync(path.join(dir, 'ferries'));
  await until(() => expect(seen.told).toBe(2));
  writeFileSync(path.join(dir, 'ferries', 'b.txt'), 'The ferry sails.');
  await until(() => expect(seen.told).toBe(3));
  rmSync(path.join(dir, 'ferries'), { recursive: true });
  await until(() => expect(seen.told).toBeGreaterThanOrEqual(4));
  await pause(500);
  const before = seen.told;
  mkdirSync(path.join(dir, 'ferries'));
  await until(() => expect(seen.told).toBe(before + 1));
  writeFileSync(path.join(dir, 'ferries', 'b.txt'), 'The ferry sails again.');
  await until(() => expect(seen.told).toBe(before + 2));
  expect(seen.errors).toEqual([]);
});

test('a watch that was closed tells nothing, and a folder that is not there is told of', async () => {
  const { seen, watch } = watched();
  writeFileSync(path.join(dir, 'a.txt'), 'The mill grinds.');
  watch.close();
  await pause(500);
  expect(seen).toEqual({ told: 0, errors: [] });
  rmSync(dir, { recursive: true });
  const nothing = watched();
  await until(() => expect(nothing.seen.errors.length).toBeGreaterThan(0));
});

// Elsewhere the system watches what lies below.
test.runIf(process.platform === 'linux')(
  'a folder below that cannot be watched is told of, and the others are watched',
  async () => {
    // So deep that its path is longer than the system takes (4,096 bytes); from within, it can be made, and removed, all the same.
    let deep = dir;
    while (deep.length < 3_900) deep = path.join(deep, 'd'.repeat(150));
    mkdirSync(deep, { recursive: true });
    execFileSync('mkdir', ['e'.repeat(250)], { cwd: deep });
    onTestFinished(() => void execFileSync('rm', ['-rf', dir]));
    const { seen } = watched();
    await until(() => expect(seen.errors).toEqual([expect.objectContaining({ code: 'ENAMETOOLONG' })]));
    writeFileSync(path.join(deep, 'a.txt'), 'The mill grinds.');
    await until(() => expect(seen.told).toBe(1));
  },
);
