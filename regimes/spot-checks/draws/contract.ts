import { z } from 'zod';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { pageOf, pageQuery } from '#foundation/paging.ts';
import { idSchema, namedSchema, regionSchema } from '#foundation/schemas.ts';
import { textPairSchema } from '#foundation/text-pair.ts';
import { actBody, eventSchema, nextStepSchema, offeredActsSchema } from '#foundation/process.ts';
import { drawStateSchema, drawVerbs, exclusionReasons } from './draw.ts';

const drawId = z.object({ drawId: idSchema });
const planId = z.object({ planId: idSchema });

export const drawLineSchema = z.object({
  id: z.number().int(),
  version: z.number().int(),
  dataset: datasetSchema,
  state: drawStateSchema,
  plan: z.object({
    id: z.number().int(),
    number: z.string().nullable(),
    title: z.string(),
    revision: z.number().int(),
  }),
  commitment: z.string(),
  entropySource: z.string(),
  entropyIssue: z.string(),
  entropyDueAt: z.string(),
  entropyValue: z.string().nullable(),
  poolDigest: z.string().nullable(),
  frozenDigest: z.string().nullable(),
  committedAt: z.string(),
  frozenAt: z.string().nullable(),
  drawnAt: z.string().nullable(),
  publishedAt: z.string().nullable(),
});
export type DrawLine = z.output<typeof drawLineSchema>;

export const drawDetailSchema = z.object({
  ...drawLineSchema.shape,
  algorithm: z.string(),
  voidReason: z.string().nullable(),
  proofSha256: z.string().nullable(),
  /** Entries, quota and numbers drawn by stratum; no names. */
  strata: z.array(
    z.object({
      category: namedSchema,
      region: regionSchema,
      entries: z.number().int(),
      quota: z.number().int(),
      drawn: z.number().int(),
    }),
  ),
  exclusions: z.array(z.object({ reason: z.enum(exclusionReasons), count: z.number().int() })),
  visits: z.object({ open: z.number().int(), over: z.number().int() }),
  next: nextStepSchema,
  acts: offeredActsSchema(drawVerbs),
  events: z.array(eventSchema),
});
export type DrawDetail = z.output<typeof drawDetailSchema>;

export const drawsOfPlan = route({
  method: 'GET',
  path: '/api/v1/spot-check-plans/:planId/draws',
  access: 'spot-checks.plans',
  summary: { zh: '一份计划的抽取', en: 'Draws of a plan' },
  params: planId,
  response: z.object({ rows: z.array(drawLineSchema) }),
});

export const commitDraw = route({
  method: 'POST',
  path: '/api/v1/spot-check-plans/:planId/draws',
  access: 'spot-checks.plan',
  summary: {
    zh: '承诺种子并指定公开随机数（须晚于冻结名单公布）',
    en: 'Commit to a seed and name the public entropy, published later than the freezing',
  },
  params: planId,
  body: z.object({
    entropySource: z.string().trim().min(2).max(120),
    entropyIssue: z.string().trim().min(1).max(60),
    entropyDueAt: z.iso.datetime({ offset: true }),
  }),
  response: drawDetailSchema,
});

export const getDraw = route({
  method: 'GET',
  path: '/api/v1/draws/:drawId',
  access: 'spot-checks.plans',
  summary: { zh: '查看一次抽取（不含抽查对象）', en: 'One draw, without who is drawn' },
  params: drawId,
  response: drawDetailSchema,
});

export const actOnDraw = route({
  method: 'POST',
  path: '/api/v1/draws/:drawId/:verb',
  access: 'spot-checks.plan',
  summary: { zh: '冻结名单、抽取、公开证明或作废', en: 'Freeze the pool, draw, publish the proof, or declare void' },
  params: drawId.extend({ verb: z.enum(drawVerbs) }),
  body: z.object({
    ...actBody,
    /** The public entropy as it was published; for the draw itself. */
    entropyValue: z.string().trim().min(1).max(500).optional(),
  }),
  response: drawDetailSchema,
});

export const seeEntries = route({
  method: 'POST',
  path: '/api/v1/draws/:drawId/entries',
  access: 'spot-checks.see-visits',
  summary: { zh: '查看抽查对象（查看会记入日志）', en: 'See who is drawn; that one looked is journalled' },
  params: drawId,
  body: z.object({
    drawnOnly: z.boolean().default(true),
    after: z.number().int().min(0).max(2_147_483_647).default(0),
    limit: z.number().int().min(1).max(500).default(100),
  }),
  response: z.object({
    rows: z.array(
      z.object({
        place: z.number().int(),
        rank: z.number().int().nullable(),
        enterprise: namedSchema,
        category: namedSchema,
        region: regionSchema,
        weight: z.number().int(),
        reasons: z.array(z.object({ points: z.number(), words: textPairSchema })),
        salt: z.string(),
        inspectors: z.array(z.object({ name: z.string(), leads: z.boolean() })),
        laboratory: z.string().nullable(),
        visitId: z.number().int().nullable(),
      }),
    ),
    next: z.number().int().nullable(),
    total: z.number().int(),
  }),
});

export const listExclusions = route({
  method: 'GET',
  path: '/api/v1/draws/:drawId/exclusions',
  access: 'spot-checks.see-visits',
  summary: { zh: '未列入名单的企业及原因', en: 'Who was left out of the pool, and why' },
  params: drawId,
  query: z.object({ reason: z.enum(exclusionReasons).optional(), ...pageQuery }),
  response: pageOf(
    z.object({
      id: z.string(),
      enterprise: namedSchema,
      category: namedSchema,
      reason: z.enum(exclusionReasons),
      facts: z.array(textPairSchema),
    }),
  ).extend({ total: z.number().int() }),
});

export const downloadProof = route({
  method: 'GET',
  path: '/api/v1/draws/:drawId/proof',
  access: 'public',
  summary: { zh: '下载已公开的抽取证明', en: 'Download a published proof' },
  params: drawId,
  response: z.unknown(),
  transfer: 'stream',
});

export const ownEntries = route({
  method: 'GET',
  path: '/api/v1/enterprises/:enterpriseId/draw-entries',
  access: 'spot-checks.answer',
  summary: {
    zh: '本企业在已公开抽取中的编号和盐，用于核对',
    en: 'The firm’s own id and salt in published draws, for checking',
  },
  params: z.object({ enterpriseId: idSchema }),
  response: z.object({
    rows: z.array(
      z.object({
        drawId: z.number().int(),
        plan: z.string(),
        publishedAt: z.string(),
        id: z.string(),
        salt: z.string(),
        drawn: z.boolean(),
      }),
    ),
  }),
});

export const enterMakers = route({
  method: 'POST',
  path: '/api/v1/makers',
  access: 'spot-checks.plan',
  summary: { zh: '登记生产或销售某种类产品的企业', en: 'Enter who makes or sells a category' },
  body: z.object({
    dataset: datasetSchema,
    categoryId: z.number().int().positive(),
    role: z.enum(['makes', 'sells']),
    source: z.string().trim().min(2).max(200),
    enterprises: z
      .array(z.object({ id: z.number().int().positive(), complaints: z.number().int().min(0).max(10_000).default(0) }))
      .min(1)
      .max(10_000),
  }),
  response: z.object({ entered: z.number().int() }),
});
