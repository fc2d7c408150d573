import type { OtherAuthorityKind } from '#foundation/authority-kind.ts';

/** Results of a round that one place has. */
export interface PlaceCounts {
  /** Division: the province, a city or a county; another province where the producers are elsewhere. */
  readonly place: string;
  readonly level: 'province' | 'city' | 'county';
  readonly results: number;
  readonly failed: number;
  readonly refused: number;
}

/** One letter before it is sent. */
export interface LetterPlan extends PlaceCounts {
  readonly department: OtherAuthorityKind;
}
