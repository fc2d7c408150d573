import type { Dataset } from '#foundation/dataset.ts';
import type { Tx } from '#platform/database/index.ts';

/** A run of staged rows, both ends included: long statements are cut, so that they can be watched and stopped. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** New results, in the order of their rows, row `seq` as number `base` + `seq`. Gives how many by verdict. */
export const insertResults = async (
  tx: Tx,
  dataset: Dataset,
  base: number,
  range: Range,
): Promise<Readonly<Record<string, number>>> => {
  const rows = await tx.query<{ verdict: string; n: number }>(
    `with added as (
       insert into spot_checks.result (id, dataset, check_id, category_id, producer_id, seller_id, laboratory_id, province_code, city_code,
         month, verdict, published_verdict, producer_cell, parties_settled, product_name, brand, model, grade, production_batch,
         produced_on, sampled_on, standard, failing_items, engine_disagrees, details, content_key, final_on, seller_cell, city_given)
       overriding system value
       select $2::bigint + s.seq, $1, c.id, k.id, p.enterprise_id, q.enterprise_id, l.id, s.province_code, p.city_code, s.month, s.verdict,
              s.published_verdict, s.producer_cell, s.settled, s.product_name, s.brand, s.model, s.grade, s.production_batch, s.produced_on,
              s.sampled_on, s.standard, s.failing_items, s.disagrees, s.details, coalesce(d.content_key, s.base_key), s.final_on, s.seller_cell, s.city_given
         from spot_checks_staged s
         join spot_checks_name c on c.kind = 'check' and c.no = s.check_no
         join spot_checks_name k on k.kind = 'category' and k.no = s.category_no
         left join spot_checks_name l on l.kind = 'laboratory' and l.no = s.laboratory_no
         left join spot_checks_firm p on p.no = s.producer_no
         left join spot_checks_firm q on q.no = s.seller_no
         left join spot_checks_repeated d on d.seq = s.seq
        where s.outcome = 'result' and s.seq between $3 and $4 and not exists (select from spot_checks_known n where n.seq = s.seq)
       returning verdict)
     select verdict, count(*)::int as n from added group by verdict`,
    [dataset, base, range.from, range.to],
  );
  return Object.fromEntries(rows.map(({ verdict, n }) => [verdict, n]));
};

/** Where every row was read, those included that were known. */
export const insertSources = async (tx: Tx, base: number, range: Range): Promise<void> => {
  await tx.query(
    `insert into spot_checks.result_source (result_id, sheet_id, row_no)
     select coalesce(k.result_id, $1::bigint + s.seq), s.sheet_id, s.row_no
       from spot_checks_staged s left join spot_checks_known k on k.seq = s.seq
      where s.outcome = 'result' and s.seq between $2 and $3`,
    [base, range.from, range.to],
  );
};

/** Measured items of new results, with the verdicts of the engine. */
export const insertItems = async (tx: Tx, base: number): Promise<void> => {
  await tx.query(
    `insert into spot_checks.result_item (result_id, ordinal, item, measured, limit_text, published_verdict, verdict, reason)
     select $1::bigint + s.seq, i.ordinal, i.value ->> 'item', i.value ->> 'measured', i.value ->> 'limit', i.value ->> 'published',
            i.value ->> 'verdict', i.value -> 'reason'
       from spot_checks_staged s, jsonb_array_elements(s.items) with ordinality i (value, ordinal)
      where s.items is not null and s.outcome = 'result' and not exists (select from spot_checks_known k where k.seq = s.seq)`,
    [base],
  );
};

/** Rows that could not be read, with their reasons. */
export const insertRejected = async (tx: Tx): Promise<void> => {
  await tx.query(
    `insert into spot_checks.rejected_row (sheet_id, row_no, cells, problems)
     select sheet_id, row_no, details -> 'cells', details -> 'problems' from spot_checks_staged where outcome = 'rejected'`,
  );
};
