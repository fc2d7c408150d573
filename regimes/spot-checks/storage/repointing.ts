import type { Tx } from '#platform/database/index.ts';
import { followCities, openTouched, settleTouched } from './touched.ts';

/** Leads everything that names one of the merged enterprises to the one that stands. Gives how many pairs are touched. */
export const repointMerged = async (
  tx: Tx,
  merged: readonly { readonly from: number; readonly into: number }[],
): Promise<number> => {
  const pairs = [merged.map(({ from }) => from), merged.map(({ into }) => into)];
  const list = 'unnest($1::bigint[], $2::bigint[]) m (gone, stands)';
  await openTouched(tx);
  await tx.query(
    `insert into spot_checks_touched (producer_id, category_id)
       select x.producer_id, r.category_id from ${list} join spot_checks.result r on r.producer_id = m.gone
        cross join lateral (values (m.gone), (m.stands)) x (producer_id)
       union select x.producer_id, coalesce(f.category_id, 0) from ${list} join spot_checks.refusal f on f.producer_id = m.gone
        cross join lateral (values (m.gone), (m.stands)) x (producer_id)`,
    pairs,
  );
  for (const [table, column] of [
    ['result', 'producer_id'],
    ['result', 'seller_id'],
    ['refusal', 'producer_id'],
    ['post_handling', 'producer_id'],
  ] as const)
    await tx.query(
      `update spot_checks.${table} r set ${column} = m.stands from ${list} where r.${column} = m.gone`,
      pairs,
    );
  await tx.query(
    `insert into spot_checks.result_party (result_id, role, enterprise_id)
       select p.result_id, p.role, m.stands from ${list} join spot_checks.result_party p on p.enterprise_id = m.gone on conflict do nothing`,
    pairs,
  );
  await tx.query(`delete from spot_checks.result_party p using ${list} where p.enterprise_id = m.gone`, pairs);
  await followCities(tx, 'select unnest($1::bigint[])', [pairs[1]]);
  return settleTouched(tx);
};

/** Lets results follow the cities that were confirmed for their producers. Gives how many pairs are touched. */
export const followConfirmed = async (tx: Tx, enterpriseIds: readonly number[]): Promise<number> => {
  await openTouched(tx);
  await followCities(tx, 'select unnest($1::bigint[])', [enterpriseIds]);
  return settleTouched(tx);
};
