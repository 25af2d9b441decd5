/** The rivals of `bench/` are installed by their own lock file: where it does not hold everything for every platform, `npm ci` refuses. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';

const bench = path.join(import.meta.dirname, '../bench');
const read = (name: string): unknown => JSON.parse(readFileSync(path.join(bench, name), 'utf8'));
const dependencies = z.record(z.string(), z.string()).default({});
const locked = z.object({ dependencies, optionalDependencies: dependencies, resolved: z.never().optional() });
const lockSchema = z.object({ packages: z.record(z.string(), locked) });

test('the lock file of the benchmarks holds what their package.json names, everything that those need on any platform, and no address', () => {
  const { packages } = lockSchema.parse(read('package-lock.json'));
  expect(packages['']?.dependencies).toEqual(z.object({ dependencies }).parse(read('package.json')).dependencies);
  const missing = Object.values(packages).flatMap((held) =>
    Object.keys({ ...held.dependencies, ...held.optionalDependencies }).filter(
      (name) => !Object.keys(packages).some((place) => place.endsWith(`node_modules/${name}`)),
    ),
  );
  expect(missing).toEqual([]);
});
