import { withTransaction } from '#platform/database/index.ts';
import type { Manifest } from '#platform/manifest.ts';
import { clearTasks } from './storage.ts';

export { enqueue, type EnqueueOptions } from './enqueue.ts';
export { type RunningJobs, startJobs, type StartOptions } from './start.ts';
export { jobsState } from './storage.ts';

const keptMs = 30 * 24 * 3_600_000;

export const manifest: Manifest = {
  name: 'jobs',
  migrations: new URL('migrations/', import.meta.url),
  jobs: [
    {
      name: 'jobs.clear-old',
      schedule: '10 3 * * *',
      run: ({ services }) =>
        withTransaction(services.database, 'system', (tx) =>
          clearTasks(tx, new Date(services.now().getTime() - keptMs)),
        ),
    },
  ],
};
