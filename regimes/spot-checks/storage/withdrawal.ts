import type { Dataset } from '#foundation/dataset.ts';
import type { Tx } from '#platform/database/index.ts';
import { restateGivenCities } from '#registers/enterprises/index.ts';
import { refreshNearCases } from './import-cases.ts';
import { matchRefusals } from './refusals.ts';
import { recounted } from './rollups.ts';
import { followCities, openTouched, settleTouched } from './touched.ts';

const own = 'select id from spot_checks.sheet where import_id = $1';

/**
 * Takes an import out of the store: its sources, lists and follow-up go, and with them every result that no other import and no plan
 * has brought. Roll-ups follow; who is touched stands in `spot_checks_touched`. Gives how many results went and how many pairs of
 * producer and category are touched.
 */
export const takeOut = async (
  tx: Tx,
  importId: string,
): Promise<{ readonly results: number; readonly touched: number; readonly checks: number }> => {
  await openTouched(tx);
  await tx.query(
    `create temporary table spot_checks_leaving on commit drop as
       select distinct s.result_id as id from spot_checks.result_source s where s.sheet_id in (${own})
          and not exists (select from spot_checks.result_source o join spot_checks.sheet h on h.id = o.sheet_id
                           where o.result_id = s.result_id and h.import_id <> $1)
          and not exists (select from spot_checks.born_result b where b.result_id = s.result_id)`,
    [importId],
  );
  await tx.query(
    `create temporary table spot_checks_affected on commit drop as
       select distinct s.result_id as id from spot_checks.result_source s where s.sheet_id in (${own})
          and not exists (select from spot_checks_leaving l where l.id = s.result_id)`,
    [importId],
  );
  await tx.query('analyze spot_checks_leaving; analyze spot_checks_affected');
  await tx.query(
    `insert into spot_checks_touched (producer_id, category_id)
       select distinct r.producer_id, r.category_id from spot_checks.result r join spot_checks_leaving l on l.id = r.id where r.producer_id is not null
       union select f.producer_id, coalesce(f.category_id, 0) from spot_checks.refusal f where f.sheet_id in (${own}) and f.producer_id is not null`,
    [importId],
  );
  await tx.query(
    `create temporary table spot_checks_placed on commit drop as
       select distinct r.producer_id as id from spot_checks.result r join spot_checks_leaving l on l.id = r.id
        where r.city_given is not null and r.producer_id is not null`,
  );
  await recounted(tx, 'select id from spot_checks_leaving', [], async () => {
    for (const table of ['result_item', 'result_party', 'merged_content'])
      await tx.query(`delete from spot_checks.${table} t using spot_checks_leaving l where t.result_id = l.id`);
    await tx.query(
      'delete from spot_checks.near_case n using spot_checks_leaving l where n.left_id = l.id or n.right_id = l.id',
    );
    await tx.query('delete from spot_checks.result r using spot_checks_leaving l where r.id = l.id');
  });
  for (const table of ['result_source', 'refusal', 'post_handling'])
    await tx.query(`delete from spot_checks.${table} where sheet_id in (${own})`, [importId]);
  await tx.query('update spot_checks.sheet set active = false where import_id = $1', [importId]);
  const [record] = await tx.query<{ dataset: Dataset }>('select dataset from spot_checks.import where id = $1', [
    importId,
  ]);
  const { dataset } = record!;
  // What an import has brought about by being there goes with it: cases about cells that no row has, pairs that stood in one table.
  await tx.query(
    `delete from spot_checks.role_case q where q.dataset = $1 and q.state = 'open' and not exists (
       select from spot_checks.result r where r.dataset = $1 and r.producer_cell = q.cell and not r.parties_settled)`,
    [dataset],
  );
  await refreshNearCases(tx, dataset);
  await unplace(tx);
  await matchRefusals(tx, dataset);
  const [gone] = await tx.query<{ n: number }>('select count(*)::int as n from spot_checks_leaving');
  const emptied = await tx.query(
    `delete from spot_checks.spot_check c where not exists (select from spot_checks.result r where r.check_id = c.id)
        and not exists (select from spot_checks.refusal f where f.check_id = c.id)
        and not exists (select from spot_checks.post_handling h where h.check_id = c.id)
        and not exists (select from spot_checks.plan p where p.check_id = c.id)
        and c.dataset = $1 returning c.id`,
    [dataset],
  );
  return { results: gone?.n ?? 0, touched: await settleTouched(tx), checks: emptied.length };
};

/** Where the tables that are gone had given a city, what the others give counts. */
const unplace = async (tx: Tx): Promise<void> => {
  const given = await tx.query<{ enterpriseId: number; cities: string[] }>(
    `select p.id as "enterpriseId", coalesce(array_agg(distinct r.city_given) filter (where r.city_given is not null), '{}') as cities
       from spot_checks_placed p left join spot_checks.result r on r.producer_id = p.id group by p.id`,
  );
  const moved = await restateGivenCities(tx, given);
  if (moved.length > 0) await followCities(tx, 'select unnest($1::bigint[])', [moved]);
};

/** Marks an import as withdrawn. */
export const markWithdrawn = (tx: Tx, importId: string, accountId: string | null, reason: string): Promise<unknown> =>
  tx.query(
    `update spot_checks.import set state = 'withdrawn', withdrawn_by = $2, withdrawn_at = now(), withdrawal_reason = $3 where id = $1`,
    [importId, accountId, reason],
  );
