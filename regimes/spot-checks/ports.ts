import type { Dataset } from '#foundation/dataset.ts';
import type { Tx } from '#platform/database/index.ts';

/** How many proposals stand in a dataset, made by the rooms that react to results. */
export interface ProposalCounts {
  readonly yellow: number;
  readonly transfer: number;
  readonly exposure: number;
  /** Cards that are held back until a person has verified the producer. */
  readonly held: number;
}

/** What this room asks of others. */
export interface SpotCheckPorts {
  /** Proposals that stand, for the report of an import; runs as engine. */
  readonly countProposals: (tx: Tx, dataset: Dataset) => Promise<ProposalCounts>;
}
