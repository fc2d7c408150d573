import { pair } from '#foundation/text-pair.ts';
import type { Manifest } from '#platform/manifest.ts';
import { sealJournal } from './seal.ts';
import { routes } from './routes.ts';

export { shownSeal } from './routes.ts';
export { numbersInEntry } from './numbers.ts';
export { latestSeal } from './storage.ts';
export { type JournalReport, verifyJournal, type Witness } from './verify.ts';

export const manifest: Manifest = {
  name: 'journal',
  migrations: new URL('migrations/', import.meta.url),
  permissions: { 'journal.read': pair('查看操作日志', 'Read the journal') },
  routes,
  jobs: [
    {
      name: 'journal.seal',
      schedule: '* * * * *',
      run: async (call) => {
        await sealJournal(call.services);
      },
    },
  ],
};
