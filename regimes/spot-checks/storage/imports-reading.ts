import type { Tx } from '#platform/database/index.ts';
import type { z } from 'zod';
import type { importDetailSchema, importSummarySchema, listRejectedRows } from '../contracts/imports.ts';
import type { ImportState } from '../import-state.ts';
import type { Recognition } from '../recognition/index.ts';

export type ImportSummary = z.output<typeof importSummarySchema>;
export type ImportDetail = z.output<typeof importDetailSchema>;
export type RejectedRow = z.output<typeof listRejectedRows.response>['rows'][number];

const summaryColumns = `i.id, i.dataset, i.state, i.authority_name as authority, i.level, i.kind, i.published_on as "publishedOn",
  a.display_name as "startedBy", i.started_at as "startedAt", i.finished_at as "finishedAt",
  coalesce((select json_agg(json_build_object('name', f.name, 'bytes', f.bytes) order by f.id) from spot_checks.import_file f where f.import_id = i.id), '[]') as files,
  coalesce((select sum(s.accepted) from spot_checks.sheet s where s.import_id = i.id), 0)::int as accepted,
  coalesce((select sum(s.rejected) from spot_checks.sheet s where s.import_id = i.id), 0)::int as rejected`;
const summaryTables = `spot_checks.import i left join identity.published_account a on a.id = i.started_by`;

/** A page of imports, the latest first; the place is the moment and the id of the last one seen. */
export const pageOfImports = (
  tx: Tx,
  filter: { readonly state?: ImportState | undefined; readonly dataset?: string | undefined },
  after: { readonly at: string; readonly id: string } | undefined,
  limit: number,
): Promise<ImportSummary[]> =>
  tx.query(
    `select ${summaryColumns} from ${summaryTables}
      where ($1::text is null or i.state = $1) and ($2::text is null or i.dataset = $2)
        and ($3::timestamptz is null or (i.started_at, i.id) < ($3::timestamptz, $4::uuid))
      order by i.started_at desc, i.id desc limit $5`,
    [filter.state ?? null, filter.dataset ?? null, after?.at ?? null, after?.id ?? null, limit],
  );

export interface StoredImport extends ImportSummary {
  readonly stage: string | null;
  readonly rowsDone: number;
  readonly rowsTotal: number | null;
  /** Seconds since the import began to run. */
  readonly running: number | null;
  readonly report: ImportDetail['report'];
  readonly refusal: ImportDetail['refusal'];
  readonly withdrawal: ImportDetail['withdrawal'];
  readonly knownSheets: number;
}

export const findImportDetail = async (tx: Tx, id: string): Promise<StoredImport | undefined> =>
  (
    await tx.query<StoredImport>(
      `select ${summaryColumns}, i.stage, i.rows_done::int as "rowsDone", i.rows_total::int as "rowsTotal",
              extract(epoch from now() - i.running_since)::float8 as running, i.report, i.refusal,
              case when i.withdrawn_at is null then null
                   else json_build_object('by', w.display_name, 'at', i.withdrawn_at, 'reason', i.withdrawal_reason) end as withdrawal,
              (select count(*) from spot_checks.sheet s where s.import_id = i.id and s.digest is not null and not s.active
                 and exists (select from spot_checks.sheet o where o.dataset = s.dataset and o.digest = s.digest and o.active))::int as "knownSheets"
         from ${summaryTables} left join identity.published_account w on w.id = i.withdrawn_by where i.id = $1`,
      [id],
    )
  )[0];

export interface SheetRecord {
  readonly id: number;
  readonly fileName: string;
  readonly name: string;
  readonly included: boolean;
  readonly kind: string;
  readonly mapping: Recognition;
  readonly sample: ImportDetail['sheets'][number]['sample'];
  readonly savedMapping: boolean;
  readonly refusal: ImportDetail['refusal'];
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly duplicates: number;
}

export const sheetRecords = (tx: Tx, importId: string): Promise<SheetRecord[]> =>
  tx.query(
    `select s.id, f.name as "fileName", s.name, s.included, s.kind, s.mapping, s.sample, s.saved_mapping as "savedMapping", s.refusal,
            s.rows, s.accepted, s.rejected, s.duplicates
       from spot_checks.sheet s join spot_checks.import_file f on f.id = s.file_id where s.import_id = $1 order by s.file_id, s.ordinal`,
    [importId],
  );

export const updateSheet = (
  tx: Tx,
  id: number,
  change: { readonly included: boolean; readonly mapping: Recognition },
): Promise<unknown> =>
  tx.query(`update spot_checks.sheet set included = $2, mapping = $3, kind = $4, refusal = $5 where id = $1`, [
    id,
    change.included,
    JSON.stringify(change.mapping),
    change.mapping.kind,
    change.mapping.refusal === undefined ? null : JSON.stringify(change.mapping.refusal),
  ]);

/** Asks a running import to stop; one that only waits ends at once. Gives the state it was in. */
export const requestCancel = async (tx: Tx, id: string): Promise<ImportState | undefined> => {
  const [row] = await tx.query<{ state: ImportState }>(
    'select state from spot_checks.import where id = $1 for update',
    [id],
  );
  if (row?.state === 'running')
    await tx.query('update spot_checks.import set cancel_requested = true where id = $1', [id]);
  else if (row?.state === 'received' || row?.state === 'failed')
    await tx.query(
      `update spot_checks.import set state = 'cancelled', finished_at = now(), stage = null where id = $1`,
      [id],
    );
  return row?.state;
};

export const pageOfRejected = (
  tx: Tx,
  importId: string,
  after: { readonly sheetId: number; readonly row: number } | undefined,
  limit: number,
): Promise<RejectedRow[]> =>
  tx.query(
    `select r.sheet_id as "sheetId", f.name as "fileName", s.name as sheet, r.row_no as row, r.cells, r.problems
       from spot_checks.rejected_row r join spot_checks.sheet s on s.id = r.sheet_id join spot_checks.import_file f on f.id = s.file_id
      where s.import_id = $1 and (r.sheet_id, r.row_no) > ($2, $3) order by r.sheet_id, r.row_no limit $4`,
    [importId, after?.sheetId ?? 0, after?.row ?? 0, limit],
  );
