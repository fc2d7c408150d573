import type { Dataset } from '#foundation/dataset.ts';
import type { Tx } from '#platform/database/index.ts';
import { recounted } from './rollups.ts';

/** The table that reactions read; an import makes it with its staging tables. */
export const openTouched = async (tx: Tx): Promise<void> => {
  await tx.query(
    'create temporary table if not exists spot_checks_touched (producer_id bigint not null, category_id bigint not null) on commit drop',
  );
};

/**
 * Touches the producers × categories of new results with ids in a range. Where nothing has ever failed or been
 * refused there is nothing to propose: a pass counts only beside a failure.
 */
export const touchRange = async (tx: Tx, dataset: Dataset, from: number, to: number): Promise<void> => {
  const [look] = await tx.query<{ earlier: boolean }>(
    'select exists (select from spot_checks.result where id < $1) as earlier',
    [from],
  );
  // With nothing from before only the new failures count, and no result has to be compared with another.
  const failures = look?.earlier
    ? `(n.producer_id, n.category_id) in (select f.producer_id, f.category_id from spot_checks.result f where f.dataset = $1 and f.verdict in ('fail', 'refused'))`
    : `n.dataset = $1 and n.verdict in ('fail', 'refused')`;
  await tx.query(
    `insert into spot_checks_touched (producer_id, category_id)
     select distinct n.producer_id, n.category_id from spot_checks.result n
      where n.id between $2 and $3 and n.producer_id is not null and ${failures}`,
    [dataset, from, to],
  );
};

/** Touches whoever refused by a list of this import; 0 stands for a category that is not settled. */
export const touchRefusals = async (tx: Tx): Promise<void> => {
  await tx.query(
    `insert into spot_checks_touched (producer_id, category_id)
     select distinct f.producer_id, coalesce(f.category_id, 0) from spot_checks_staged s
       join spot_checks.refusal f on f.sheet_id = s.sheet_id and f.row_no = s.row_no
      where s.outcome = 'refusal' and f.producer_id is not null`,
  );
};

/** Touches the producers × categories of the results listed in `spot_checks_counted`. */
export const touchCounted = async (tx: Tx): Promise<void> => {
  await openTouched(tx);
  await tx.query(
    `insert into spot_checks_touched (producer_id, category_id)
     select distinct r.producer_id, r.category_id from spot_checks.result r join spot_checks_counted n on n.id = r.id where r.producer_id is not null`,
  );
};

/** Touches a producer in some categories. */
export const touchPairs = async (tx: Tx, producerId: number, categoryIds: readonly number[]): Promise<void> => {
  await tx.query('insert into spot_checks_touched (producer_id, category_id) select $1, unnest($2::bigint[])', [
    producerId,
    categoryIds,
  ]);
};

/** Takes doubles out, so that each pair stands once; gives how many there are. */
export const settleTouched = async (tx: Tx): Promise<number> => {
  const [row] = await tx.query<{ all: number; once: number }>(
    `select count(*)::int as all, (select count(*)::int from (select distinct producer_id, category_id from spot_checks_touched) d) as once from spot_checks_touched`,
  );
  if (row!.all > row!.once)
    await tx.query(
      `create temporary table spot_checks_touched_once on commit drop as select distinct producer_id, category_id from spot_checks_touched;
       truncate spot_checks_touched;
       insert into spot_checks_touched select * from spot_checks_touched_once;
       drop table spot_checks_touched_once`,
    );
  await tx.query('analyze spot_checks_touched');
  return row!.once;
};

/**
 * Gives results the city of their producer where the register knows another one by now, and moves their counts. `producers` names
 * enterprises by a query that yields their ids; results from number `before` on are left out.
 */
export const followCities = async (
  tx: Tx,
  producers: string,
  values: readonly unknown[] = [],
  before?: number,
): Promise<void> => {
  const earlier = before === undefined ? '' : `and r.id < ${Math.trunc(before)}`;
  // Looked up firm by firm: within an import the planner knows nothing of the rows that were just stored.
  const moved = `select r.id from (${producers}) p (id) join enterprises.enterprise e on e.id = p.id
    cross join lateral (select id from spot_checks.result r where r.producer_id = e.id and r.city_code is distinct from e.city_code ${earlier} offset 0) r`;
  const [look] = await tx.query<{ some: boolean }>(`select exists (${moved}) as some`, values);
  if (!look?.some) return;
  await recounted(tx, moved, values, async () => {
    await touchCounted(tx);
    await tx.query(
      `update spot_checks.result r set city_code = e.city_code from enterprises.enterprise e, spot_checks_counted n
        where n.id = r.id and e.id = r.producer_id`,
    );
  });
};

/** The firms of an import whose earlier results may have to follow: those that have a city, or have it no longer. */
export const sightedElsewhere = `select f.enterprise_id from spot_checks_firm f join enterprises.enterprise e on e.id = f.enterprise_id
  where e.city_code is not null or e.region_basis = 'conflicting'`;
