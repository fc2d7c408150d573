import type { Dataset } from '#foundation/dataset.ts';
import type { ResolvedParameter } from '#foundation/law.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { CardKind, FailingSample, HeldReason } from './warning-card.ts';

/** The failing samples of one producer in one category at one spot check, and what the register knows of the producer. */
export interface CardCase {
  readonly dataset: Dataset;
  readonly level: string;
  readonly publishedOn: LocalDate | null;
  /** Province of the producer; null when unknown. */
  readonly provinceCode: string | null;
  /** The firm is a petrol station or a shop by its name. */
  readonly retailer: boolean;
  /** A person has verified that the flagged firm is the producer. */
  readonly admitted: boolean;
  readonly samples: readonly FailingSample[];
}

/** What the rule needs of the law and of the deployment. */
export interface CardLaw {
  readonly levels: ResolvedParameter<readonly string[]>;
  /** Province whose bureau signs. */
  readonly province: string;
}

export type CardDecision =
  | { readonly outcome: 'propose'; readonly kind: 'yellow' | 'transfer'; readonly historical: boolean }
  | { readonly outcome: 'hold'; readonly kind: CardKind; readonly reason: HeldReason; readonly historical: boolean }
  | { readonly outcome: 'none'; readonly reason: 'level-not-counted' | 'no-failing-sample' };

/**
 * One card per producer × category × check with a failing sample, for the levels that the law of the day of publication counts
 * (notice 4.3.1). A producer of another province gets a transfer letter. A retailer gets nothing before a person has looked,
 * and where the province is unknown it is not settled which paper it is.
 */
export const decideCard = (subject: CardCase, law: CardLaw): CardDecision => {
  if (subject.samples.length === 0) return { outcome: 'none', reason: 'no-failing-sample' };
  if (!law.levels.value.includes(subject.level)) return { outcome: 'none', reason: 'level-not-counted' };
  const historical = subject.dataset === 'historical';
  if (subject.provinceCode === null)
    return { outcome: 'hold', kind: 'undetermined', reason: 'province-unknown', historical };
  const kind = subject.provinceCode === law.province ? 'yellow' : 'transfer';
  if (subject.retailer && !subject.admitted) return { outcome: 'hold', kind, reason: 'retailer', historical };
  return { outcome: 'propose', kind, historical };
};

const naturally = (a: string | null, b: string | null): number =>
  (a ?? '') < (b ?? '') ? -1 : (a ?? '') > (b ?? '') ? 1 : 0;

/** Samples in an order that does not depend on which file came first. */
export const inOrder = (samples: readonly FailingSample[]): readonly FailingSample[] =>
  samples.length < 2
    ? samples
    : samples.toSorted(
        (a, b) =>
          naturally(a.product, b.product) ||
          naturally(a.brand, b.brand) ||
          naturally(a.model, b.model) ||
          naturally(a.batch, b.batch) ||
          naturally(a.items.join(), b.items.join()) ||
          a.resultId - b.resultId,
      );
