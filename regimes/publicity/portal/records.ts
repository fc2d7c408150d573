import type { Dataset } from '#foundation/dataset.ts';
import type { Grounds } from '#foundation/grounds.ts';
import type { Figures } from '../bulletin.ts';
import type { Ending, ExposureGround } from '../exposure.ts';

/** One result as the public reads it. */
export interface PublicResult {
  readonly id: number;
  readonly publishedOn: string | null;
  readonly authority: string;
  readonly checkTitle: string;
  readonly category: string;
  readonly product: string;
  readonly brand: string | null;
  readonly model: string | null;
  readonly productionBatch: string | null;
  readonly verdict: 'pass' | 'fail' | 'refused' | 'none';
  readonly failingItems: readonly string[];
}

/** A result with its producer, where the table names one. */
export interface PublicBatch extends PublicResult {
  readonly producer: string | null;
  readonly producerId: number | null;
}

export interface PublicEnterprise {
  readonly id: number;
  readonly dataset: Dataset;
  readonly name: string;
  readonly creditCode: string | null;
  readonly province: string | null;
  readonly city: string | null;
  /** It waits for a person whether this is the same firm as another entry. */
  readonly uncertain: boolean;
}

export interface EnterpriseHit extends PublicEnterprise {
  readonly checks: number;
  readonly failures: number;
}

export interface EnterpriseRecord {
  readonly enterprise: PublicEnterprise;
  readonly formerNames: readonly string[];
  readonly results: readonly PublicResult[];
  readonly more: boolean;
  readonly counts: Readonly<Record<PublicResult['verdict'], number>>;
  readonly exposures: readonly PublicExposure[];
  readonly announcements: readonly PublicAnnouncement[];
}

/** An announcement by the province (product quality law, article 17). */
export interface PublicAnnouncement {
  readonly id: number;
  readonly dataset: Dataset;
  readonly number: string;
  readonly announcedOn: string;
  readonly announcedIn: string;
  readonly producer: string;
  readonly producerId: number;
  readonly category: string;
  readonly province: string | null;
  readonly city: string | null;
  readonly check: string;
  readonly samples: readonly {
    readonly product: string;
    readonly model: string | null;
    readonly batch: string | null;
    readonly items: readonly string[];
  }[];
  /** How the order to correct ended. */
  readonly ended: 'overdue' | 'refused' | 'failed';
  readonly orderNumber: string;
  readonly orderedOn: string;
  readonly recheckFrom: string;
  readonly recheckUntil: string;
  /** Day on which the order to suspend the business was served. */
  readonly suspendedOn: string | null;
  readonly outcome: 'passed' | 'lifted' | 'licence-revoked' | 'ended' | null;
  readonly outcomeOn: string | null;
  /** Last day on which it is shown, by rule. */
  readonly shownUntil: string | null;
}

/** The trace of an announcement that is shown no more; firm and category are named only where its card was wrong. */
export interface EndedAnnouncement {
  readonly id: number;
  readonly dataset: Dataset;
  readonly producer: string | null;
  readonly category: string | null;
  readonly announcedOn: string;
  readonly endedOn: string;
  /** Its time is over, the time after the lifting of its card is over, taken down by decision, or wrong. */
  readonly ending: 'term' | 'corrected' | 'early' | 'error';
}

export interface PublicExposure {
  readonly id: number;
  readonly dataset: Dataset;
  readonly ground: ExposureGround;
  readonly producer: string;
  /** Null where the maker of a fake is unknown; `producer` then says so. */
  readonly producerId: number | null;
  readonly category: string | null;
  readonly product: string;
  readonly province: string | null;
  readonly city: string | null;
  readonly grounds: Grounds;
  readonly releasedAt: string;
  readonly shownUntil: string | null;
  /** Sellers that are named with it; without a number while it is uncertain which firm that is. */
  readonly sellers: readonly { readonly name: string; readonly id: number | null }[];
}

/** What the record holds of the product since: checks that it passed. */
export interface LaterPass {
  readonly on: string;
  readonly authority: string;
  readonly checkTitle: string;
  readonly kind: string;
  /** Published after the day on which the exposure was released. */
  readonly afterRelease: boolean;
}

/** What became of the product and its producer since. */
export interface Aftermath {
  readonly kind: 'card-lifted' | 'card-ended' | 'turned-red';
  readonly on: string;
  readonly afterRelease: boolean;
}

/** The trace of an exposure that is shown no more; the firm is named only where the exposure was wrong. */
export interface EndedExposure {
  readonly id: number;
  readonly dataset: Dataset;
  readonly releasedAt: string;
  readonly endedAt: string;
  readonly ending: Ending;
  readonly producer: string | null;
  readonly product: string | null;
}

export interface PublicBulletin {
  readonly id: number;
  readonly dataset: Dataset;
  readonly number: string | null;
  readonly title: string;
  readonly body: string;
  readonly releasedAt: string;
  readonly correctsId: number | null;
  readonly correctedBy: number | null;
  /** It can be had as an official paper. */
  readonly paper: boolean;
}

/** A released bulletin whole, as open data. */
export interface OpenBulletin extends Omit<PublicBulletin, 'dataset' | 'paper'> {
  readonly figures: Figures;
}

/** A line of a public table of statistics. */
export interface PublicRate {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
}

export interface PublicStatistics {
  readonly dataset: Dataset;
  readonly kind: string;
  readonly overall: PublicRate;
  readonly byCity: readonly PublicRate[];
  readonly byYear: readonly PublicRate[];
  readonly byCategory: readonly PublicRate[];
  readonly byItem: readonly { readonly item: string; readonly failed: number }[];
  readonly latest: string | null;
}

export interface SearchAnswer {
  readonly words: string;
  readonly enterprises: readonly EnterpriseHit[];
  readonly results: readonly PublicBatch[];
}
