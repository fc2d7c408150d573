import { z } from 'zod';
import { idSchema, namedSchema } from '#foundation/schemas.ts';
import { pageOf, pageQuery } from '#foundation/paging.ts';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { partyRoleSchema } from '../spot-check.ts';
import { daySchema, momentSchema, reasonBody, textPairSchema } from './shared.ts';
import { resultLineSchema } from './results.ts';

const queueQuery = z.object({ ...pageQuery, dataset: datasetSchema });
const done = z.object({ done: z.literal(true) });
const partySchema = z.object({ role: partyRoleSchema, name: z.string().trim().min(1).max(300) });
const caseId = z.object({ caseId: idSchema });

export const queueCounts = route({
  method: 'GET',
  path: '/api/v1/queues',
  access: 'spot-checks.read',
  summary: { zh: '待人工处理的数量', en: 'How many cases wait for a person' },
  query: z.object({ dataset: datasetSchema }),
  response: z.object({
    roles: z.number(),
    near: z.number(),
    refusals: z.number(),
    category: z.number(),
    disagreements: z.number(),
  }),
});

export const listRoleCases = route({
  method: 'GET',
  path: '/api/v1/queues/roles',
  access: 'spot-checks.read',
  summary: {
    zh: '企业身份待定：生产企业栏列有多家或写法不明',
    en: 'Producer cells in which it is not settled who produced',
  },
  query: z.object({ ...queueQuery.shape, state: z.enum(['open', 'decided']).default('open') }),
  response: pageOf(
    z.object({
      id: z.number().int(),
      cell: z.string(),
      reason: textPairSchema,
      parties: z.array(partySchema),
      results: z.number().int(),
      failed: z.number().int(),
      state: z.enum(['open', 'decided']),
      decision: z.array(partySchema).nullable(),
      decidedBy: z.string().nullable(),
      decidedAt: momentSchema.nullable(),
    }),
  ),
});

export const decideRoleCase = route({
  method: 'POST',
  path: '/api/v1/queues/roles/:caseId/decide',
  access: 'spot-checks.settle',
  summary: {
    zh: '认定各企业身份；至多一家为生产厂，没有生产厂则不提出黄牌',
    en: 'Say who is who; at most one factory, and without one no card is proposed',
  },
  citation: 'notice 4.3.1',
  params: caseId,
  body: z.object({ parties: z.array(partySchema).min(1).max(20), reason: z.string().trim().max(2000).default('') }),
  response: done,
});

export const listNearCases = route({
  method: 'GET',
  path: '/api/v1/queues/near-equal',
  access: 'spot-checks.read',
  summary: {
    zh: '近似记录：两份表中几乎相同的行，是否同一样品',
    en: 'Nearly equal rows of two tables: one sample or two',
  },
  query: z.object({ ...queueQuery.shape, state: z.enum(['open', 'same', 'different']).default('open') }),
  response: pageOf(
    z.object({
      id: z.number().int(),
      left: resultLineSchema.nullable(),
      right: resultLineSchema.nullable(),
      /** Which of the two is a result of a plan of this program: it stays when they are one sample. */
      ofPlan: z.enum(['left', 'right']).nullable(),
      differences: z.array(z.object({ label: textPairSchema, left: z.string(), right: z.string() })),
      state: z.enum(['open', 'same', 'different']),
      decidedBy: z.string().nullable(),
      decidedAt: momentSchema.nullable(),
      decisionReason: z.string().nullable(),
    }),
  ),
});

export const decideNearCase = route({
  method: 'POST',
  path: '/api/v1/queues/near-equal/:caseId/decide',
  access: 'spot-checks.settle',
  summary: { zh: '认定为同一样品或不同样品', en: 'Decide: one sample, or two' },
  params: caseId,
  body: z.object({
    decision: z.enum(['same', 'different']),
    keep: z.enum(['left', 'right']).default('left'),
    ...reasonBody.shape,
  }),
  response: done,
});

export const listOpenRefusals = route({
  method: 'GET',
  path: '/api/v1/queues/refusals',
  access: 'spot-checks.read',
  summary: { zh: '拒检记录：产品种类待定', en: 'Refusals whose product category is not settled' },
  query: queueQuery,
  response: pageOf(
    z.object({
      id: z.number().int(),
      producer: namedSchema,
      product: z.string(),
      batch: z.string(),
      publishedOn: daySchema.nullable(),
      authority: z.string(),
      suggestions: z.array(namedSchema),
    }),
  ),
});

export const decideRefusal = route({
  method: 'POST',
  path: '/api/v1/queues/refusals/:refusalId/decide',
  access: 'spot-checks.settle',
  summary: { zh: '为拒检记录认定产品种类', en: 'Say which category a refusal belongs to' },
  params: z.object({ refusalId: idSchema }),
  body: z.object({ categoryId: z.number().int().positive() }),
  response: done,
});

export const listUnassigned = route({
  method: 'GET',
  path: '/api/v1/queues/category',
  access: 'spot-checks.read',
  summary: { zh: '产品种类空白的结果，按产品名称归并', en: 'Results whose product category is blank, by product name' },
  query: queueQuery,
  response: pageOf(
    z.object({
      product: z.string(),
      results: z.number().int(),
      failed: z.number().int(),
      suggestions: z.array(namedSchema),
    }),
  ),
});

export const assignCategory = route({
  method: 'POST',
  path: '/api/v1/queues/category/assign',
  access: 'spot-checks.settle',
  summary: {
    zh: '为某产品名称的空白种类认定产品种类，以后导入同样适用',
    en: 'Give a category to a product name whose category is blank; later imports follow it',
  },
  body: z.object({
    dataset: datasetSchema,
    product: z.string().trim().min(1).max(300),
    categoryId: z.number().int().positive(),
  }),
  response: z.object({ results: z.number().int() }),
});

export const listDisagreements = route({
  method: 'GET',
  path: '/api/v1/queues/disagreements',
  access: 'spot-checks.read',
  summary: {
    zh: '判定不一致：按实测值和标准值判定与公布结论不同',
    en: 'Measured values and limits lead to another verdict than the published one',
  },
  query: queueQuery,
  response: pageOf(z.object({ ...resultLineSchema.shape, explanation: textPairSchema })),
});
