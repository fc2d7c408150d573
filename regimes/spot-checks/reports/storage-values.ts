import type { Dataset } from '#foundation/dataset.ts';
import { type CopyRow, copyRows, type Tx } from '#platform/database/index.ts';
import type { ReportState, Stated } from './report.ts';

/** Laboratories for which the acting account may enter values. Call as app. */
export const laboratoriesToTest = async (tx: Tx): Promise<number[]> => {
  const [row] = await tx.query<{ ids: number[] }>(`select identity.parties('spot-checks.test', 'laboratory') as ids`);
  return row?.ids ?? [];
};

/** An item as it is tested, without its value. */
export interface ItemToTest {
  readonly ordinal: number;
  readonly item: string;
  readonly method: string;
  readonly limit: string;
  readonly comparison: 'full' | 'rounded';
}

export interface TaskRow {
  readonly id: number;
  readonly dataset: Dataset;
  readonly state: ReportState;
  readonly laboratoryId: number;
  readonly category: string;
  readonly sampleNumber: string;
  /** The same list for all reports that test the same. */
  readonly items: readonly ItemToTest[];
}

/**
 * The reports of these laboratories on samples of these numbers, locked until the transaction ends; of two reports on a sample the one
 * that is open. Thousands of reports share a few lists of items, so each list comes once.
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
  const shapes = await tx.query<{ ids: number[]; items: ItemToTest[] }>(
    `with shape as (
       select i.report_id, md5(string_agg(jsonb_build_array(ordinal, item, method, limit_text, comparison)::text, '' order by ordinal)) as hash
         from spot_checks.report_item i where i.report_id = any ($1::bigint[]) group by 1),
     list as (select array_agg(report_id) as ids, min(report_id) as one from shape group by hash)
     select l.ids, (select json_agg(json_build_object('ordinal', i.ordinal, 'item', i.item, 'method', i.method, 'limit', i.limit_text,
                                                      'comparison', i.comparison) order by i.ordinal)
                      from spot_checks.report_item i where i.report_id = l.one) as items from list l`,
    [last.map(({ id }) => id)],
  );
  const byReport = new Map(shapes.flatMap(({ ids, items }) => ids.map((id) => [id, items] as const)));
  return last.map((task) => ({ ...task, items: byReport.get(task.id) ?? [] }));
};

/** A value with what the engine found. */
export interface JudgedValue {
  readonly reportId: number;
  readonly ordinal: number;
  readonly measured: string | null;
  readonly verdict: string | null;
  /** JSON of zh and en. */
  readonly reason: string | null;
  readonly stated: Stated | null;
}

/**
 * Stores judged values in sets and raises the versions of their reports; a value that stands already is left alone. The values are
 * judged while the first of them travel. Call as engine, with the reports locked.
 * @returns how many values changed, and the reports they are of
 */
export const storeValues = async (
  tx: Tx,
  values: Iterable<JudgedValue>,
): Promise<{ readonly items: number; readonly reportIds: readonly number[] }> => {
  await tx.query(
    `create temporary table spot_checks_value (report_id bigint not null, ordinal smallint not null, measured text, verdict text, reason jsonb, stated text)
       on commit drop`,
  );
  const rows = function* (): Generator<CopyRow> {
    for (const v of values) yield [v.reportId, v.ordinal, v.measured, v.verdict, v.reason, v.stated];
  };
  await copyRows(tx, 'spot_checks_value', ['report_id', 'ordinal', 'measured', 'verdict', 'reason', 'stated'], rows());
  await tx.query('analyze spot_checks_value (report_id, ordinal)');
  const changed = await tx.query<{ id: number; n: number }>(
    `with stored as (
       update spot_checks.report_item i set measured = v.measured, verdict = v.verdict, reason = v.reason, stated = v.stated
         from spot_checks_value v where i.report_id = v.report_id and i.ordinal = v.ordinal
          and (i.measured is distinct from v.measured or i.stated is distinct from v.stated) returning i.report_id)
     select report_id as id, count(*)::int as n from stored group by 1`,
  );
  const reportIds = changed.map(({ id }) => id);
  await tx.query('update spot_checks.report set version = version + 1 where id = any ($1::bigint[])', [reportIds]);
  await tx.query('drop table spot_checks_value');
  return { items: changed.reduce((sum, { n }) => sum + n, 0), reportIds };
};
