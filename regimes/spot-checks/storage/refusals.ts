import type { Dataset } from '#foundation/dataset.ts';
import { normaliseName } from '#foundation/search-text.ts';
import type { Tx } from '#platform/database/index.ts';

/**
 * Finds the category of every refusal that no person has settled: the one whose name, or an alias of it, is the product's name, among
 * the categories that have results. Done anew after each change, so that the order of imports does not matter. Touches whoever
 * gets another category.
 */
export const matchRefusals = async (tx: Tx, dataset: Dataset): Promise<void> => {
  const open = await tx.query<{
    id: number;
    product_name: string;
    category_id: number | null;
    producer_id: number | null;
  }>(
    `select id, product_name, category_id, producer_id from spot_checks.refusal where dataset = $1 and category_basis in ('open', 'product-name')`,
    [dataset],
  );
  if (open.length === 0) return;
  const names = await tx.query<{ name_key: string; id: number }>(
    `select n.name_key, n.id
       from (select name_key, id from products.category where dataset = $1 and not unassigned
             union all select name_key, category_id from products.category_alias where dataset = $1) n
      where exists (select from spot_checks.rollup u where u.dataset = $1 and u.category_id = n.id)`,
    [dataset],
  );
  const byName = new Map(names.map(({ name_key, id }) => [name_key, id]));
  const changed = open.flatMap((refusal) => {
    const category = byName.get(normaliseName(refusal.product_name)) ?? null;
    return category === refusal.category_id ? [] : [{ ...refusal, category }];
  });
  if (changed.length === 0) return;
  await tx.query(
    `update spot_checks.refusal f set category_id = c.category, category_basis = case when c.category is null then 'open' else 'product-name' end
       from unnest($1::bigint[], $2::bigint[]) c (id, category) where f.id = c.id`,
    [changed.map(({ id }) => id), changed.map(({ category }) => category)],
  );
  await tx.query(
    `insert into spot_checks_touched (producer_id, category_id)
     select p, c from unnest($1::bigint[], $2::bigint[]) t (p, c) where p is not null and c is not null`,
    [
      changed.flatMap(({ producer_id }) => [producer_id, producer_id]),
      changed.flatMap(({ category, category_id }) => [category, category_id]),
    ],
  );
};
