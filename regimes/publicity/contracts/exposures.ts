import { z } from 'zod';
import { bulkActRoutes } from '#foundation/act-route.ts';
import { dayTextSchema } from '#foundation/local-date.ts';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { groundsSchema } from '#foundation/grounds-schema.ts';
import { pageByState, pageQuery } from '#foundation/paging.ts';
import { evidenceIds, evidenceSchema } from '#platform/evidence/contract.ts';
import { idSchema, namedSchema, regionCodeSchema, regionSchema } from '#foundation/schemas.ts';
import { type TextPair, textPairSchema } from '#foundation/text-pair.ts';
import {
  actAnswerSchema,
  actBody,
  eventSchema,
  nextActSchema,
  offeredActsSchema,
  selectionOf,
} from '#foundation/process.ts';
import { manners, serviceInput } from '#foundation/service.ts';
import { partyProcess, partyRoles, partyStates, type PartyVerb, partyVerbs } from '../party.ts';
import {
  endings,
  type ExposureAct,
  exposureActs,
  exposureGroundSchema,
  exposureProcess,
  exposureStateSchema,
  verbSchema,
} from '../exposure.ts';

const exposureId = z.object({ exposureId: idSchema });

/** Filters of the list; all of them live in the address of the page. */
export const exposureFilterSchema = z.object({
  dataset: datasetSchema,
  state: exposureStateSchema.optional(),
  ground: exposureGroundSchema.optional(),
  /** Province, city or county of the producer; `unknown`: no city given or confirmed. */
  region: z.union([regionCodeSchema, z.literal('unknown')]).optional(),
  categoryId: idSchema.optional(),
  producerId: idSchema.optional(),
  historical: z.stringbool().optional(),
  underReview: z.stringbool().optional(),
  /** Part of the name of the producer or of the product. */
  text: z.string().trim().max(100).optional(),
});
export type ExposureFilter = z.output<typeof exposureFilterSchema>;

export const exposureLineSchema = z.object({
  id: z.number().int(),
  version: z.number().int(),
  dataset: datasetSchema,
  ground: exposureGroundSchema,
  state: exposureStateSchema,
  /** Without a number where the maker of a fake is unknown. */
  producer: z.object({ id: z.number().int().nullable(), name: z.string() }),
  category: namedSchema.nullable(),
  product: z.string(),
  province: regionSchema.nullable(),
  city: regionSchema.nullable(),
  historical: z.boolean(),
  /** Day of the last check that the ground rests on, and whether it is the sampling day. */
  lastOn: z.string().nullable(),
  /** Later checks that the product passed, for the officer to weigh. */
  laterPasses: z.number().int(),
  underReview: z.boolean(),
  decidedAt: z.string().nullable(),
});
export type ExposureLine = z.output<typeof exposureLineSchema>;

/** A firm that the exposure names: how it was told, what it stated, what was answered. */
export const exposurePartySchema = z.object({
  id: z.number().int(),
  version: z.number().int(),
  role: z.enum(partyRoles),
  state: z.enum(partyStates),
  enterprise: namedSchema,
  number: z.string().nullable(),
  manner: z.enum(manners).nullable(),
  servedOn: z.string().nullable(),
  proof: z.record(z.string(), z.string()).nullable(),
  heardUntil: z.string().nullable(),
  daysLeft: z.number().int().nullable(),
  statement: z.string().nullable(),
  statedOn: z.string().nullable(),
  wantsHearing: z.boolean(),
  hearingOn: z.string().nullable(),
  /** What came in after the last day: kept, it holds nothing up. */
  lateStatement: z.string().nullable(),
  lateOn: z.string().nullable(),
  /** Day on which its written waiver came in. */
  waivedOn: z.string().nullable(),
  files: z.array(evidenceSchema),
  answer: z.string().nullable(),
  answeredBy: z.string().nullable(),
  acts: offeredActsSchema(partyVerbs),
  events: z.array(eventSchema),
});
export type ExposureParty = z.output<typeof exposurePartySchema>;

export const exposureDetailSchema = z.object({
  ...exposureLineSchema.shape,
  grounds: groundsSchema,
  sellers: z.array(namedSchema),
  /** Evidence of an officer's own proposal. */
  files: z.array(evidenceSchema),
  /** The one next act: what and by whom. Absent in final states. */
  next: nextActSchema(exposureActs),
  acts: offeredActsSchema(exposureActs),
  /** What follows from acts that can't be taken back, said before them. */
  consequences: z.partialRecord(z.enum(exposureActs), textPairSchema),
  parties: z.array(exposurePartySchema),
  releaseAt: z.string().nullable(),
  releasedAt: z.string().nullable(),
  /** Last day on which it is shown, by rule. */
  shownUntil: z.string().nullable(),
  endedAt: z.string().nullable(),
  ending: z.enum(endings).nullable(),
  decisionReason: z.string().nullable(),
  timeline: z.array(eventSchema.extend({ verb: verbSchema.or(z.literal('propose')) })),
  /** Other exposures of the same producer. */
  related: z.array(exposureLineSchema),
});

