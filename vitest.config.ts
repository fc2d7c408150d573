import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/longest-first.ts';

const source = '{foundation,platform,registers,regimes,apps,scripts,bench}/**';
const everywhere = ['**/node_modules/**', '**/dist/**'];
const database = ['**/*.db.test.ts'];
/** These bring the embedded server along whatever the others run on, so one of the two stages suffices. */
const embeddedOnly = process.env.TEST_POSTGRES_BIN
  ? ['platform/database/embedded/**', 'platform/database/backup/**', 'tests/acceptance/failing-server*']
  : [];

export default defineConfig({
  test: {
    // Ahead of UTC: a date that passes through a JavaScript Date loses a day here, and the test sees it.
    env: { TZ: 'Asia/Shanghai' },
    // As many as there are processors: the usual is one less, which on two leaves half of the machine idle.
    maxWorkers: availableParallelism(),
    sequence: { sequencer: LongestFirst },
    // What a test waits for is done by other processes, which share the processors with the other files.
    expect: { poll: { timeout: 15_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [`${source}/*.test.{ts,tsx}`, 'tests/{architecture,acceptance}/**/*.test.ts'],
          exclude: [...everywhere, ...database],
          // Some start the program itself, which takes seconds where other files have the processors.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: [`${source}/*.db.test.ts`, 'tests/acceptance/**/*.db.test.ts'],
          exclude: [...everywhere, ...embeddedOnly],
          globalSetup: 'tests/database-setup.ts',
          // Bounds for what hangs; a machine busy with other things may take its time.
          testTimeout: 180_000,
          hookTimeout: 240_000,
          // Each file has a database of its own; to load the program anew for each as well would take a third of the time.
          isolate: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          exclude: everywhere,
          globalSetup: 'tests/browser-setup.ts',
          fileParallelism: false,
          maxWorkers: 1,
          testTimeout: 240_000,
          hookTimeout: 600_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
