import type { Tx } from '#platform/database/index.ts';
import { recounted } from './rollups.ts';

/** The table that reactions read; an import makes it with its staging tables. */
export const openTouched = async (tx: Tx): Promise<void> => {
  await tx.query(
    'create temporary table if not exists spot_checks_touched (producer_id bigint not null, category_id bigint not null) on commit drop',
  );
};

/** Every producer × category of results with ids in a range. */
export const touchRange = async (tx: Tx, from: number, to: number): Promise<void> => {
  await tx.query(
    `insert into spot_checks_touched (producer_id, category_id)
     select distinct producer_id, category_id from spot_checks.result where id between $1 and $2 and producer_id is not null`,
    [from, to],
  );
};

/** Takes doubles out, so that each pair stands once; gives how many there are. */
export const settleTouched = async (tx: Tx): Promise<number> => {
  await tx.query(
    `create temporary table spot_checks_touched_once on commit drop as select distinct producer_id, category_id from spot_checks_touched;
     truncate spot_checks_touched;
     insert into spot_checks_touched select * from spot_checks_touched_once;
     drop table spot_checks_touched_once;
     analyze spot_checks_touched`,
  );
  const [row] = await tx.query<{ n: number }>('select count(*)::int as n from spot_checks_touched');
  return row?.n ?? 0;
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
  await openTouched(tx);
  await recounted(tx, moved, values, async () => {
    await tx.query(
      `insert into spot_checks_touched (producer_id, category_id)
       select distinct r.producer_id, r.category_id from spot_checks.result r join spot_checks_counted n on n.id = r.id`,
    );
    await tx.query(
      `update spot_checks.result r set city_code = e.city_code from enterprises.enterprise e, spot_checks_counted n
        where n.id = r.id and e.id = r.producer_id`,
    );
  });
};

/** The firms of an import whose earlier results may have to follow: those that have a city, or have it no longer. */
export const sightedElsewhere = `select f.enterprise_id from spot_checks_firm f join enterprises.enterprise e on e.id = f.enterprise_id
  where e.city_code is not null or e.region_basis = 'conflicting'`;
