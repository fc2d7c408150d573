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

export interface GateQuestion {
  readonly dataset: Dataset;
  readonly on: LocalDate;
  readonly enterprise: { readonly id: number | null; readonly creditCode: string | null };
  readonly category: { readonly id: number | null; readonly name: string };
}

/**
 * Everything that the gate looks at for each of the questions, in their order, in one statement. An entry that was merged leads to the
 * enterprise that stands; a category has the wider ones above it, and the catalogue and licences speak of any of them.
 */
const factsBy = async (tx: Tx, call: string, questions: readonly GateQuestion[]): Promise<GateFacts[]> => {
  const rows = await tx.prepared<{ facts: GateFacts }>(`select facts from ${call} order by n`, [
    questions.map(({ dataset }) => dataset),
    questions.map(({ enterprise }) => enterprise.id),
    questions.map(({ enterprise }) => enterprise.creditCode),
    questions.map(({ category }) => category.id),
    questions.map(({ category }) => normaliseName(category.name)),
  ]);
  return rows.map(({ facts }) => facts);
};

/** For the account of the transaction: where it does not hold the gate, no licence is told of. */
export const gateWithinReach = (tx: Tx, questions: readonly GateQuestion[]): Promise<GateFacts[]> =>
  factsBy(tx, 'licences.gate_within_reach($1, $2, $3, $4, $5)', questions);

/** As the engine, wherever the enterprise is. */
export const gateAnywhere = (tx: Tx, questions: readonly GateQuestion[]): Promise<GateFacts[]> =>
  factsBy(tx, `licences.gate_facts($1, $2, $3, $4, $5, true, '{}')`, questions);
