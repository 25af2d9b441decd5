/** The lock file installs on every platform, from any registry. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Locked {
  version: string;
  resolved?: string;
  optionalDependencies?: Record<string, string>;
}
const packages: Record<string, Locked> = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;

test('the lock file names every platform of every package, so that npm ci takes it on each of them', () => {
  const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !packages[`node_modules/${name}`] && !packages[`${place}/node_modules/${name}`],
    ),
  );
  expect(missing).toEqual([]);
});

test('the lock file is bound to no registry', () => {
  expect(Object.keys(packages).filter((place) => packages[place]!.resolved)).toEqual([]);
});
