import type { Dataset } from '#foundation/dataset.ts';
import { pinyinInitials } from '#foundation/pinyin.ts';
import { bigrams } from '#foundation/search-text.ts';
import type { Tx } from '#platform/database/index.ts';
import type { EnterpriseId } from './enterprise.ts';

/** The enterprise that answers to a match key, or undefined. */
export const findByMatchKey = async (tx: Tx, dataset: Dataset, matchKey: string): Promise<EnterpriseId | undefined> => {
  const [row] = await tx.query<{ id: number }>(
    'select coalesce(merged_into, id) as id from enterprises.enterprise where dataset = $1 and match_key = $2',
    [dataset, matchKey],
  );
  return row?.id;
};

export const addFormerName = (
  tx: Tx,
  former: { readonly id: EnterpriseId; readonly name: string; readonly nameKey: string; readonly until: string | null },
): Promise<unknown> =>
  tx.query(
    `insert into enterprises.former_name (enterprise_id, name, name_key, until) values ($1, $2, $3, $4)
     on conflict (enterprise_id, name_key) do update set until = coalesce(excluded.until, former_name.until)`,
    [former.id, former.name, former.nameKey, former.until],
  );

/** Gives an enterprise another name and the search keys of it. */
export const storeName = (
  tx: Tx,
  id: EnterpriseId,
  name: { readonly name: string; readonly nameKey: string; readonly nameCore: string },
): Promise<unknown> =>
  tx.query(
    `update enterprises.enterprise set name = $2, name_key = $3, name_core = $4, grams = $5, initials = $6 where id = $1`,
    [id, name.name, name.nameKey, name.nameCore, bigrams(name.nameKey), pinyinInitials(name.nameKey)],
  );

/** Lets an enterprise answer to a second match key: an entry that leads to it and is found by nothing else. */
export const addMatchKey = (tx: Tx, id: EnterpriseId, matchKey: string): Promise<unknown> =>
  tx.query(
    `insert into enterprises.enterprise (dataset, name, name_key, name_core, match_key, province_code, merged_into)
     select dataset, name, name_key, '', $2, province_code, id from enterprises.enterprise where id = $1`,
    [id, matchKey],
  );
