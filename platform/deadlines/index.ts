import { pair } from '#foundation/text-pair.ts';
import type { Manifest } from '#platform/manifest.ts';
import { escalateWords, fireWords, runDeadlines } from './run.ts';

export type { DeadlineKind, DueSubject } from './deadline-kind.ts';
export { closeDeadlines, followDeadlines, type Move, moveDeadlines, type NewDeadline, openDeadlines, pauseDeadlines, redirectDeadlines, resumeDeadlines } from './operations.ts'; // prettier-ignore

export const manifest: Manifest = {
  name: 'deadlines',
  migrations: new URL('migrations/', import.meta.url),
  journal: {
    acts: { 'deadlines.fire': fireWords, 'deadlines.escalate': escalateWords },
    subjects: { deadlines: { name: pair('期限（批）', 'Deadlines, a batch') } },
  },
  // The first run of a day ends what was over at midnight; the others find what a crash has left, at the cost of a look at an index.
  jobs: [{ name: 'deadlines.run', schedule: '*/10 * * * *', run: runDeadlines }],
};
