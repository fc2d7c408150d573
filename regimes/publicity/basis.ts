import type { LocalDate } from '#foundation/local-date.ts';
import type { StatedGround } from './exposure.ts';

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

/** 劣质: samples that failed by an item of class A of the inspection rules; their items are those alone. */
export interface SeriousBasis {
  readonly ground: 'serious';
  readonly check: NamedCheck;
  readonly samples: readonly ExposedSample[];
  readonly retailer: boolean;
}

/** The producer refused to rectify what a warning card ordered. */
export interface RectificationBasis {
  readonly ground: 'rectification';
  readonly check: NamedCheck;
  readonly cardId: number;
  readonly cardNumber: string;
  readonly product: string;
  readonly refusedOn: LocalDate;
  readonly retailer: boolean;
}

/** Enforcement found the product of this firm to be fake; the failing samples of its card name who sold it. */
export interface FakeBasis {
  readonly ground: 'fake';
  readonly check: NamedCheck;
  readonly cardId: number;
  readonly cardNumber: string;
  readonly product: string;
  readonly samples: readonly ExposedSample[];
  readonly foundBy: string;
  /** The decision in words, with its number. */
  readonly decision: string;
  readonly foundOn: LocalDate;
  readonly retailer: boolean;
}

/** A failing or refused result of the check, about the product that an officer states something of. */
export interface RestingResult {
  readonly product: string;
  readonly verdict: 'fail' | 'refused';
}

/** What an officer stated with evidence. */
export interface StatedBasis {
  readonly ground: 'stated';
  readonly of: StatedGround;
  readonly check: NamedCheck;
  readonly product: string;
  /** Whether the producer is known; a fake may have none. */
  readonly maker: 'known' | 'unknown';
  /** The name on the label that is used without right, and its firm where the register has it: it is wronged, not exposed. */
  readonly misused: { readonly name: string; readonly id: number | null } | null;
  readonly sellers: readonly { readonly id: number; readonly name: string }[];
  /** What was found, in the officer's words. */
  readonly facts: string;
  /** Digests of the files, in hexadecimal. */
  readonly evidence: readonly string[];
  /** What the check holds against the product, by which the statement stands or falls; left out of those stated before this was kept. */
  readonly results?: readonly RestingResult[];
  readonly retailer: boolean;
}

/** What an exposure rests on, as stored. */
export type ExposureBasis =
  | ConsecutiveBasis
  | RefusalBasis
  | SeriousBasis
  | RectificationBasis
  | FakeBasis
  | StatedBasis;

/** The failing samples that it rests on. */
export const samplesOf = (basis: ExposureBasis): readonly ExposedSample[] => {
  switch (basis.ground) {
    case 'consecutive-failures':
      return basis.checks.flatMap((check) => check.samples);
    case 'serious':
    case 'fake':
      return basis.samples;
    case 'refusal':
    case 'rectification':
    case 'stated':
      return [];
  }
};

/** The check that it rests on, of several the last. */
export const lastCheckOf = (basis: ExposureBasis): NamedCheck | undefined =>
  basis.ground === 'consecutive-failures' ? basis.checks.at(-1) : basis.check;

/** Sellers of the failing samples, each once. */
export const sellersOf = (basis: ExposureBasis): readonly { readonly id: number; readonly name: string }[] => {
  const sellers = basis.ground === 'stated' ? basis.sellers : samplesOf(basis).flatMap((sample) => sample.seller ?? []);
  return [...new Map(sellers.map((seller) => [seller.id, seller])).values()].toSorted((a, b) => a.id - b.id);
};

/** The same without sellers whose statement was upheld: nothing that is published names them. */
export const withoutSellers = (basis: ExposureBasis, spared: readonly number[]): ExposureBasis => {
  const rest = (sample: ExposedSample): ExposedSample =>
    sample.seller !== null && spared.includes(sample.seller.id) ? { ...sample, seller: null } : sample;
  switch (basis.ground) {
    case 'consecutive-failures':
      return { ...basis, checks: basis.checks.map((check) => ({ ...check, samples: check.samples.map(rest) })) };
    case 'serious':
    case 'fake':
      return { ...basis, samples: basis.samples.map(rest) };
    case 'stated': {
      // The officer's own words may name the seller, too.
      const gone = basis.sellers.filter(({ id }) => spared.includes(id));
      const without = (text: string) => gone.reduce((left, { name }) => left.replaceAll(name, '某销售者'), text);
      return {
        ...basis,
        sellers: basis.sellers.filter(({ id }) => !spared.includes(id)),
        facts: without(basis.facts),
      };
    }
    case 'refusal':
    case 'rectification':
      return basis;
  }
};

const mostNames = 5;

const namesOf = (basis: ExposureBasis): readonly string[] => {
  switch (basis.ground) {
    case 'consecutive-failures':
    case 'serious':
      return samplesOf(basis).map((sample) => sample.product);
    case 'refusal':
      return basis.refused.map((refused) => refused.product);
    case 'rectification':
    case 'fake':
    case 'stated':
      return [basis.product];
  }
};

/** The products named in an exposure, in one line. */
export const productLine = (basis: ExposureBasis): string => {
  const different = [...new Set(namesOf(basis))];
  return `${different.slice(0, mostNames).join('、')}${different.length > mostNames ? '等' : ''}`;
};
