import { pair } from '#foundation/text-pair.ts';
import type { Manifest } from '#platform/manifest.ts';
import { resultsChangedSchema, resultsChangedType } from './facts.ts';
import { journalWords } from './journal-manifest.ts';
import { law } from './law.ts';
import { workQueues } from './operations-work.ts';
import { type SpotCheckPorts } from './ports.ts';
import { reactions } from './reactions.ts';
import { importRoutes } from './routes-imports.ts';
import { listImportChanges } from './storage/changes.ts';
import { queueRoutes } from './routes-queues.ts';
import { readingRoutes } from './routes-reading.ts';

import { resumeImports } from './import/import-files.ts';

export { importFiles, resumeImports, type ImportedFiles } from './import/import-files.ts';
export type { ProgressReport } from './import/progress.ts';
export { judgeFile } from './operations-judge.ts';
export { listDatasets } from './operations-checks.ts';
export { checksOfEnterprise, exportResults } from './operations-results.ts';
export type { SpotCheckPorts } from './ports.ts';

/** The room, given the answers of the rooms that react to it. */
export const spotChecks = (ports: SpotCheckPorts): Manifest => ({
  name: 'spot-checks',
  migrations: new URL('migrations/', import.meta.url),
  law,
  permissions: {
    'spot-checks.read': pair('查看抽查结果和统计', 'See results and statistics'),
    'spot-checks.import': pair('导入抽查结果', 'Import results'),
    'spot-checks.withdraw': pair('撤回导入', 'Withdraw an import'),
    'spot-checks.settle': pair('认定待核实事项', 'Settle cases'),
  },
  journal: journalWords,
  facts: { [resultsChangedType]: resultsChangedSchema },
  reactions,
  queues: workQueues,
  changes: { permission: 'spot-checks.read', list: listImportChanges },
  // Every minute: an import whose program has died is taken up as soon as its last sign of life is old enough.
  jobs: [
    {
      name: 'spot-checks.resume-imports',
      schedule: '* * * * *',
      run: async (call) => void (await resumeImports(call, { ports })),
    },
  ],
  routes: [...readingRoutes, ...queueRoutes, ...importRoutes(ports)],
});
