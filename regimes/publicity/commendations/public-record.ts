import type { Dataset } from '#foundation/dataset.ts';
import type { Grounds } from '#foundation/grounds.ts';
import type { CommendationBasis, CommendationEnding } from './commendation.ts';

/** A commendation as the public reads it. */
export interface PublicCommendation {
  readonly id: number;
  readonly dataset: Dataset;
  readonly producer: string;
  readonly producerId: number;
  readonly category: string;
  readonly product: string;
  readonly city: string | null;
  readonly basis: CommendationBasis;
  readonly grounds: Grounds;
  readonly releasedAt: string;
  readonly shownUntil: string;
}

/** The trace of a commendation that is shown no more; without the firm where it asked to be left out. */
export interface EndedCommendation {
  readonly id: number;
  readonly dataset: Dataset;
  readonly releasedAt: string;
  readonly endedAt: string;
  readonly ending: CommendationEnding;
  readonly producer: string | null;
  readonly product: string | null;
}
