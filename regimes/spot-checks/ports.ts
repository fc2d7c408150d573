import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import type { Tx } from '#platform/database/index.ts';

/** How many proposals stand in a dataset, made by the rooms that react to results. */
export interface ProposalCounts {
  readonly yellow: number;
  readonly transfer: number;
  readonly exposure: number;
  /** Cards that are held back until a person has verified the producer. */
  readonly held: number;
}

/** A card or an exposure that stands, by what identifies it whatever its number. */
export interface Standing {
  readonly kind: 'yellow' | 'transfer' | 'held' | 'exposure';
  readonly key: string;
  /** Producer, product and check, in words. */
  readonly words: string;
  /** Issued or released, and its grounds are gone: a person must decide on it. */
  readonly underReview: boolean;
}

/** What this room asks of others. */
export interface SpotCheckPorts {
  /** Proposals that stand, for the report of an import; runs as engine. */
  readonly countProposals: (tx: Tx, dataset: Dataset) => Promise<ProposalCounts>;
  /** Everything that stands, for a trial to compare; runs as engine. */
  readonly listStanding: (tx: Tx, dataset: Dataset) => Promise<readonly Standing[]>;
  /** Exemptions that hold on a day for the lines of a plan, for its pool; absent while no room grants any. Runs as engine. */
  readonly exemptionsOn?: (
    tx: Tx,
    plan: { readonly dataset: Dataset; readonly planId: number; readonly day: LocalDate },
  ) => Promise<readonly { readonly lineId: number; readonly enterpriseId: number; readonly words: TextPair }[]>;
  /** An exemption from inspection that holds on a day, in words; absent while no room grants any. Runs as engine. */
  readonly exemptionOn?: (
    tx: Tx,
    target: {
      readonly dataset: Dataset;
      readonly enterpriseId: number;
      readonly categoryId: number;
      readonly day: LocalDate;
    },
  ) => Promise<{ readonly words: TextPair } | undefined>;
}
