import type { TextPair } from '#foundation/text-pair.ts';

/** Kinds of authority that are told of results: the governments always, the departments by parameter. */
export const notifiedKinds = [
  'government',
  'commerce',
  'economy',
  'health',
  'agriculture',
  'construction',
  'police',
  'enforcement',
] as const;
export type NotifiedKind = (typeof notifiedKinds)[number];

export const notifiedKindLabels: Readonly<Record<NotifiedKind, TextPair>> = {
  government: { zh: '人民政府', en: 'People’s government' },
  commerce: { zh: '工商', en: 'Commerce' },
  economy: { zh: '经贸', en: 'Economy' },
  health: { zh: '卫生', en: 'Health' },
  agriculture: { zh: '农业', en: 'Agriculture' },
  construction: { zh: '建设', en: 'Construction' },
  police: { zh: '公安', en: 'Police' },
  enforcement: { zh: '稽查', en: 'Enforcement' },
};

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
  readonly department: NotifiedKind;
}
