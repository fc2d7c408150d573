import type { Dataset } from '#foundation/dataset.ts';
import type { Refusal } from '#foundation/refusal.ts';
import type { Tx } from '#platform/database/index.ts';
import type { ImportReport } from '../contract.ts';
import type { GivenByPerson } from '../import/plan.ts';
import type { ImportState } from '../import-state.ts';
import type { Recognition } from '../recognition/index.ts';

/** An import as it is stored. */
export interface ImportRecord {
  readonly id: string;
  readonly dataset: Dataset;
  readonly state: ImportState;
  readonly given: GivenByPerson;
  readonly regionCode: string;
  readonly startedBy: string | null;
}

export interface StoredFile {
  readonly id: number;
  readonly name: string;
  readonly sha256: string;
  readonly storedAt: string | null;
}

export interface StoredSheet {
  readonly id: number;
  readonly fileId: number;
  readonly ordinal: number;
  readonly name: string;
  readonly kind: string;
  readonly included: boolean;
  readonly mapping: Recognition;
  readonly refusal: Refusal | null;
}

export const insertImport = async (
  tx: Tx,
  record: { readonly dataset: Dataset; readonly regionCode: string; readonly startedBy: string | null },
): Promise<string> => {
  const [row] = await tx.query<{ id: string }>(
    'insert into spot_checks.import (dataset, region_code, started_by) values ($1, $2, $3) returning id',
    [record.dataset, record.regionCode, record.startedBy],
  );
  return row!.id;
};

export const insertFile = async (
  tx: Tx,
  importId: string,
  file: { readonly name: string; readonly sha256: string; readonly bytes: number; readonly storedAt: string },
): Promise<number> => {
  const [row] = await tx.query<{ id: number }>(
    'insert into spot_checks.import_file (import_id, name, sha256, bytes, stored_at) values ($1, $2, $3, $4, $5) returning id',
    [importId, file.name, file.sha256, file.bytes, file.storedAt],
  );
  return row!.id;
};

export interface NewSheet {
  readonly importId: string;
  readonly fileId: number;
  readonly dataset: Dataset;
  readonly ordinal: number;
  readonly name: string;
  readonly mapping: Recognition;
  readonly savedMapping: boolean;
  readonly sample: readonly { readonly place: number; readonly cells: readonly string[] }[];
  readonly refusal: Refusal | null;
}

export const insertSheet = async (tx: Tx, sheet: NewSheet): Promise<number> => {
  const [row] = await tx.query<{ id: number }>(
    `insert into spot_checks.sheet (import_id, file_id, dataset, ordinal, name, kind, mapping, saved_mapping, sample, refusal)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id`,
    [
      sheet.importId, sheet.fileId, sheet.dataset, sheet.ordinal, sheet.name, sheet.mapping.kind, JSON.stringify(sheet.mapping),
      sheet.savedMapping, JSON.stringify(sheet.sample), sheet.refusal === null ? null : JSON.stringify(sheet.refusal),
    ], // prettier-ignore
  );
  return row!.id;
};

/** The import, or undefined where there is none or it may not be seen. */
export const findImport = async (tx: Tx, id: string, lock = false): Promise<ImportRecord | undefined> => {
  const [row] = await tx.query<
    ImportRecord & { authority: string | null; level: string | null; kind: string | null; published: string | null }
  >(
    `select id, dataset, state, region_code as "regionCode", started_by as "startedBy", authority_name as authority, level, kind,
            published_on as published
       from spot_checks.import where id = $1 ${lock ? 'for update' : ''}`,
    [id],
  );
  if (!row) return undefined;
  const { authority, level, kind, published, ...record } = row;
  const given = {
    authority: authority ?? undefined,
    level: level ?? undefined,
    kind: kind ?? undefined,
    publishedOn: published ?? undefined,
  };
  return { ...record, given: given as GivenByPerson };
};

export const filesOf = (tx: Tx, importId: string): Promise<StoredFile[]> =>
  tx.query(
    `select id, name, sha256, stored_at as "storedAt" from spot_checks.import_file where import_id = $1 order by id`,
    [importId],
  );

export const sheetsOf = (tx: Tx, importId: string): Promise<StoredSheet[]> =>
  tx.query(
    `select id, file_id as "fileId", ordinal, name, kind, included, mapping, refusal from spot_checks.sheet where import_id = $1 order by file_id, ordinal`,
    [importId],
  );

/** Marks an import as running for this program; false when it is not to be run, or another program is at it. */
export const claimImport = async (tx: Tx, importId: string): Promise<boolean> => {
  const rows = await tx.query(
    `update spot_checks.import set state = 'running', running_since = now(), heartbeat_at = now(), rows_done = 0, stage = 'waiting', refusal = null
      where id = $1 and (state in ('received', 'failed') or (state = 'running' and (heartbeat_at is null or heartbeat_at < now() - interval '15 seconds')))
      returning id`,
    [importId],
  );
  return rows.length > 0;
};

