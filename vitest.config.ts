import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/temporary-folder.ts',
    setupFiles: ['test/property-seed.ts'],
    // End-to-end tests start real child processes; a busy machine must not make them fail.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
  },
});
