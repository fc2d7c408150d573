import type { LocalDate } from '#foundation/local-date.ts';

/** A failing sample as the basis of an exposure keeps it. */
export interface ExposedSample {
  readonly resultId: number;
  readonly product: string;
  readonly brand: string | null;
  readonly model: string | null;
  readonly batch: string | null;
  readonly items: readonly string[];
  readonly seller: { readonly id: number; readonly name: string } | null;
}

export interface NamedCheck {
  readonly checkId: number;
  readonly authority: string;
  readonly level: string;
  readonly publishedOn: LocalDate | null;
  /** Day on which it became final, while it is not published: it selects the law. */
  readonly lawDay?: LocalDate | null;
}

/** A check with the day by which it is ordered, and whether that is the day of sampling or of publication. */
export interface DatedCheck extends NamedCheck {
  readonly on: LocalDate;
  readonly by: 'sampling' | 'publication';
}

export interface ConsecutiveBasis {
  readonly ground: 'consecutive-failures';
  /** The consecutive failed checks, earliest first. */
  readonly checks: readonly (DatedCheck & { readonly samples: readonly ExposedSample[] })[];
  readonly laterPasses: readonly DatedCheck[];
  /** Checks left out because neither day is known. */
  readonly undated: number;
  /** A petrol station or shop is named as producer. */
  readonly retailer: boolean;
}

export interface RefusedProduct {
  readonly product: string;
  readonly categoryId: number | null;
  readonly ref: string;
}

export interface RefusalBasis {
  readonly ground: 'refusal';
  readonly check: NamedCheck;
  readonly refused: readonly RefusedProduct[];
  readonly retailer: boolean;
}

/** What an exposure rests on, as stored. */
export type ExposureBasis = ConsecutiveBasis | RefusalBasis;

/** Sellers of the failing samples, each once. */
export const sellersOf = (basis: ExposureBasis): readonly { readonly id: number; readonly name: string }[] => {
  if (basis.ground === 'refusal') return [];
  const sellers = basis.checks.flatMap((check) => check.samples.flatMap((sample) => sample.seller ?? []));
  return [...new Map(sellers.map((seller) => [seller.id, seller])).values()].toSorted((a, b) => a.id - b.id);
};

/** The same without sellers whose statement was upheld: nothing that is published names them. */
export const withoutSellers = (basis: ExposureBasis, spared: readonly number[]): ExposureBasis =>
  basis.ground === 'refusal'
    ? basis
    : {
        ...basis,
        checks: basis.checks.map((check) => ({
          ...check,
          samples: check.samples.map((sample) =>
            sample.seller !== null && spared.includes(sample.seller.id) ? { ...sample, seller: null } : sample,
          ),
        })),
      };

const mostNames = 5;

/** The products named in an exposure, in one line. */
export const productLine = (basis: ExposureBasis): string => {
  const names =
    basis.ground === 'refusal'
      ? basis.refused.map((refused) => refused.product)
      : basis.checks.flatMap((check) => check.samples.map((sample) => sample.product));
  const different = [...new Set(names)];
  return `${different.slice(0, mostNames).join('、')}${different.length > mostNames ? '等' : ''}`;
};
