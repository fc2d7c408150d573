import type { Tx } from '#platform/database/index.ts';

/** The results that are counted: a condition on `r` (spot_checks.result). Never built from what a user typed. */
type Which = 'all of a range' | 'those listed';

const source: Readonly<Record<Which, string>> = {
  'all of a range': 'spot_checks.result r where r.id between $1 and $2',
  'those listed': 'spot_checks.result r join spot_checks_counted n on n.id = r.id where true',
};

/** A refusal that stands counts as a failure in the pass rate where the law of its day says so. */
const refusedAsFailed = `r.verdict = 'refused' and coalesce('rate' = any (r.refusal_counts), false)`;
const verdicts = [
  `r.verdict = 'pass'`,
  `r.verdict = 'fail' or ${refusedAsFailed}`,
  `r.verdict = 'refused' and not (${refusedAsFailed})`,
  `r.verdict = 'none'`,
] as const;
const counted = (sign: 1 | -1, conditions: readonly string[]): string =>
  conditions.map((condition) => `${sign} * (count(*) filter (where ${condition}))::int`).join(', ');
const sums = (sign: 1 | -1): string => counted(sign, verdicts);
/** Of a laboratory: only what it has tested. */
const sumsOfTests = (sign: 1 | -1): string => counted(sign, [`r.verdict = 'pass'`, `r.verdict = 'fail'`]);

const addition = (columns: readonly string[], table: string): string =>
  columns.map((column) => `${column} = ${table}.${column} + excluded.${column}`).join(', ');

/** Adds (or takes away) results to the roll-ups, one statement for each. */
const fold = async (tx: Tx, which: Which, sign: 1 | -1, values: readonly unknown[]): Promise<void> => {
  const from = source[which];
  await tx.query(
    `insert into spot_checks.rollup (dataset, level, kind, month, category_id, province_code, city_code, passed, failed, refused, no_verdict)
     select g.dataset, c.level, c.kind, g.month, g.category_id, g.province, g.city, sum(g.p), sum(g.f), sum(g.x), sum(g.o)
       from (select r.dataset, r.check_id, r.month, r.category_id, coalesce(r.province_code, ''), coalesce(r.city_code, ''), ${sums(sign)}
               from ${from} group by 1, 2, 3, 4, 5, 6) g (dataset, check_id, month, category_id, province, city, p, f, x, o)
       join spot_checks.spot_check c on c.id = g.check_id group by 1, 2, 3, 4, 5, 6, 7
     on conflict (dataset, kind, level, month, category_id, province_code, city_code)
       do update set ${addition(['passed', 'failed', 'refused', 'no_verdict'], 'rollup')}`,
    values,
  );
  await tx.query(
    `insert into spot_checks.rollup_laboratory (dataset, level, kind, month, category_id, laboratory_id, passed, failed)
     select g.dataset, c.level, c.kind, g.month, g.category_id, g.laboratory, sum(g.p), sum(g.f)
       from (select r.dataset, r.check_id, r.month, r.category_id, coalesce(r.laboratory_id, 0), ${sumsOfTests(sign)}
               from ${from} group by 1, 2, 3, 4, 5) g (dataset, check_id, month, category_id, laboratory, p, f)
       join spot_checks.spot_check c on c.id = g.check_id group by 1, 2, 3, 4, 5, 6 having sum(g.p) <> 0 or sum(g.f) <> 0
     on conflict (dataset, kind, level, month, category_id, laboratory_id) do update set ${addition(['passed', 'failed'], 'rollup_laboratory')}`,
    values,
  );
  await tx.query(
    `with counted as (
       select g.dataset, c.level, c.kind, g.month, g.category_id, g.province, g.item, sum(g.f)::int as failed
         from (select r.dataset, r.check_id, r.month, r.category_id, coalesce(r.province_code, ''), i.item, ${sign} * count(*)::int
                 from ${from.replace(' where ', ' cross join lateral unnest(r.failing_items) i (item) where ')} and r.verdict = 'fail'
                group by 1, 2, 3, 4, 5, 6) g (dataset, check_id, month, category_id, province, item, f)
         join spot_checks.spot_check c on c.id = g.check_id group by 1, 2, 3, 4, 5, 6, 7),
     over_all as (
       insert into spot_checks.rollup_item_all (dataset, level, kind, month, province_code, item, failed)
       select dataset, level, kind, month, province, item, sum(failed) from counted group by 1, 2, 3, 4, 5, 6
       on conflict (dataset, kind, level, month, province_code, item) do update set ${addition(['failed'], 'rollup_item_all')})
     insert into spot_checks.rollup_item (dataset, level, kind, month, category_id, province_code, item, failed)
     select dataset, level, kind, month, category_id, province, item, failed from counted
     on conflict (dataset, kind, level, month, category_id, province_code, item) do update set ${addition(['failed'], 'rollup_item')}`,
    values,
  );
  if (sign === -1) await dropEmpty(tx);
};

/** Takes away lines that count nothing, so that the roll-ups equal a recount. */
const dropEmpty = async (tx: Tx): Promise<void> => {
  await tx.query('delete from spot_checks.rollup where passed = 0 and failed = 0 and refused = 0 and no_verdict = 0');
  await tx.query('delete from spot_checks.rollup_laboratory where passed = 0 and failed = 0');
  await tx.query('delete from spot_checks.rollup_item where failed = 0');
  await tx.query('delete from spot_checks.rollup_item_all where failed = 0');
};

/** Counts new results with ids in a range. */
export const countRange = (tx: Tx, from: number, to: number): Promise<void> =>
  fold(tx, 'all of a range', 1, [from, to]);

/**
 * Takes the listed results out of the roll-ups, lets `change` alter them, and counts them again. `select` names the results by a
 * query that yields their ids.
 */
export const recounted = async (
  tx: Tx,
  select: string,
  values: readonly unknown[],
  change: () => Promise<void>,
): Promise<void> => {
  await tx.query(
    `create temporary table if not exists spot_checks_counted (id bigint primary key) on commit drop; truncate spot_checks_counted`,
  );
  await tx.query(`insert into spot_checks_counted select distinct id from (${select}) x (id)`, values);
  await tx.query('analyze spot_checks_counted');
  await fold(tx, 'those listed', -1, []);
  await change();
  await fold(tx, 'those listed', 1, []);
};
