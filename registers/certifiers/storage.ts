import type { Dataset } from '#foundation/dataset.ts';
import { normaliseName } from '#foundation/search-text.ts';
import type { Tx } from '#platform/database/index.ts';
import type { Certifier } from './certifier.ts';

/**
 * The bodies of names as tables write them; unknown ones are made. In sets; call as engine. Blank names have none.
 * @returns the id for every name as it was given, but for blank ones
 */
export const findOrCreateCertifiers = async (
  tx: Tx,
  dataset: Dataset,
  names: Iterable<string>,
): Promise<ReadonlyMap<string, number>> => {
  const given = [...new Set(names)].map((name) => ({ name, key: normaliseName(name) })).filter(({ key }) => key !== '');
  const shown = new Map(given.map(({ name, key }) => [key, name.trim()]));
  const keys = [...shown.keys()].toSorted();
  await tx.query(
    `insert into certifiers.certifier (dataset, name, name_key)
     select $1, w.name, w.key from unnest($2::text[], $3::text[]) as w (key, name)
      where not exists (select from certifiers.certifier c where c.dataset = $1 and c.name_key = w.key) order by w.key
     on conflict (dataset, name_key) do nothing`,
    [dataset, keys, keys.map((key) => shown.get(key))],
  );
  const rows = await tx.query<{ id: number; key: string }>(
    'select id, name_key as key from certifiers.certifier where dataset = $1 and name_key = any ($2::text[])',
    [dataset, keys],
  );
  const ids = new Map(rows.map(({ id, key }) => [key, id]));
  return new Map(given.flatMap(({ name, key }) => (ids.has(key) ? [[name, ids.get(key) as number] as const] : [])));
};

/** Enters the numbers of the approvals of bodies. */
export const recordCertifiers = async (
  tx: Tx,
  dataset: Dataset,
  records: readonly { readonly name: string; readonly approval: string }[],
): Promise<ReadonlyMap<string, number>> => {
  const ids = await findOrCreateCertifiers(
    tx,
    dataset,
    records.map(({ name }) => name),
  );
  await tx.query(
    `update certifiers.certifier c set approval = n.approval from unnest($1::bigint[], $2::text[]) as n (id, approval) where c.id = n.id`,
    [records.map(({ name }) => ids.get(name)), records.map(({ approval }) => approval)],
  );
  return ids;
};

/** Bodies of a dataset whose name contains the words (all for no words). */
export const listCertifiers = (
  tx: Tx,
  query: { readonly dataset: Dataset; readonly words: string; readonly limit: number },
): Promise<Certifier[]> =>
  tx.query<Certifier>(
    `select id, dataset, name, approval from certifiers.certifier
      where dataset = $1 and ($2 = '' or name_key like '%' || $2 || '%') order by length(name), name collate "C" limit $3`,
    [query.dataset, normaliseName(query.words).replaceAll(/[\\%_]/g, String.raw`\$&`), query.limit],
  );
