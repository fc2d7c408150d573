import { createHash } from 'node:crypto';
import { type Refusal, ok, refusal, refuse, type Result } from '#foundation/refusal.ts';
import { DatabaseFailure, withTransaction } from '#platform/database/index.ts';
import { type Act, type Call, perform, systemCall } from '#platform/operation/index.ts';
import { countImport } from '#platform/telemetry/index.ts';
import { countAddresses, countMatches, openSightings } from '#registers/enterprises/index.ts';
import type { ImportReport } from '../contract.ts';
import { importStoredType, resultsChangedType } from '../facts.ts';
import type { SpotCheckPorts } from '../ports.ts';
import { loadAuthorities, loadDecisions, loadPlaces } from '../storage/context.ts';
import {
  claimImport,
  endImport,
  filesOf,
  findImport,
  finishImport,
  getReport,
  type ImportRecord,
  sheetsOf,
  type SheetOutcome,
} from '../storage/imports.ts';
import { takeTurn } from '../storage/locks.ts';
import { countQueues } from '../storage/queue-counts.ts';
import { activeDigests, openStaging, settleStaging, stageLines } from '../storage/staging.ts';
import { storedPath } from './file-store.ts';
import { inTurn } from './in-turn.ts';
import { placeReader } from './places.ts';
import type { FilePlan, ReadingContext, SheetCount } from './plan.ts';
import { Cancelled, Progress, type ProgressReport } from './progress.ts';
import { readFiles } from './read-files.ts';
import { reportOf } from './report.ts';
import { Stager, stagedColumns } from './stager.ts';
import { flushSightings, storeRows, type Stored } from './store-rows.ts';

/** Sightings that may wait in memory before they are copied. */
const mostWaiting = 5000;

/** Stages the rows of all files; stops the COPY now and then to let the sightings of firms out. */
const stage = async (
  act: Act,
  files: readonly FilePlan[],
  stager: Stager,
  counts: SheetCount[],
  progress: Progress,
): Promise<void> => {
  const batches = readFiles(files, stager, act.call.today, counts, progress.read);
  let ended = false;
  const untilFull = async function* (): AsyncGenerator<Buffer> {
    while (!ended && stager.firms.waiting < mostWaiting) {
      const next = await batches.next();
      if (next.done) ended = true;
      else yield next.value;
    }
  };
  try {
    while (!ended) {
      await stageLines(act.tx, stagedColumns, untilFull());
      await flushSightings(act.tx, stager);
    }
  } finally {
    await batches.return(undefined);
  }
};

interface Known {
  readonly counts: readonly SheetCount[];
  /** Sheets whose digest is in the store already, or came twice with this import. */
  readonly known: ReadonlySet<number>;
}

const findKnownSheets = async (act: Act, record: ImportRecord, counts: readonly SheetCount[]): Promise<Known> => {
  const digests = counts.flatMap(({ digest, refusal: why }) => (digest === undefined || why ? [] : [digest]));
  const active = new Set(await activeDigests(act.tx, record.dataset, digests));
  const known = new Set<number>();
  for (const { sheetId, digest, refusal: why } of counts) {
    if (digest === undefined || why) continue;
    if (active.has(digest)) known.add(sheetId);
    else active.add(digest);
  }
  return { counts, known };
};

const outcomeOf = (count: SheetCount, known: boolean, stored: Stored): SheetOutcome => {
  const base = { id: count.sheetId, digest: count.digest ?? null, notes: count.notes, refusal: count.refusal ?? null };
  if (count.refusal) return { ...base, rows: count.rows, accepted: 0, rejected: 0, duplicates: 0, active: false };
  if (known) return { ...base, rows: count.rows, accepted: 0, rejected: 0, duplicates: count.rows, active: false };
  const duplicates = stored.known.get(count.sheetId) ?? 0;
  return {
    ...base,
    rows: count.rows,
    accepted: count.rows - count.rejected - duplicates,
    rejected: count.rejected,
    duplicates,
    active: true,
  };
};

