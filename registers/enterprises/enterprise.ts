import { z } from 'zod';
import { datasetSchema } from '#foundation/dataset.ts';
import type { TextPair } from '#foundation/text-pair.ts';

/** Internal number of an enterprise. */
export type EnterpriseId = number;

export const statuses = ['active', 'stopped', 'closed', 'deregistered', 'moved'] as const;
export type Status = (typeof statuses)[number];

export const statusLabels: Readonly<Record<Status, TextPair>> = {
  active: { zh: '在营', en: 'Active' },
  stopped: { zh: '停产', en: 'Production stopped' },
  closed: { zh: '关闭', en: 'Closed' },
  deregistered: { zh: '注销', en: 'Deregistered' },
  moved: { zh: '搬迁', en: 'Moved away' },
};

export const scales = ['large', 'medium', 'small', 'micro'] as const;
export type Scale = (typeof scales)[number];

export const scaleLabels: Readonly<Record<Scale, TextPair>> = {
  large: { zh: '大型', en: 'Large' },
  medium: { zh: '中型', en: 'Medium' },
  small: { zh: '小型', en: 'Small' },
  micro: { zh: '微型', en: 'Micro' },
};

/** How the city is known. `conflicting`: sources gave different cities, so none is taken until a person confirms one. */
export const regionBases = ['unknown', 'given', 'conflicting', 'confirmed'] as const;
export type RegionBasis = (typeof regionBases)[number];

export const regionBasisLabels: Readonly<Record<RegionBasis, TextPair>> = {
  unknown: { zh: '未确定', en: 'Not known' },
  given: { zh: '来源注明', en: 'Given by a source' },
  conflicting: { zh: '来源不一致', en: 'Sources disagree' },
  confirmed: { zh: '人工确认', en: 'Confirmed by a person' },
};

export const matchReasons = [
  'same-name-other-province',
  'same-name-unknown-province',
  'same-name-other-code',
  'same-name-one-code',
  'same-core',
] as const;
export type MatchReason = (typeof matchReasons)[number];

export const matchReasonLabels: Readonly<Record<MatchReason, TextPair>> = {
  'same-name-other-province': { zh: '名称相同，所在省不同', en: 'Same name, another province' },
  'same-name-unknown-province': { zh: '名称相同，一方所在省不明', en: 'Same name, the province of one is unknown' },
  'same-name-other-code': { zh: '名称相同，统一社会信用代码不同', en: 'Same name, another credit code' },
  'same-name-one-code': { zh: '名称相同，仅一方有统一社会信用代码', en: 'Same name, only one has a credit code' },
  'same-core': { zh: '字号和行业相同，组织形式或括注不同', en: 'Same name but for the legal form or a bracketed part' },
};

export const enterpriseSummarySchema = z.object({
  id: z.int(),
  dataset: datasetSchema,
  name: z.string(),
  creditCode: z.string().nullable(),
  provinceCode: z.string().nullable(),
  cityCode: z.string().nullable(),
  countyCode: z.string().nullable(),
  status: z.enum(statuses),
  retailer: z.boolean(),
});
export type EnterpriseSummary = z.infer<typeof enterpriseSummarySchema>;

export const enterpriseSchema = enterpriseSummarySchema.extend({
  organisationCode: z.string().nullable(),
  /** Province, city and county in words, as far as they are known. */
  place: z.string().nullable(),
  regionBasis: z.enum(regionBases),
  suggestedCityCode: z.string().nullable(),
  address: z.string().nullable(),
  scale: z.enum(scales).nullable(),
  formerNames: z.array(z.object({ name: z.string(), until: z.string().nullable() })),
  /** Open uncertain matches: while there are some, the public is told that the identity is being verified. */
  openMatches: z.int(),
  /** Set where a person decided that this entry is the same enterprise as another one. */
  mergedInto: z.int().nullable(),
});
export type Enterprise = z.infer<typeof enterpriseSchema>;
