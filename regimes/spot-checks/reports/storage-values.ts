import type { Dataset } from '#foundation/dataset.ts';
import { type CopyRow, copyRows, type Tx } from '#platform/database/index.ts';
import type { ReportState, Stated } from './report.ts';

/** Laboratories for which the acting account may enter values. Call as app. */
export const laboratoriesToTest = async (tx: Tx): Promise<number[]> => {
  const [row] = await tx.query<{ ids: number[] }>(`select identity.parties('spot-checks.test', 'laboratory') as ids`);
  return row?.ids ?? [];
};

export interface TaskRow {
  readonly id: number;
  readonly dataset: Dataset;
  readonly state: ReportState;
  readonly laboratoryId: number;
  readonly category: string;
  readonly sampleNumber: string;
  readonly items: readonly {
    readonly ordinal: number;
    readonly item: string;
    readonly method: string;
    readonly limit: string;
    readonly comparison: 'full' | 'rounded';
    readonly measured: string | null;
    readonly stated: Stated | null;
  }[];
}

/**
 * The reports of these laboratories on samples of these numbers, locked until the transaction ends; of two reports on a sample the one
 * that is open.
 */
export const lockTasks = async (
  tx: Tx,
  laboratories: readonly number[],
  numbers: readonly string[],
): Promise<TaskRow[]> => {
  const found = await tx.query<Omit<TaskRow, 'items'>>(
    `select r.id, r.dataset, r.state, r.laboratory_id as "laboratoryId", c.name as category, s.number as "sampleNumber"
       from spot_checks.sample s join spot_checks.report r on r.sample_id = s.id join products.category c on c.id = s.category_id
      where s.number = any ($2::text[]) and r.laboratory_id = any ($1::bigint[]) and r.state <> 'void'
      order by r.state = 'open', r.id for update of r`,
    [laboratories, numbers],
  );
  const last = [...new Map(found.map((task) => [task.sampleNumber, task])).values()];
  const items = await tx.query<{ id: number; items: TaskRow['items'] }>(
    `select i.report_id as id, json_agg(json_build_object('ordinal', i.ordinal, 'item', i.item, 'method', i.method, 'limit', i.limit_text,
              'comparison', i.comparison, 'measured', i.measured, 'stated', i.stated) order by i.ordinal) as items
       from spot_checks.report_item i where i.report_id = any ($1::bigint[]) group by 1`,
    [last.map(({ id }) => id)],
  );
  const byReport = new Map(items.map((row) => [row.id, row.items]));
  return last.map((task) => ({ ...task, items: byReport.get(task.id) ?? [] }));
};

/** A value with what the engine found. */
export interface JudgedValue {
  readonly reportId: number;
  readonly ordinal: number;
  readonly measured: string | null;
  readonly verdict: string | null;
  readonly reason: object | null;
  readonly stated: Stated | null;
}

/** Stores judged values in sets and raises the versions of their reports. Call as engine, with the reports locked. */
export const storeValues = async (tx: Tx, values: readonly JudgedValue[]): Promise<void> => {
  if (values.length === 0) return;
  await tx.query(
    `create temporary table spot_checks_value (report_id bigint not null, ordinal smallint not null, measured text, verdict text, reason jsonb, stated text)
       on commit drop`,
  );
  await copyRows(
    tx,
    'spot_checks_value',
    ['report_id', 'ordinal', 'measured', 'verdict', 'reason', 'stated'],
    values.map((v): CopyRow => [v.reportId, v.ordinal, v.measured, v.verdict, v.reason, v.stated]),
  );
  await tx.query('analyze spot_checks_value');
  await tx.query(
    `update spot_checks.report_item i set measured = v.measured, verdict = v.verdict, reason = v.reason, stated = v.stated
       from spot_checks_value v where i.report_id = v.report_id and i.ordinal = v.ordinal`,
  );
  await tx.query(
    `update spot_checks.report set version = version + 1 where id in (select distinct report_id from spot_checks_value)`,
  );
  await tx.query('drop table spot_checks_value');
};
