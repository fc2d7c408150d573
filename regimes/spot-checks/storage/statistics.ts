import type { Tx } from '#platform/database/index.ts';
import type { StatisticsFilter } from '../contracts/statistics.ts';

/** A group counted: `key` is empty where it is not known (未确定). */
export interface CountRow {
  readonly key: string;
  readonly label: string;
  readonly passed: number;
  readonly failed: number;
}

/** Collects conditions with their values in order. */
const conditionsOf = (filter: Partial<StatisticsFilter>, alias: string) => {
  const values: unknown[] = [];
  const conditions: string[] = [];
  const add = (condition: (place: string) => string, value: unknown): void => {
    if (value === undefined) return;
    values.push(value);
    conditions.push(condition(`$${values.length}`));
  };
  add((place) => `${alias}.dataset = ${place}`, filter.dataset);
  add((place) => `${alias}.kind = ${place}`, filter.kind);
  add((place) => `${alias}.level = ${place}`, filter.level);
  add((place) => `${alias}.month >= ${place}::date`, filter.from && `${filter.from}-01`);
  add((place) => `${alias}.month <= ${place}::date`, filter.to && `${filter.to}-01`);
  add((place) => `${alias}.category_id = ${place}`, filter.categoryId);
  add((place) => `${alias}.province_code = ${place}`, filter.province);
  add((place) => `${alias}.city_code = ${place}`, filter.city === 'unknown' ? '' : filter.city);
  return { where: conditions.join(' and '), values };
};

const sums = 'coalesce(sum(u.passed), 0)::int as passed, coalesce(sum(u.failed), 0)::int as failed';

export interface SummaryRow {
  readonly passed: number;
  readonly failed: number;
  readonly refused: number;
  readonly noVerdict: number;
}

/** All that matches as one figure. */
export const countAll = async (tx: Tx, filter: StatisticsFilter): Promise<SummaryRow> => {
  const { where, values } = conditionsOf(filter, 'u');
  const [row] = await tx.query<SummaryRow>(
    `select ${sums}, coalesce(sum(u.refused), 0)::int as refused, coalesce(sum(u.no_verdict), 0)::int as "noVerdict"
       from spot_checks.rollup u where ${where}`,
    values,
  );
  return row!;
};

/** Spot checks of a dataset and kind, and when the data last changed. */
export const aboutData = async (
  tx: Tx,
  filter: Pick<StatisticsFilter, 'dataset' | 'kind' | 'level'>,
): Promise<{ readonly checks: number; readonly asOf: string | null }> => {
  const { where, values } = conditionsOf({ dataset: filter.dataset, kind: filter.kind, level: filter.level }, 'c');
  const [row] = await tx.query<{ checks: number; asOf: string | null }>(
    `select (select count(*) from spot_checks.spot_check c where ${where})::int as checks,
            (select max(finished_at) from spot_checks.import where dataset = $1 and state in ('done', 'withdrawn')) as "asOf"`,
    values,
  );
  return row!;
};

/** By city of one province, cities without results included; the unknown city last. */
export const countByCity = (
  tx: Tx,
  filter: StatisticsFilter,
  province: string,
): Promise<(CountRow & { readonly tileColumn: number | null; readonly tileRow: number | null })[]> => {
  const { where, values } = conditionsOf({ ...filter, province, city: undefined }, 'u');
  return tx.query(
    `with counted as (select u.city_code, ${sums} from spot_checks.rollup u where ${where} group by u.city_code)
     select * from (
       select r.code as key, r.name as label, coalesce(k.passed, 0) as passed, coalesce(k.failed, 0) as failed,
            r.tile_column as "tileColumn", r.tile_row as "tileRow"
       from regions.region r left join counted k on k.city_code = r.code
      where r.level = 'city' and r.province_code = $${values.length + 1} and r.valid_to is null and (k.city_code is not null or r.tile_column is not null)
     union all
     select '', '未确定', k.passed, k.failed, null, null from counted k where k.city_code = '') bar
      order by key = '', key`,
    [...values, province],
  );
};

/** By product category, the most sampled first: no ranking by rate. */
export const countByCategory = (tx: Tx, filter: StatisticsFilter): Promise<CountRow[]> => {
  const { where, values } = conditionsOf(filter, 'u');
  return tx.query(
    `select c.id::text as key, c.name as label, k.passed, k.failed
       from (select u.category_id, ${sums} from spot_checks.rollup u where ${where} group by 1) k
       join products.category c on c.id = k.category_id order by k.passed + k.failed desc, c.name`,
    values,
  );
};

const periodKeys = {
  month: `to_char(k.month, 'YYYY-MM')`,
  quarter: `to_char(k.month, 'YYYY') || ' Q' || to_char(k.month, 'Q')`,
  year: `to_char(k.month, 'YYYY')`,
} as const;

export const countByPeriod = (tx: Tx, filter: StatisticsFilter, step: keyof typeof periodKeys): Promise<CountRow[]> => {
  const { where, values } = conditionsOf(filter, 'u');
  return tx.query(
    `select ${periodKeys[step]} as key, ${periodKeys[step]} as label, sum(k.passed)::int as passed, sum(k.failed)::int as failed
       from (select u.month, ${sums} from spot_checks.rollup u where ${where} group by 1) k group by 1 order by 1`,
    values,
  );
};

/**
 * Failing items: samples that fail by an item, of all samples with a verdict. Without a category the roll-up over all of them
 * answers, which has a fraction of the lines.
 */
export const countByItem = async (tx: Tx, filter: StatisticsFilter, limit: number): Promise<CountRow[]> => {
  const { where, values } = conditionsOf({ ...filter, city: undefined }, 'u');
  const total = await countAll(tx, { ...filter, city: undefined });
  const judged = total.passed + total.failed;
  const rollup = filter.categoryId === undefined ? 'rollup_item_all' : 'rollup_item';
  const rows = await tx.query<{ item: string; failed: number }>(
    `select u.item, sum(u.failed)::int as failed from spot_checks.${rollup} u where ${where} group by 1 order by 2 desc, 1 limit $${values.length + 1}`,
    [...values, limit],
  );
  return rows.map(({ item, failed }) => ({ key: item, label: item, passed: Math.max(0, judged - failed), failed }));
};

export const countByLaboratory = (tx: Tx, filter: StatisticsFilter): Promise<CountRow[]> => {
  const { where, values } = conditionsOf({ ...filter, province: undefined, city: undefined }, 'u');
  return tx.query(
    `select case when k.laboratory_id = 0 then '' else k.laboratory_id::text end as key, coalesce(l.name, '未载明') as label, k.passed, k.failed
       from (select u.laboratory_id, ${sums} from spot_checks.rollup_laboratory u where ${where} group by 1) k
       left join laboratories.laboratory l on l.id = k.laboratory_id order by l.name nulls last`,
    values,
  );
};