/** Writes the progress, and gives whether somebody has asked to stop. */
export const beat = async (
  tx: Tx,
  importId: string,
  rowsDone: number,
  rowsTotal: number | null,
  stage: string,
): Promise<boolean> => {
  const [row] = await tx.query<{ cancel: boolean }>(
    `update spot_checks.import set heartbeat_at = now(), rows_done = $2, rows_total = coalesce($3, rows_total), stage = $4
      where id = $1 and state = 'running' returning cancel_requested as cancel`,
    [importId, rowsDone, rowsTotal, stage],
  );
  return row?.cancel ?? true;
};

/** Ends an import that left nothing behind. */
export const endImport = (
  tx: Tx,
  importId: string,
  state: 'cancelled' | 'failed',
  refusal: Refusal | null,
): Promise<unknown> =>
  tx.query(
    `update spot_checks.import set state = $2, refusal = $3, stage = null, finished_at = now(), cancel_requested = false
      where id = $1 and state in ('received', 'running', 'failed')`,
    [importId, state, refusal === null ? null : JSON.stringify(refusal)],
  );

export interface SheetOutcome {
  readonly id: number;
  readonly digest: string | null;
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly duplicates: number;
  readonly notes: readonly object[];
  readonly active: boolean;
  readonly refusal: Refusal | null;
}

/** Writes what became of the sheets and ends the import. */
export const finishImport = async (
  tx: Tx,
  importId: string,
  sheets: readonly SheetOutcome[],
  report: object,
): Promise<void> => {
  for (const sheet of sheets)
    await tx.query(
      `update spot_checks.sheet set digest = $2, rows = $3, accepted = $4, rejected = $5, duplicates = $6, notes = $7, active = $8, refusal = $9 where id = $1`,
      [sheet.id, sheet.digest, sheet.rows, sheet.accepted, sheet.rejected, sheet.duplicates, JSON.stringify(sheet.notes), sheet.active,
        sheet.refusal === null ? null : JSON.stringify(sheet.refusal)], // prettier-ignore
    );
  await tx.query(
    `update spot_checks.import set state = 'done', stage = null, finished_at = now(), report = $2, rows_done = coalesce(rows_total, rows_done) where id = $1`,
    [importId, JSON.stringify(report)],
  );
};

export interface FailingGroups {
  /** Wordings of the producer cell × category × check with a failing sample. */
  readonly cells: number;
  /** Those of them in which a person has to say who produced. */
  readonly waiting: number;
  /** Producers × category × check with a failing sample, where the producer is settled. */
  readonly producers: number;
}

/** What failed in the tables of an import, counted by the cell as it stands and by the producer it was read as. */
export const countFailingGroups = async (tx: Tx, importId: string): Promise<FailingGroups> => {
  const [row] = await tx.query<FailingGroups>(
    `with failed as materialized (
       select r.producer_cell, r.producer_id, r.category_id, r.check_id, r.parties_settled
         from spot_checks.sheet s join spot_checks.result_source o on o.sheet_id = s.id
         join spot_checks.result r on r.id = o.result_id
        where s.import_id = $1 and r.verdict = 'fail'),
     cells as (select producer_cell, category_id, check_id, not bool_or(parties_settled) as waits from failed group by 1, 2, 3),
     producers as (select distinct producer_id, category_id, check_id from failed where parties_settled)
     select (select count(*)::int from cells) as cells, (select count(*)::int from cells where waits) as waiting,
            (select count(*)::int from producers) as producers`,
    [importId],
  );
  return row ?? { cells: 0, waiting: 0, producers: 0 };
};

/** Adds to the report what is known only after the other rooms have reacted. */
export const completeReport = (
  tx: Tx,
  importId: string,
  proposals: ImportReport['proposals'],
  explanations: ImportReport['explanations'],
): Promise<unknown> =>
  tx.query(
    `update spot_checks.import
        set report = report || jsonb_build_object('proposals', $2::jsonb, 'explanations', report -> 'explanations' || $3::jsonb) where id = $1`,
    [importId, JSON.stringify(proposals), JSON.stringify(explanations)],
  );

/** The report of an import that is done. */
export const getReport = async (tx: Tx, importId: string): Promise<ImportReport> => {
  const [row] = await tx.query<{ report: ImportReport }>('select report from spot_checks.import where id = $1', [
    importId,
  ]);
  if (!row) throw new Error(`import ${importId} is gone`);
  return row.report;
};

/** Imports whose program has gone. */
export const abandonedImports = async (tx: Tx): Promise<readonly string[]> => {
  const rows = await tx.query<{ id: string }>(
    `select id from spot_checks.import where state = 'running' and (heartbeat_at is null or heartbeat_at < now() - interval '15 seconds') order by started_at`,
  );
  return rows.map(({ id }) => id);
};

/** What the person says where the tables do not. */
export const giveDetails = (tx: Tx, importId: string, { authority, level, kind, publishedOn }: GivenByPerson): Promise<unknown> =>
  tx.query('update spot_checks.import set authority_name = $2, level = $3, kind = $4, published_on = $5, cancel_requested = false where id = $1', [
    importId, authority || null, level ?? null, kind ?? null, publishedOn ?? null,
  ]); // prettier-ignore
