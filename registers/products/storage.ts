import type { Dataset } from '#foundation/dataset.ts';
import { normaliseName } from '#foundation/search-text.ts';
import type { Tx } from '#platform/database/index.ts';
import { type Category, unassignedName } from './category.ts';

/**
 * The categories of names as tables write them: an alias leads to its category, an unknown name makes a new one, and a blank
 * name gives the category of rows whose 产品种类 nobody has assigned yet. In sets; call as engine.
 * @returns the id for every name as it was given
 */
export const findOrCreateCategories = async (
  tx: Tx,
  dataset: Dataset,
  names: Iterable<string>,
): Promise<ReadonlyMap<string, number>> => {
  const given = [...new Set(names)].map((name) => ({ name, shown: name.trim(), key: normaliseName(name) }));
  const shown = new Map<string, string>();
  for (const { shown: name, key } of given) {
    const known = shown.get(key);
    if (known === undefined || name < known) shown.set(key, name);
  }
  const keys = [...shown.keys()];
  const rows = await tx.query<{ name_key: string; id: number }>(
    `with wanted as (
       select w.key, w.name, a.category_id from unnest($2::text[], $3::text[]) as w (key, name)
         left join products.category_alias a on a.dataset = $1 and a.name_key = w.key),
     added as (
       insert into products.category (dataset, name, name_key, unassigned)
       select $1, case when key = '' then $4 else name end, key, key = '' from wanted w
        where category_id is null
          and not exists (select 1 from products.category c where c.dataset = $1 and c.name_key = w.key)
        order by key
       on conflict (dataset, name_key) do nothing returning id, name_key)
     select w.key as name_key, coalesce(w.category_id, a.id, c.id) as id
       from wanted w left join added a on a.name_key = w.key
       left join products.category c on c.dataset = $1 and c.name_key = w.key`,
    [dataset, keys, keys.map((key) => shown.get(key)), unassignedName.zh],
  );
  const ids = new Map(rows.map((row) => [row.name_key, row.id]));
  const lost = rows.some((row) => row.id === null);
  // Another import made the same category at the same moment: it is there now.
  if (lost)
    return findOrCreateCategories(
      tx,
      dataset,
      given.map(({ name }) => name),
    );
  return new Map(given.map(({ name, key }) => [name, ids.get(key) ?? missing(name)]));
};

const missing = (name: string): never => {
  throw new Error(`the category ${name} was not stored`);
};

/** Categories of a dataset whose name or alias contains the words (all for no words), in the order of their names. */
export const listCategories = (
  tx: Tx,
  query: { readonly dataset: Dataset; readonly words: string; readonly limit: number },
): Promise<Category[]> =>
  tx.query<Category>(
    `select c.id, c.dataset, c.name, c.parent_id as "parentId", c.unassigned,
            coalesce((select json_agg(a.name_key order by a.name_key) from products.category_alias a where a.category_id = c.id), '[]') as aliases
       from products.category c
      where c.dataset = $1
        and ($2 = '' or c.name_key like '%' || $3 || '%'
             or exists (select 1 from products.category_alias a where a.category_id = c.id and a.name_key like '%' || $3 || '%'))
      order by c.unassigned desc, length(c.name), c.name collate "C" limit $4`,
    [query.dataset, query.words, normaliseName(query.words).replaceAll(/[\\%_]/g, String.raw`\$&`), query.limit],
  );

/** Puts categories under wider ones: pairs of names, made where they are missing. */
export const placeCategories = async (
  tx: Tx,
  dataset: Dataset,
  places: readonly { readonly name: string; readonly under: string }[],
): Promise<void> => {
  const ids = await findOrCreateCategories(
    tx,
    dataset,
    places.flatMap(({ name, under }) => [name, under]),
  );
  await tx.query(
    `update products.category c set parent_id = p.parent
       from unnest($1::bigint[], $2::bigint[]) as p (child, parent) where c.id = p.child and c.id <> p.parent`,
    [places.map(({ name }) => ids.get(name)), places.map(({ under }) => ids.get(under))],
  );
};

/** The category that a name or alias stands for, locked, or undefined. */
export const lockCategory = async (tx: Tx, id: number): Promise<{ dataset: Dataset; name: string } | undefined> => {
  const [row] = await tx.query<{ dataset: Dataset; name: string }>(
    'select dataset, name from products.category where id = $1 for update',
    [id],
  );
  return row;
};

export const nameIsTaken = async (tx: Tx, dataset: Dataset, nameKey: string): Promise<boolean> => {
  const rows = await tx.query(
    `select 1 from products.category where dataset = $1 and name_key = $2
      union all select 1 from products.category_alias where dataset = $1 and name_key = $2`,
    [dataset, nameKey],
  );
  return rows.length > 0;
};

export const storeAlias = (tx: Tx, dataset: Dataset, nameKey: string, categoryId: number): Promise<unknown> =>
  tx.query('insert into products.category_alias (dataset, name_key, category_id) values ($1, $2, $3)', [
    dataset,
    nameKey,
    categoryId,
  ]);
