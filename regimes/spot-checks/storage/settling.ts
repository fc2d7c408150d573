import type { Dataset } from '#foundation/dataset.ts';
import { normaliseName } from '#foundation/search-text.ts';
import { copyRows, type Tx } from '#platform/database/index.ts';
import {
  matchKeyOfSighting,
  openSightings,
  resolveEnterprises,
  type Sighting,
  sightingColumns,
  sightingRow,
  sightingTable,
} from '#registers/enterprises/index.ts';
import { isRetailer, type Party } from '../recognition/index.ts';
import { matchRefusals } from './refusals.ts';
import { recounted } from './rollups.ts';
import { openTouched, settleTouched, touchCounted } from './touched.ts';

/** Places under which a cell was published: the factory is looked for in that of the row. */
const placesOf = (
  tx: Tx,
  dataset: Dataset,
  cell: string,
): Promise<{ readonly province: string | null; readonly city: string | null }[]> =>
  tx.query(
    `select distinct province_code as province, city_given as city from spot_checks.result
      where dataset = $1 and producer_cell = $2 and not parties_settled`,
    [dataset, cell],
  );

interface Named {
  readonly province: string | null;
  readonly party: Party;
  readonly sighting: Sighting;
}

/**
 * Applies what a person decided about a cell to every result that has it: parties, producer, city and counts. Gives how many pairs of
 * producer and category are touched.
 */
export const settleCell = async (
  tx: Tx,
  dataset: Dataset,
  cell: string,
  parties: readonly Party[],
): Promise<number> => {
  const named = (await placesOf(tx, dataset, cell)).flatMap(({ province, city }) =>
    parties.map((party): Named => ({
      province,
      party,
      sighting: {
        name: party.name,
        provinceCode: party.role === 'factory' ? province : null,
        cityCode: party.role === 'factory' ? city : null,
        retailer: isRetailer(party.name),
      },
    })),
  );
  await openSightings(tx);
  await copyRows(
    tx,
    sightingTable,
    sightingColumns,
    named.map(({ sighting }) => sightingRow(sighting)),
  );
  await resolveEnterprises(tx, dataset);
  await tx.query('create temporary table spot_checks_named (province text, role text, match_key text) on commit drop');
  await copyRows(
    tx,
    'spot_checks_named',
    ['province', 'role', 'match_key'],
    named.map(({ province, party, sighting }) => [province ?? '', party.role, matchKeyOfSighting(sighting)]),
  );
  await openTouched(tx);
  const results = 'select id from spot_checks.result where dataset = $1 and producer_cell = $2 and not parties_settled';
  await recounted(tx, results, [dataset, cell], async () => {
    await touchCounted(tx);
    await tx.query('delete from spot_checks.result_party p using spot_checks_counted n where p.result_id = n.id');
    await tx.query(
      `insert into spot_checks.result_party (result_id, role, enterprise_id)
       select distinct r.id, m.role, e.enterprise_id from spot_checks.result r join spot_checks_counted n on n.id = r.id
         join spot_checks_named m on m.province = coalesce(r.province_code, '') join enterprises_resolved e on e.match_key = m.match_key`,
    );
    await tx.query(
      `update spot_checks.result r set parties_settled = true, producer_id = f.enterprise_id, city_code = f.city_code
         from spot_checks_counted n join spot_checks.result o on o.id = n.id
         left join lateral (select e.enterprise_id, e.city_code from spot_checks_named m join enterprises_resolved e on e.match_key = m.match_key
                             where m.role = 'factory' and m.province = coalesce(o.province_code, '') limit 1) f on true
        where r.id = n.id`,
    );
    await touchCounted(tx);
  });
  return settleTouched(tx);
};

/** Makes one result of two: the sources of the one given up lead to the one kept, now and when its content is read again. */
export const mergeResults = async (tx: Tx, kept: number, gone: number): Promise<number> => {
  await openTouched(tx);
  await recounted(tx, 'select $1::bigint', [gone], async () => {
    await touchCounted(tx);
    await tx.query('update spot_checks.result_source set result_id = $1 where result_id = $2', [kept, gone]);
    await tx.query('update spot_checks.merged_content set result_id = $1 where result_id = $2', [kept, gone]);
    await tx.query(
      'insert into spot_checks.merged_content (content_key, result_id) select content_key, $1 from spot_checks.result where id = $2',
      [kept, gone],
    );
    for (const table of ['result_item', 'result_party'])
      await tx.query(`delete from spot_checks.${table} where result_id = $1`, [gone]);
    await tx.query(`delete from spot_checks.near_case where state = 'open' and $1 in (left_id, right_id)`, [gone]);
    await tx.query('delete from spot_checks.result where id = $1', [gone]);
  });
  return settleTouched(tx);
};

/**
 * Gives a category to every result of a product whose category is blank, and remembers it for later imports. Gives the number of
 * results and of touched pairs.
 */
export const settleCategory = async (
  tx: Tx,
  dataset: Dataset,
  product: string,
  categoryId: number,
  accountId: string | null,
): Promise<{ readonly results: number; readonly touched: number }> => {
  const key = normaliseName(product);
  await tx.query(
    `insert into spot_checks.category_decision (dataset, product_key, category_id, decided_by) values ($1, $2, $3, $4)
     on conflict (dataset, product_key) do update set category_id = excluded.category_id, decided_by = excluded.decided_by, decided_at = now()`,
    [dataset, key, categoryId, accountId],
  );
  const names = await tx.query<{ name: string }>(
    `select distinct r.product_name as name from spot_checks.result r join products.category k on k.id = r.category_id
      where r.dataset = $1 and k.dataset = $1 and k.unassigned`,
    [dataset],
  );
  const alike = names.flatMap(({ name }) => (normaliseName(name) === key ? [name] : []));
  let results = 0;
  await openTouched(tx);
  await recounted(
    tx,
    `select r.id from spot_checks.result r join products.category k on k.id = r.category_id where r.dataset = $1 and k.unassigned and r.product_name = any($2)`,
    [dataset, alike],
    async () => {
      await touchCounted(tx);
      const moved = await tx.query(
        'update spot_checks.result r set category_id = $1 from spot_checks_counted n where r.id = n.id returning r.id',
        [categoryId],
      );
      results = moved.length;
      await touchCounted(tx);
    },
  );
  await matchRefusals(tx, dataset);
  return { results, touched: await settleTouched(tx) };
};
