import type { Dataset } from '#foundation/dataset.ts';
import { normaliseName } from '#foundation/search-text.ts';
import type { Tx } from '#platform/database/index.ts';
import { knownPlaces } from '#registers/regions/index.ts';
import type { KnownAuthority, Place, Places } from '../import/plan.ts';
import type { BatchFound } from '../import/batches.ts';
import type { Party } from '../recognition/index.ts';

/** Places by which tables are read. */
export const loadPlaces = async (tx: Tx, province: string): Promise<Places> => ({
  province,
  places: await tx.query<Place>(
    `select code, name, short_name as "shortName", level from regions.region where level in ('province', 'city') and valid_to is null order by code`,
  ),
  suggesting: await knownPlaces(tx, province),
});

/** Authorities of the register by each of their names. */
export const loadAuthorities = async (tx: Tx): Promise<ReadonlyMap<string, KnownAuthority>> => {
  const rows = await tx.query<KnownAuthority & { key: string }>(
    `select n.key, a.id, a.name, a.level
       from (select name as key, id from authorities.authority union all select name_key, authority_id from authorities.alias) n
       join authorities.authority a on a.id = n.id order by a.valid_from`,
  );
  return new Map(rows.map(({ key, ...authority }) => [normaliseName(key), authority]));
};

/** What people have decided about cells and products: it holds for every later import. */
export const loadDecisions = async (
  tx: Tx,
  dataset: Dataset,
): Promise<{
  readonly cells: ReadonlyMap<string, readonly Party[]>;
  readonly categories: ReadonlyMap<string, number>;
}> => {
  const cells = await tx.query<{ cell: string; decision: Party[] }>(
    `select cell, decision from spot_checks.role_case where dataset = $1 and state = 'decided'`,
    [dataset],
  );
  const categories = await tx.query<{ product_key: string; category_id: number }>(
    'select product_key, category_id from spot_checks.category_decision where dataset = $1',
    [dataset],
  );
  return {
    cells: new Map(cells.map(({ cell, decision }) => [cell, decision])),
    categories: new Map(categories.map(({ product_key, category_id }) => [product_key, category_id])),
  };
};

/** Finds or makes the spot checks; gives their ids in the same order. */
export const findOrCreateChecks = async (
  tx: Tx,
  dataset: Dataset,
  batches: readonly BatchFound[],
): Promise<readonly number[]> => {
  const ids: number[] = [];
  for (const batch of batches) {
    const [row] = await tx.query<{ id: number }>(
      `insert into spot_checks.spot_check (dataset, authority_name, authority_id, level, kind, batch, published_on, title)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (dataset, authority_name, kind, batch)
         do update set published_on = least(spot_check.published_on, excluded.published_on), authority_id = coalesce(spot_check.authority_id, excluded.authority_id)
       returning id`,
      [
        dataset,
        batch.authority,
        batch.authorityId,
        batch.level,
        batch.kind,
        batch.batch,
        batch.publishedOn ?? null,
        batch.title,
      ],
    );
    if (row) ids.push(row.id);
  }
  return ids;
};