export const listExposures = route({
  method: 'GET',
  path: '/api/v1/exposures',
  access: 'publicity.read',
  summary: { zh: '曝光清单', en: 'Exposures' },
  citation: 'notice 4.2',
  query: z.object({
    ...exposureFilterSchema.shape,
    ...pageQuery,
  }),
  response: pageByState(exposureLineSchema, exposureStateSchema),
});

export const exportExposures = route({
  method: 'GET',
  path: '/api/v1/exposures/export',
  access: 'publicity.read',
  summary: { zh: '导出全部符合条件的曝光', en: 'Export every exposure that matches' },
  query: z.object({ ...exposureFilterSchema.shape, format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  response: z.unknown(),
  transfer: 'stream',
});

export const getExposure = route({
  method: 'GET',
  path: '/api/v1/exposures/:exposureId',
  access: 'publicity.read',
  summary: { zh: '查看一项曝光：依据、下一步和经过', en: 'One exposure: its grounds, the next act and what happened' },
  citation: 'notice 4.2',
  params: exposureId,
  response: exposureDetailSchema,
});

export const enterpriseExposures = route({
  method: 'GET',
  path: '/api/v1/enterprises/:enterpriseId/exposures',
  access: 'publicity.read',
  summary: { zh: '一家企业的曝光', en: 'Exposures of one enterprise' },
  params: z.object({ enterpriseId: idSchema }),
  response: z.object({ rows: z.array(exposureLineSchema) }),
});

/** Exposures chosen one by one, each with the version seen; or all that match a filter, with the number seen. */
export const exposureSelectionSchema = selectionOf(
  'exposures',
  exposureFilterSchema.extend({ historical: z.boolean().optional(), underReview: z.boolean().optional() }),
);
export type ExposureSelection = z.output<typeof exposureSelectionSchema>;

/** Acts that many exposures may be chosen for, and that need nothing but a reason. */
export type BulkAct = Exclude<ExposureAct, 'keep' | 'revoke' | 'schedule'>;

const actRoute = bulkActRoutes<BulkAct, typeof exposureSelectionSchema>(exposureProcess.acts, {
  path: '/api/v1/exposures',
  citation: 'notice 4.2',
  selection: exposureSelectionSchema,
});

export const submitExposures = actRoute('submit', {
  zh: '报审（可批量）；可附意见',
  en: 'Submit, singly or in bulk; a note may be given',
});
export const dropExposures = actRoute('drop', {
  zh: '撤回承办人自己提出的曝光建议并说明理由',
  en: 'Drop an officer’s own proposal, giving the reason',
});
export const returnExposures = actRoute('return', {
  zh: '退回承办人并说明理由',
  en: 'Return to the officer, giving the reason',
});
export const decideExposures = actRoute('decide', {
  zh: '决定曝光并说明理由（可批量），由报审人以外的人办理；同时出具拟曝光告知书',
  en: 'Decide to expose, giving the reason, by another person than the one who submitted; notices to the firms are issued',
});
export const withdrawExposures = actRoute('withdraw', {
  zh: '发布前收回曝光决定并说明理由',
  en: 'Withdraw the decision before release, giving the reason',
});
export const releaseExposures = actRoute('release', {
  zh: '立即发布（可批量）；企业已送达并听取陈述申辩',
  en: 'Release now, singly or in bulk; the firms have been served and heard',
});
export const unscheduleExposures = actRoute('unschedule', { zh: '取消定时发布', en: 'Cancel a release at a time' });
export const scheduleExposures = route({
  method: 'POST',
  path: '/api/v1/exposures/schedule',
  access: exposureProcess.acts.schedule.permission,
  summary: { zh: '定时发布（可批量）', en: 'Release at a time, singly or in bulk' },
  citation: 'notice 4.2',
  body: z.object({ selection: exposureSelectionSchema, releaseAt: z.iso.datetime({ offset: true }) }),
  response: actAnswerSchema,
});
export const dismissExposures = actRoute('dismiss', { zh: '不予曝光并说明理由', en: 'Dismiss, giving the reason' });
export const takeDownExposures = actRoute('take-down', { zh: '撤下并说明理由', en: 'Take down, giving the reason' });

export const reviewExposure = route({
  method: 'POST',
  path: '/api/v1/exposures/:exposureId/review',
  access: 'publicity.release',
  summary: {
    zh: '复核后维持，或因公布有误撤销，由曝光决定人以外的人办理',
    en: 'Keep after a review, or revoke for error, by another person than the one who decided',
  },
  citation: 'notice 4.2',
  params: exposureId,
  body: z.object({
    decision: z.enum(['keep', 'revoke']),
    version: z.number().int().positive(),
    reason: z.string().trim().min(1).max(2000),
  }),
  response: exposureDetailSchema,
});

/** An exposure as the firm that was served sees it. */
export const ownExposureSchema = z.object({
  ...exposurePartySchema.pick({
    id: true,
    version: true,
    role: true,
    state: true,
    number: true,
    heardUntil: true,
    daysLeft: true,
    statement: true,
    statedOn: true,
    wantsHearing: true,
    hearingOn: true,
    lateStatement: true,
    lateOn: true,
    files: true,
    answer: true,
  }).shape,
  dataset: datasetSchema,
  ground: exposureGroundSchema,
  product: z.string(),
  exposureState: exposureStateSchema,
  explanation: textPairSchema,
  /** Whether the firm may state its case now: in time, or late, to be kept; null where it can't any more. */
  mayState: z.enum(['in-time', 'late']).nullable(),
});
export type OwnExposure = z.output<typeof ownExposureSchema>;

export const myExposures = route({
  method: 'GET',
  path: '/api/v1/my-exposures',
  access: 'publicity.answer',
  summary: { zh: '我的企业：拟曝光告知和陈述申辩', en: 'My enterprise: notices of exposure, and what it stated' },
  citation: 'notice 4.2',
  response: z.object({ rows: z.array(ownExposureSchema) }),
});

const partyRoute = <Verb extends PartyVerb, Body extends z.ZodRawShape>(verb: Verb, summary: TextPair, body: Body) =>
  route({
    method: 'POST',
    path: `/api/v1/exposure-parties/:partyId/${verb}`,
    access: partyProcess.acts[verb].permission,
    summary,
    citation: 'notice 4.2',
    params: z.object({ partyId: idSchema }),
    body: z.object({ ...actBody, ...body }),
    response: z.object({ done: z.literal(true) }),
  });

export const serveParty = partyRoute(
  'serve',
  { zh: '登记拟曝光告知书的送达', en: 'Record the service of a notice of exposure' },
  { service: serviceInput },
);
export const pleadParty = partyRoute(
  'plead',
  {
    zh: '企业提交对拟曝光的陈述申辩；逾期提交的，留存备查，不影响办理',
    en: 'A firm states its case on its exposure; what comes late is kept and holds nothing up',
  },
  {
    statement: z.string().trim().min(1).max(10_000),
    wantsHearing: z.boolean().default(false),
    files: evidenceIds.default([]),
  },
);
export const stateParty = partyRoute(
  'state',
  { zh: '登记企业的陈述申辩', en: 'Record what a firm states' },
  {
    statement: z.string().trim().min(1).max(10_000),
    wantsHearing: z.boolean().default(false),
    /** Day on which it came in or was posted; today by default. */
    statedOn: dayTextSchema.optional(),
  },
);
export const fileParty = partyRoute(
  'file',
  {
    zh: '登记企业书面提交的逾期陈述申辩：留存备查，不影响办理',
    en: 'Keep what a firm sent on paper after its last day: it holds nothing up',
  },
  {
    statement: z.string().trim().min(1).max(10_000),
    /** Day on which it came in or was posted. */
    statedOn: dayTextSchema,
    files: evidenceIds.default([]),
  },
);
export const waiveParty = partyRoute(
  'waive',
  {
    zh: '登记企业书面放弃陈述申辩，附扫描件；登记人以外的人发布',
    en: 'Record that a firm waives its right in writing, with the scan; another person releases',
  },
  {
    /** Day on which it came in. */
    waivedOn: dayTextSchema,
    files: evidenceIds.default([]),
  },
);
export const upholdParty = partyRoute(
  'uphold',
  { zh: '采纳陈述申辩并说明理由', en: 'Uphold a statement, giving the reason' },
  {},
);
export const rejectParty = partyRoute(
  'reject',
  {
    zh: '不予采纳陈述申辩并说明理由；要求当面听取的，填写听取日期',
    en: 'Reject a statement, giving the reason; where a hearing was asked for, its day',
  },
  { hearingOn: dayTextSchema.optional() },
);
