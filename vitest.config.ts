import { defineConfig } from 'vitest/config';

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
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [`${source}/*.test.{ts,tsx}`, 'tests/{architecture,acceptance}/**/*.test.ts'],
          exclude: [...everywhere, ...database],
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: [`${source}/*.db.test.ts`, 'tests/acceptance/**/*.db.test.ts'],
          exclude: [...everywhere, ...embeddedOnly],
          globalSetup: 'tests/database-setup.ts',
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          exclude: everywhere,
          fileParallelism: false,
          maxWorkers: 1,
          testTimeout: 120_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
