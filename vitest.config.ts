import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { findChromium, findPostgres } from './test/support/programs.mjs';

const onBothDatabases = ['test/db/**/*.test.ts', 'test/journeys/**/*.test.ts', 'test/**/*.store.test.ts'];
const inChromium = ['test/page/**/*.test.ts'];
const withProcesses = ['test/process/**/*.test.ts'];
/** `npm run check:fast` leaves out what takes longest. Of projects, `--exclude` on the command line excludes nothing. */
const notWhileYouWork =
  process.env.npm_lifecycle_event === 'check:fast'
    ? ['test/adapters/**', 'test/contracts/**', 'test/cli/**', 'test/chat/everyText.test.ts']
    : [];

const skipPostgres = process.env.SKIP_POSTGRES_TESTS === '1';
const skipBrowser = process.env.SKIP_BROWSER_TESTS === '1';
const missing = [
  ...(skipPostgres || findPostgres() ? [] : ['PostgreSQL']),
  ...(skipBrowser || findChromium() ? [] : ['Chromium']),
];
if (missing.length > 0) {
  throw new Error(`Not found: ${missing.join(' and ')}. Run \`node test/support/prepare.mjs\`, which says what to do.`);
}

export default defineConfig({
  test: {
    // Generous, since machines differ: nothing waits for time to pass, so only what hangs takes so long.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    setupFiles: 'test/support/properties.ts',
    // The tests wait for databases and browsers as much as they compute.
    maxWorkers: Math.max(2, availableParallelism()),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          // Reading the modules once for each worker and not for each file halves the time.
          isolate: false,
          exclude: [...onBothDatabases, ...inChromium, ...withProcesses, ...notWhileYouWork],
        },
      },
      // The same files on both. Files of the embedded one that run in the same worker share its database.
      {
        extends: true,
        test: {
          name: 'pglite',
          include: onBothDatabases,
          isolate: false,
          globalSetup: 'test/support/set-up-pglite.ts',
        },
      },
      ...(skipPostgres
        ? []
        : [
            {
              extends: true as const,
              test: {
                name: 'postgres',
                include: onBothDatabases,
                isolate: false,
                globalSetup: 'test/support/set-up-postgres.ts',
              },
            },
          ]),
      // After all others: they kill and start processes, and wait more than they compute.
      {
        extends: true,
        test: {
          name: 'process',
          include: withProcesses,
          sequence: { groupOrder: 1 },
          testTimeout: 300_000,
          globalSetup: 'test/support/set-up-pglite.ts',
        },
      },
      ...(skipBrowser
        ? []
        : [
            {
              extends: true as const,
              test: { name: 'page', include: inChromium, testTimeout: 90_000, hookTimeout: 90_000 },
            },
          ]),
    ],
  },
});
