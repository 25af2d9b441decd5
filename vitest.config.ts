import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/property-seed.ts'],
    // End-to-end tests start real child processes; a busy machine must not make them fail.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // Many tests wait (for a child process, a pause of Discord's) more than they compute; on two cores three files at a time
    // take a third of the time of one. More of them would want too much memory.
    maxWorkers: Math.min(6, availableParallelism() + 1),
  },
});
