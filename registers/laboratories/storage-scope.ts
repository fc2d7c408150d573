import type { Tx } from '#platform/database/index.ts';
import { type ScopeLine, scopeKey } from './scope.ts';

/** The scope of a laboratory, all lines, those of the past too. */
export const scopeOf = (tx: Tx, laboratoryId: number): Promise<ScopeLine[]> =>
  tx.query<ScopeLine>(
    `select category, item, method, valid_from as "validFrom", valid_to as "validTo" from laboratories.scope
      where laboratory_id = $1 order by category_key, item_key, method_key, valid_from`,
    [laboratoryId],
  );

/** The scopes of several laboratories; of one whose scope was not entered there is none. */
export const scopesOf = async (
  tx: Tx,
  laboratoryIds: readonly number[],
): Promise<ReadonlyMap<number, readonly ScopeLine[]>> =>
  Map.groupBy(
    await tx.query<ScopeLine & { readonly laboratoryId: number }>(
      `select laboratory_id as "laboratoryId", category, item, method, valid_from as "validFrom", valid_to as "validTo"
         from laboratories.scope where laboratory_id = any ($1::bigint[])`,
      [laboratoryIds],
    ),
    ({ laboratoryId }) => laboratoryId,
  );

/** Puts a scope in the place of the one that stood, in one statement each. Call as engine. */
export const replaceScope = async (
  tx: Tx,
  laboratoryId: number,
  lines: readonly ScopeLine[],
  by: string | null,
  at: Date,
): Promise<void> => {
  await tx.query('delete from laboratories.scope where laboratory_id = $1', [laboratoryId]);
  await tx.query(
    `insert into laboratories.scope (laboratory_id, category, category_key, item, item_key, method, method_key, valid_from, valid_to, entered_by, entered_at)
     select $1, x.*, $2, $3 from unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::date[], $11::date[]) as x
     on conflict do nothing`,
    [
      laboratoryId,
      by,
      at,
      lines.map(({ category }) => category),
      lines.map(({ category }) => scopeKey(category)),
      lines.map(({ item }) => item),
      lines.map(({ item }) => scopeKey(item)),
      lines.map(({ method }) => method),
      lines.map(({ method }) => scopeKey(method)),
      lines.map(({ validFrom }) => validFrom),
      lines.map(({ validTo }) => validTo),
    ],
  );
};
