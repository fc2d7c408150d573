import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import { normaliseName } from '#foundation/search-text.ts';
import type { Tx } from '#platform/database/index.ts';
import type { GateEntry, GateLicence } from './gate.ts';

export interface GateFacts {
  readonly enterprise: { readonly id: number; readonly name: string; readonly creditCode: string | null } | null;
  /** Whether the reader holds the permission where the enterprise is. */
  readonly allowed: boolean;
  readonly category: { readonly id: number; readonly name: string } | null;
  readonly path: number[];
  readonly keptFrom: LocalDate | null;
  readonly entries: GateEntry[];
  readonly licences: GateLicence[];
}

/**
 * Everything that the gate looks at, in one round trip. An entry that was merged leads to the enterprise that stands; a category has
 * the wider ones above it, and the catalogue and licences speak of any of them.
 */
export const gateFacts = async (
  tx: Tx,
  dataset: Dataset,
  enterprise: { readonly id: number | null; readonly creditCode: string | null },
  category: { readonly id: number | null; readonly name: string },
): Promise<GateFacts> => {
  const [row] = await tx.query<{ facts: GateFacts }>('select licences.gate_facts($1, $2, $3, $4, $5) as facts', [
    dataset,
    enterprise.id,
    enterprise.creditCode,
    category.id,
    normaliseName(category.name),
  ]);
  if (!row) throw new Error('the gate found no row');
  return row.facts;
};
