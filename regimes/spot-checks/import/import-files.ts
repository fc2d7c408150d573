import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { Dataset } from '#foundation/dataset.ts';
import { ok, type Result, refuse } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { type Call, perform } from '#platform/operation/index.ts';
import { pair } from '#foundation/text-pair.ts';
import type { ImportReport } from '../contract.ts';
import { abandonedImports, findImport, giveDetails } from '../storage/imports.ts';
import { mayGo } from '../import-state.ts';
import type { GivenByPerson } from './plan.ts';
import { receiveFiles } from './receive.ts';
import { runImport, type RunOptions } from './run-import.ts';

/** Files that lie on this machine, for the terminal and for the generated province. */
export interface ImportFiles extends RunOptions, GivenByPerson {
  readonly dataset: Dataset;
  readonly paths: readonly string[];
}

/** Writes down what the person says and marks the import as one to be carried out. */
export const prepareStart = (call: Call, importId: string, given: GivenByPerson): Promise<Result<null>> =>
  perform(call, { permission: 'spot-checks.import' }, async (act) => {
    const seen = await findImport(act.tx, importId);
    if (!seen) return refuse('not-found', { thing: pair('该导入', 'The import') });
    await act.asEngine();
    const record = await findImport(act.tx, importId, true);
    if (!record || !mayGo(record.state, 'running'))
      return refuse(record?.state === 'running' ? 'import-running' : 'import-already-done');
    await giveDetails(act.tx, importId, given);
    act.journal({
      act: 'spot-checks.start-import',
      subject: `import/${importId}`,
      dataset: record.dataset,
      region: record.regionCode,
      payload: { given },
    });
    return ok(null);
  });

export interface ImportedFiles {
  readonly importId: string;
  readonly report: ImportReport;
}

/** Imports files in one go: receive, recognise, carry out. */
export const importFiles = async (
  call: Call,
  { dataset, paths, ports, watch, ...given }: ImportFiles,
): Promise<Result<ImportedFiles>> => {
  const uploads = paths.map((path) => ({ fileName: basename(path), stream: createReadStream(path) }));
  const received = await receiveFiles(call, dataset, uploads);
  if (!received.ok) return received;
  const started = await prepareStart(call, received.value, given);
  if (!started.ok) return started;
  const report = await runImport(call, received.value, { ports, watch });
  return report.ok ? ok({ importId: received.value, report: report.value }) : report;
};

/** Takes up again the imports whose program has gone; call at start. Gives how many there were. */
export const resumeImports = async (call: Call, options: RunOptions): Promise<number> => {
  const abandoned = await withTransaction(call.services.database, 'system', abandonedImports);
  for (const importId of abandoned) await runImport(call, importId, options);
  return abandoned.length;
};
