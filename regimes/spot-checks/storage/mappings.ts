import type { Tx } from '#platform/database/index.ts';
import type { CorrectedMapping } from '../import/mapping.ts';

/** The mapping saved for tables with this header: of the authority where the title names one, else of any if there is only one. */
export const findMapping = async (
  tx: Tx,
  signature: string,
  authority: string | null,
): Promise<CorrectedMapping | undefined> => {
  const rows = await tx.query<{ authority_name: string; mapping: CorrectedMapping }>(
    'select authority_name, mapping from spot_checks.saved_mapping where signature = $1 order by authority_name limit 2',
    [signature],
  );
  const own = rows.find(({ authority_name }) => authority_name === authority);
  return (own ?? (rows.length === 1 ? rows[0] : undefined))?.mapping;
};

export const saveMappingFor = (
  tx: Tx,
  authority: string,
  signature: string,
  mapping: CorrectedMapping,
  accountId: string | null,
): Promise<unknown> =>
  tx.query(
    `insert into spot_checks.saved_mapping (authority_name, signature, mapping, saved_by) values ($1, $2, $3, $4)
     on conflict (authority_name, signature) do update set mapping = excluded.mapping, saved_by = excluded.saved_by, saved_at = now()`,
    [authority, signature, JSON.stringify(mapping), accountId],
  );
