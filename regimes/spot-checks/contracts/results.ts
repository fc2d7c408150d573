import { z } from 'zod';
import { idSchema, namedSchema, regionCodeSchema, regionSchema } from '#foundation/schemas.ts';
import { pageOf, pageQuery } from '#foundation/paging.ts';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { checkKindSchema, itemVerdictSchema, levelSchema, partyRoleSchema, verdictSchema } from '../spot-check.ts';
import {
  daySchema, exportFormatSchema, fileSchema, momentSchema, monthSchema, textPairSchema, totalSchema,
} from './shared.ts'; // prettier-ignore

/** Filters of the list of results; all of them live in the address of the page. */
export const resultFilter = {
  dataset: datasetSchema,
  province: regionCodeSchema.optional(),
  /** City code, or `unknown` for results whose city is neither given nor confirmed. */
  city: z.union([regionCodeSchema, z.literal('unknown')]).optional(),
  categoryId: idSchema.optional(),
  /** Part of the product name. */
  product: z.string().trim().max(100).optional(),
  /** Months, both included: of sampling, else of publication. */
  from: monthSchema.optional(),
  to: monthSchema.optional(),
  verdict: verdictSchema.optional(),
  /** A failing item, whole. */
  item: z.string().trim().max(200).optional(),
  laboratoryId: idSchema.optional(),
  level: levelSchema.optional(),
  kind: checkKindSchema.optional(),
  producerId: idSchema.optional(),
  checkId: idSchema.optional(),
  /** Only results where the engine's verdict differs from the published one. */
  flagged: z.stringbool().optional(),
};
export const resultFilterSchema = z.object(resultFilter);
export type ResultFilter = z.output<typeof resultFilterSchema>;

const line = {
  id: z.number().int(),
  dataset: datasetSchema,
  check: z.object({
    id: z.number().int(),
    title: z.string(),
    authority: z.string(),
    level: levelSchema,
    kind: checkKindSchema,
    batch: z.string(),
    publishedOn: daySchema.nullable(),
  }),
  category: namedSchema,
  producer: namedSchema.nullable(),
  producerCell: z.string(),
  partiesSettled: z.boolean(),
  product: z.string(),
  brand: z.string().nullable(),
  model: z.string().nullable(),
  productionBatch: z.string().nullable(),
  sampledOn: daySchema.nullable(),
  verdict: verdictSchema,
  publishedVerdict: z.string(),
  failingItems: z.array(z.string()),
  laboratory: namedSchema.nullable(),
  province: regionSchema.nullable(),
  city: regionSchema.nullable(),
  engineDisagrees: z.boolean(),
};
export const resultLineSchema = z.object(line);

export const resultDetailSchema = z.object({
  ...line,
  seller: namedSchema.nullable(),
  grade: z.string().nullable(),
  producedOn: daySchema.nullable(),
  standard: z.string().nullable(),
  finalOn: daySchema.nullable(),
  /** What else the table gives, under the words of the screens or of the table. */
  details: z.array(z.object({ label: textPairSchema, value: z.string() })),
  sources: z.array(z.object({ importId: z.uuid(), fileName: z.string(), sheet: z.string(), row: z.number().int() })),
  parties: z.array(z.object({ role: partyRoleSchema, enterprise: namedSchema })),
  items: z.array(
    z.object({
      item: z.string(),
      measured: z.string(),
      limit: z.string(),
      verdict: itemVerdictSchema,
      reason: textPairSchema,
    }),
  ),
  postHandling: z.array(
    z.object({
      rectification: z.string().nullable(),
      recheck: z.string().nullable(),
      penalty: z.string().nullable(),
      remark: z.string().nullable(),
    }),
  ),
  /** One paragraph: what the verdict rests on and what it covers. */
  explanation: textPairSchema,
});

export const listResults = route({
  method: 'GET',
  path: '/api/v1/results',
  access: 'spot-checks.read',
  summary: { zh: '抽查结果清单', en: 'Results of spot checks' },
  query: z.object({ ...resultFilter, ...pageQuery }),
  response: pageOf(resultLineSchema).extend({ total: totalSchema }),
});

export const exportResults = route({
  method: 'GET',
  path: '/api/v1/results/export',
  access: 'spot-checks.read',
  summary: { zh: '导出全部符合条件的抽查结果', en: 'Export every result that matches' },
  query: z.object({ ...resultFilter, format: exportFormatSchema.default('xlsx') }),
  response: fileSchema,
  transfer: 'stream',
});

export const getResult = route({
  method: 'GET',
  path: '/api/v1/results/:resultId',
  access: 'spot-checks.read',
  summary: {
    zh: '一条抽查结果：来源、企业、检验项目和说明',
    en: 'One result: its sources, firms, items and explanation',
  },
  params: z.object({ resultId: idSchema }),
  response: resultDetailSchema,
});

/** Everything about one enterprise, for the timeline of its file; as producer, seller or other party. */
export const enterpriseChecks = route({
  method: 'GET',
  path: '/api/v1/enterprises/:enterpriseId/checks',
  access: 'spot-checks.read',
  summary: {
    zh: '企业质量档案：历次抽查、拒检和后处理',
    en: 'Quality file: the checks, refusals and follow-up of an enterprise',
  },
  params: z.object({ enterpriseId: idSchema }),
  response: z.object({
    results: z.array(z.object({ ...line, role: z.enum(['producer', 'seller', 'party']) })),
    refusals: z.array(
      z.object({
        id: z.number().int(),
        product: z.string(),
        category: namedSchema.nullable(),
        batch: z.string(),
        publishedOn: daySchema.nullable(),
        authority: z.string(),
      }),
    ),
    postHandling: z.array(
      z.object({
        id: z.number().int(),
        product: z.string(),
        batch: z.string(),
        publishedOn: daySchema.nullable(),
        authority: z.string(),
        rectification: z.string().nullable(),
        recheck: z.string().nullable(),
        penalty: z.string().nullable(),
        remark: z.string().nullable(),
      }),
    ),
    /** True when there are more results than shown; the list of results has them all. */
    more: z.boolean(),
  }),
});

export const listSpotChecks = route({
  method: 'GET',
  path: '/api/v1/spot-checks',
  access: 'spot-checks.read',
  summary: { zh: '抽查批次清单', en: 'Spot checks' },
  query: z.object({
    ...pageQuery,
    dataset: datasetSchema,
    level: levelSchema.optional(),
    kind: checkKindSchema.optional(),
  }),
  response: pageOf(
    z.object({
      id: z.number().int(),
      dataset: datasetSchema,
      title: z.string(),
      authority: z.string(),
      level: levelSchema,
      kind: checkKindSchema,
      batch: z.string(),
      publishedOn: daySchema.nullable(),
      /** Its results are kept from the public until they are final and published. */
      withheld: z.boolean(),
      passed: z.number().int(),
      failed: z.number().int(),
      refused: z.number().int(),
      noVerdict: z.number().int(),
    }),
  ),
});

export const listDatasets = route({
  method: 'GET',
  path: '/api/v1/datasets',
  access: 'spot-checks.read',
  summary: { zh: '各数据集及其数量', en: 'The datasets and how much each holds' },
  response: z.object({
    rows: z.array(
      z.object({
        dataset: datasetSchema,
        label: textPairSchema,
        results: z.number().int(),
        checks: z.number().int(),
        changedAt: momentSchema.nullable(),
      }),
    ),
  }),
});
