import type { Dataset } from '#foundation/dataset.ts';
import { normaliseName } from '#foundation/search-text.ts';
import type { Tx } from '#platform/database/index.ts';
import type { Laboratory } from './laboratory.ts';

/**
 * The laboratories of names as tables write them; unknown ones are made. In sets; call as engine. Blank names have none.
 * @returns the id for every name as it was given, but for blank ones
 */
export const findOrCreateLaboratories = async (
  tx: Tx,
  dataset: Dataset,
  names: Iterable<string>,
): Promise<ReadonlyMap<string, number>> => {
  const given = [...new Set(names)].map((name) => ({ name, key: normaliseName(name) })).filter(({ key }) => key !== '');
  const shown = new Map<string, string>();
  for (const { name, key } of given) {
    const known = shown.get(key);
    if (known === undefined || name.trim() < known) shown.set(key, name.trim());
  }
  const keys = [...shown.keys()];
  await tx.query(
    `insert into laboratories.laboratory (dataset, name, name_key)
     select $1, w.name, w.key from unnest($2::text[], $3::text[]) as w (key, name)
      where not exists (select 1 from laboratories.laboratory l where l.dataset = $1 and l.name_key = w.key) order by w.key
     on conflict (dataset, name_key) do nothing`,
    [dataset, keys, keys.map((key) => shown.get(key))],
  );
  const rows = await tx.query<{ id: number; name_key: string }>(
    'select id, name_key from laboratories.laboratory where dataset = $1 and name_key = any ($2::text[])',
    [dataset, keys],
  );
  const ids = new Map(rows.map((row) => [row.name_key, row.id]));
  return new Map(given.flatMap(({ name, key }) => (ids.has(key) ? [[name, ids.get(key) as number] as const] : [])));
};

/** Laboratories of a dataset whose name contains the words (all for no words). */
export const listLaboratories = (
  tx: Tx,
  query: { readonly dataset: Dataset; readonly words: string; readonly limit: number },
): Promise<Laboratory[]> =>
  tx.query<Laboratory>(
    `select id, dataset, name, region_code as "regionCode", accreditation, valid_to as "validTo" from laboratories.laboratory
      where dataset = $1 and ($2 = '' or name_key like '%' || $2 || '%') order by length(name), name collate "C" limit $3`,
    [query.dataset, normaliseName(query.words).replaceAll(/[\\%_]/g, String.raw`\$&`), query.limit],
  );

export const findLaboratory = async (tx: Tx, id: number): Promise<Laboratory | undefined> =>
  (
    await tx.query<Laboratory>(
      `select id, dataset, name, region_code as "regionCode", accreditation, valid_to as "validTo" from laboratories.laboratory where id = $1`,
      [id],
    )
  )[0];

export interface LaboratoryRecord {
  readonly name: string;
  readonly regionCode: string;
  readonly accreditation: string;
  readonly validTo: string;
}

/** Enters what is known of laboratories: where they stand and their accreditation. */
export const recordLaboratories = async (
  tx: Tx,
  dataset: Dataset,
  records: readonly LaboratoryRecord[],
): Promise<void> => {
  const ids = await findOrCreateLaboratories(
    tx,
    dataset,
    records.map(({ name }) => name),
  );
  await tx.query(
    `update laboratories.laboratory l set region_code = n.region, accreditation = n.accreditation, valid_to = n.valid_to
       from unnest($1::bigint[], $2::text[], $3::text[], $4::date[]) as n (id, region, accreditation, valid_to) where l.id = n.id`,
    [
      records.map(({ name }) => ids.get(name)),
      records.map(({ regionCode }) => regionCode),
      records.map(({ accreditation }) => accreditation),
      records.map(({ validTo }) => validTo),
    ],
  );
};
