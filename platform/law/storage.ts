import type { Tx } from '#platform/database/index.ts';
import type { LawOverride } from './resolve.ts';

/** The approved overrides in order of approval. */
export const loadOverrides = (tx: Tx): Promise<LawOverride[]> =>
  tx.query<LawOverride>(
    `select key, valid_from as "from", valid_to as "to", value, source from law.override
      where state = 'approved' order by decided_at, id`,
  );
