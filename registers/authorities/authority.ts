import { z } from 'zod';
import type { TextPair } from '#foundation/text-pair.ts';

export const authorityKinds = ['quality', 'commerce', 'enforcement', 'government', 'economy'] as const;
export type AuthorityKind = (typeof authorityKinds)[number];

export const authorityKindLabels: Readonly<Record<AuthorityKind, TextPair>> = {
  quality: { zh: '质量技术监督（市场监督管理）', en: 'Quality supervision (market regulation)' },
  commerce: { zh: '工商行政管理', en: 'Industry and commerce' },
  enforcement: { zh: '稽查执法', en: 'Enforcement' },
  government: { zh: '人民政府', en: 'People’s government' },
  economy: { zh: '经济和信息化', en: 'Economy and industry' },
};

export const levels = ['national', 'provincial', 'municipal', 'county'] as const;
export type Level = (typeof levels)[number];

export const levelLabels: Readonly<Record<Level, TextPair>> = {
  national: { zh: '国家级', en: 'National' },
  provincial: { zh: '省级', en: 'Provincial' },
  municipal: { zh: '市级', en: 'Municipal' },
  county: { zh: '县级', en: 'County' },
};

/** An authority under one name, dated; reorganised ones point to their successor. */
export const authoritySchema = z.object({
  id: z.int(),
  name: z.string(),
  shortName: z.string(),
  kind: z.enum(authorityKinds),
  level: z.enum(levels),
  regionCode: z.string(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  datesConfirmed: z.boolean(),
  successorId: z.int().nullable(),
});
export type Authority = z.infer<typeof authoritySchema>;
