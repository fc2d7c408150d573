import type { TextPair } from './text-pair.ts';

/** Kinds of authority that the register of authorities keeps, and that can be written to as a department of a place. */
export const authorityKinds = [
  'quality',
  'commerce',
  'enforcement',
  'government',
  'economy',
  'health',
  'agriculture',
  'construction',
  'police',
] as const;
export type AuthorityKind = (typeof authorityKinds)[number];

/** All but quality supervision itself: whom it tells, and asks for help. */
export type OtherAuthorityKind = Exclude<AuthorityKind, 'quality'>;
export const otherAuthorityKinds = authorityKinds.filter((kind): kind is OtherAuthorityKind => kind !== 'quality');

export const otherAuthorityLabels: Readonly<Record<OtherAuthorityKind, TextPair>> = {
  commerce: { zh: '工商', en: 'Commerce' },
  enforcement: { zh: '稽查', en: 'Enforcement' },
  government: { zh: '人民政府', en: 'People’s government' },
  economy: { zh: '经贸', en: 'Economy' },
  health: { zh: '卫生', en: 'Health' },
  agriculture: { zh: '农业', en: 'Agriculture' },
  construction: { zh: '建设', en: 'Construction' },
  police: { zh: '公安', en: 'Police' },
};