/** The whole of an import in one transaction: read, match, store, count, decide. */
const carryOut = async (
  act: Act,
  record: ImportRecord,
  files: readonly FilePlan[],
  progress: Progress,
  ports: SpotCheckPorts,
): Promise<Result<ImportReport>> => {
  const started = performance.now();
  const { tx, call } = act;
  await act.asEngine();
  progress.start();
  await takeTurn(tx, () => progress.stage('waiting'));
  progress.stage('reading');
  const before = await ports.countProposals(tx, record.dataset);
  await openStaging(tx);
  await openSightings(tx);
  const decisions = await loadDecisions(tx, record.dataset);
  const context: ReadingContext = {
    dataset: record.dataset,
    today: call.today,
    given: record.given,
    places: await loadPlaces(tx, call.services.province),
    authorities: await loadAuthorities(tx),
    settledCells: decisions.cells,
    givenCategories: decisions.categories,
  };
  const stager = new Stager(context, placeReader(context.places));
  const counts: SheetCount[] = [];
  await stage(act, files, stager, counts, progress);
  progress.settleTotal(progress.rows);
  stager.firms.forgetCells();
  const { known } = await findKnownSheets(act, record, counts);
  await settleStaging(
    tx,
    counts.flatMap(({ sheetId, refusal: why }) => (why || known.has(sheetId) ? [sheetId] : [])),
  );
  const stored = await storeRows(tx, record.dataset, stager, progress);

  progress.stage('deciding');
  await progress.close();
  const outcomes = new Map(counts.map((count) => [count.sheetId, outcomeOf(count, known.has(count.sheetId), stored)]));
  const waiting = await countQueues(tx, record.dataset);
  const report = reportOf({
    files,
    outcomes,
    stored,
    queues: {
      roles: waiting.roles,
      near: waiting.near,
      category: waiting.category,
      city: await countAddresses(tx, record.dataset, call.services.province),
      match: await countMatches(tx, record.dataset),
    },
    severalFirms: stager.firms.openCells.length,
    milliseconds: Math.round(performance.now() - started),
  });
  await finishImport(tx, record.id, [...outcomes.values()], report);
  const digests = [...outcomes.values()].map(({ digest }) => digest ?? '').toSorted();
  act.journal({
    act: 'spot-checks.import',
    subject: `import/${record.id}`,
    dataset: record.dataset,
    region: record.regionCode,
    payload: {
      startedBy: record.startedBy,
      given: record.given,
      files: files.map(({ name }) => name),
      sheets: digests,
      digest: createHash('sha256').update(digests.join('\n')).digest('hex'),
      rows: report.rows,
      accepted: report.accepted,
      rejected: report.rejected,
      duplicates: report.duplicates,
      verdicts: report.verdicts,
    },
  });
  if (stored.touched > 0)
    act.emit({
      type: resultsChangedType,
      payload: { dataset: record.dataset, importId: record.id, producers: 'all-of-import', cause: 'import' },
    });
  act.emit({ type: importStoredType, payload: { dataset: record.dataset, importId: record.id, before } });
  return ok(report);
};

/** Why an import failed, as people read it. What is no expected failure is thrown on after it was written down. */
const failureOf = (error: unknown): Refusal =>
  error instanceof DatabaseFailure && error.code === 'disk-full' ? refusal('disk-full') : refusal('import-failed');

/** The files of an import with the sheets that are to be read. */
const planOf = async (call: Call, importId: string): Promise<readonly FilePlan[]> =>
  withTransaction(call.services.database, 'system', async (tx) => {
    const sheets = await sheetsOf(tx, importId);
    return (await filesOf(tx, importId)).map((file) => {
      const own = sheets.filter(({ fileId }) => fileId === file.id);
      const toRead = own.filter(({ included, refusal: why }) => included && why === null);
      return {
        id: file.id,
        name: file.name,
        path: storedPath(call.services, file.storedAt ?? ''),
        sheets: toRead.map(({ id, ordinal, name, mapping }) => ({ id, ordinal, name, recognition: mapping })),
        passedOver: own
          .filter((sheet) => !toRead.includes(sheet))
          .map(({ name, kind, refusal: why }) => ({ name, kind, refusal: why })),
      };
    });
  });

export interface RunOptions {
  readonly ports: SpotCheckPorts;
  readonly watch?: (report: ProgressReport) => void;
}

/**
 * Carries out an import that was uploaded and checked: all of it or nothing. A cancelled one leaves no trace but its own record; one
 * whose program dies stays `running` and is taken up again by `resumeImports`.
 * @returns the report, or why there is none
 */
export const runImport = async (
  caller: Call,
  importId: string,
  { ports, watch }: RunOptions,
): Promise<Result<ImportReport>> => {
  const { database } = caller.services;
  const record = await withTransaction(database, 'system', async (tx) =>
    (await claimImport(tx, importId)) ? findImport(tx, importId) : undefined,
  );
  if (!record) return refuse('import-running');
  const call = systemCall(caller.services, caller.requestId);
  const files = await planOf(call, importId);
  const progress = new Progress(database, importId, null, watch);
  const counted = countImport();
  const end = (state: 'cancelled' | 'failed', why: Refusal | null) =>
    withTransaction(database, 'system', (tx) => endImport(tx, importId, state, why));
  const carryThrough = async (): Promise<Result<ImportReport>> => {
    progress.stage('waiting');
    const result = await perform(call, { permission: 'spot-checks.import' }, (act) =>
      carryOut(act, record, files, progress, ports),
    );
    if (!result.ok) {
      counted('failed');
      // With the database gone nothing can be written down: the import stays running and is taken up again.
      if (result.refusal.code !== 'database-unavailable') await end('failed', result.refusal);
      return result;
    }
    counted('done', result.value);
    return ok(await withTransaction(database, 'system', (tx) => getReport(tx, importId)));
  };
  try {
    progress.start();
    return await inTurn(database, carryThrough);
  } catch (error) {
    if (error instanceof Cancelled) {
      counted('cancelled');
      await end('cancelled', null);
      return refuse('import-cancelled');
    }
    const why = failureOf(error);
    counted('failed');
    await end('failed', why).catch(() => undefined);
    if (why.code === 'import-failed') throw error;
    return refuse('disk-full');
  } finally {
    await progress.stop();
  }
};
