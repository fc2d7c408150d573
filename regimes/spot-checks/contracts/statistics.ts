import { z } from 'zod';
import { idSchema, regionCodeSchema } from '#foundation/schemas.ts';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { checkKindSchema, levelSchema } from '../spot-check.ts';
import { momentSchema, monthSchema, textPairSchema } from './shared.ts';

/** What every figure is about: exactly one dataset and exactly one kind of check. */
const base = {
  dataset: datasetSchema,
  kind: checkKindSchema,
  level: levelSchema.optional(),
  from: monthSchema.optional(),
  to: monthSchema.optional(),
  categoryId: idSchema.optional(),
};
const place = {
  province: regionCodeSchema.optional(),
  city: z.union([regionCodeSchema, z.literal('unknown')]).optional(),
};
export const statisticsFilterSchema = z.object({ ...base, ...place });
export type StatisticsFilter = z.output<typeof statisticsFilterSchema>;

/** 批次合格率 = passed ÷ (passed + failed), with its Wilson interval (95 %). `rate` is null without a denominator. */
const figure = {
  passed: z.number().int(),
  failed: z.number().int(),
  denominator: z.number().int(),
  rate: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** The denominator is below the small-number threshold: not to be coloured as if certain. */
  small: z.boolean(),
};
export const figureSchema = z.object(figure);
export type Figure = z.output<typeof figureSchema>;

const about = {
  /** What the figures rest on, in words. */
  source: textPairSchema,
  /** When the data last changed. */
  asOf: momentSchema.nullable(),
  /** Denominators below this are small. */
  smallBelow: z.number().int(),
};

/** A bar: `key` is a code or an id; an empty key is 未确定. */
const barSchema = z.object({ key: z.string(), label: z.string(), ...figure });
const bars = z.object({ ...about, rows: z.array(barSchema), total: figureSchema });

export const statisticsSummary = route({
  method: 'GET',
  path: '/api/v1/statistics/summary',
  access: 'spot-checks.read',
  summary: { zh: '批次合格率', en: 'Pass rate of sampled batches' },
  query: statisticsFilterSchema,
  response: z.object({
    ...about,
    ...figure,
    refused: z.number().int(),
    noVerdict: z.number().int(),
    checks: z.number().int(),
    undatedResults: z.number().int(),
  }),
});

export const statisticsByCity = route({
  method: 'GET',
  path: '/api/v1/statistics/by-city',
  access: 'spot-checks.read',
  summary: {
    zh: '本省各市批次合格率，未确定单列',
    en: 'Pass rate by city of the province; unknown cities stand as their own bar',
  },
  query: z.object({ ...base, province: regionCodeSchema.optional() }),
  response: z.object({
    ...about,
    rows: z.array(z.object({ ...barSchema.shape, tileColumn: z.number().nullable(), tileRow: z.number().nullable() })),
    total: figureSchema,
  }),
});

export const statisticsByProduct = route({
  method: 'GET',
  path: '/api/v1/statistics/by-product',
  access: 'spot-checks.read',
  summary: { zh: '各产品种类批次合格率', en: 'Pass rate by product category' },
  query: statisticsFilterSchema,
  response: bars,
});

export const statisticsByPeriod = route({
  method: 'GET',
  path: '/api/v1/statistics/by-period',
  access: 'spot-checks.read',
  summary: { zh: '批次合格率走势', en: 'Pass rate over time' },
  query: z.object({ ...base, ...place, step: z.enum(['month', 'quarter', 'year']).default('year') }),
  response: bars,
});

export const statisticsByItem = route({
  method: 'GET',
  path: '/api/v1/statistics/by-item',
  access: 'spot-checks.read',
  summary: {
    zh: '主要不合格项目：该项目不合格的样品占全部有结论样品的比例',
    en: 'Failing items: samples that fail by the item among all samples with a verdict',
  },
  query: z.object({
    ...base,
    province: regionCodeSchema.optional(),
    limit: z.coerce.number().int().min(1).max(500).default(50),
  }),
  response: bars,
});

export const statisticsByLaboratory = route({
  method: 'GET',
  path: '/api/v1/statistics/by-laboratory',
  access: 'spot-checks.read',
  summary: {
    zh: '各承检机构所检样品的批次合格率，按机构名称排列',
    en: 'Pass rate of the samples of each laboratory, by name',
  },
  query: z.object(base),
  response: bars,
});
