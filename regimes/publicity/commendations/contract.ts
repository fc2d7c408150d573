import { z } from 'zod';
import { actRoutes } from '#foundation/act-route.ts';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { groundsSchema } from '#foundation/grounds-schema.ts';
import { pageByState, pageQuery } from '#foundation/paging.ts';
import { actBody, eventSchema, nextStepSchema, offeredActsSchema } from '#foundation/process.ts';
import { refusalSchema } from '#foundation/refusal.ts';
import { idSchema, namedSchema } from '#foundation/schemas.ts';
import { textPairSchema } from '#foundation/text-pair.ts';
import { commendationActs, commendationBasisSchema, commendationEndings, commendationProcess, commendationStates } from './commendation.ts'; // prettier-ignore

const params = z.object({ commendationId: idSchema });
const stateSchema = z.enum(commendationStates);

const commendationLineSchema = z.object({
  id: z.number().int(),
  version: z.number().int(),
  dataset: datasetSchema,
  state: stateSchema,
  producer: namedSchema,
  category: namedSchema,
  product: z.string(),
  city: z.object({ code: z.string(), name: z.string() }).nullable(),
  lastOn: z.string(),
  byProgram: z.boolean(),
  releasedAt: z.string().nullable(),
});
export type CommendationLine = z.output<typeof commendationLineSchema>;

export const commendationDetailSchema = z.object({
  ...commendationLineSchema.shape,
  basis: commendationBasisSchema,
  grounds: groundsSchema,
  reason: z.string().nullable(),
  answerUntil: z.string().nullable(),
  releaseAt: z.string().nullable(),
  shownUntil: z.string().nullable(),
  endedAt: z.string().nullable(),
  ending: z.enum(commendationEndings).nullable(),
  /** Why the rule ended it. */
  against: refusalSchema.nullable(),
  next: nextStepSchema,
  acts: offeredActsSchema(commendationActs),
  events: z.array(eventSchema),
});
export type CommendationDetail = z.output<typeof commendationDetailSchema>;

const ownCommendationSchema = z.object({
  id: z.number().int(),
  version: z.number().int(),
  dataset: datasetSchema,
  state: stateSchema,
  firm: z.string(),
  enterpriseId: z.number().int(),
  category: z.string(),
  product: z.string(),
  explanation: textPairSchema,
  answerUntil: z.string(),
  daysLeft: z.number().int().nullable(),
  shownUntil: z.string().nullable(),
  ending: z.enum(commendationEndings).nullable(),
  acts: offeredActsSchema(commendationActs),
});
export type OwnCommendation = z.output<typeof ownCommendationSchema>;

export const listCommendations = route({
  method: 'GET',
  path: '/api/v1/commendations',
  access: 'publicity.read',
  summary: { zh: '高标准产品表扬清单', en: 'Commendations of products made to higher standards' },
  citation: 'notice 6.3',
  query: z.object({
    dataset: datasetSchema,
    state: stateSchema.optional(),
    enterpriseId: idSchema.optional(),
    ...pageQuery,
  }),
  response: pageByState(commendationLineSchema, stateSchema),
});

export const getCommendation = route({
  method: 'GET',
  path: '/api/v1/commendations/:commendationId',
  access: 'publicity.read',
  summary: { zh: '查看一件表扬', en: 'One commendation' },
  params,
  response: commendationDetailSchema,
});

export const proposeCommendation = route({
  method: 'POST',
  path: '/api/v1/commendations',
  access: 'publicity.submit',
  summary: {
    zh: '提出表扬一家企业的一种产品，由系统按记录核对是否符合条件',
    en: 'Propose to commend a product of a firm; the program checks it by the record',
  },
  citation: 'notice 6.3',
  body: z.object({ enterpriseId: z.number().int().positive(), categoryId: z.number().int().positive() }),
  response: commendationDetailSchema,
});

const act = actRoutes(commendationProcess.acts, {
  path: '/api/v1/commendations/:commendationId',
  params,
  response: z.object({ done: z.literal(true) }),
});

/** Acts on a commendation by their verb; one at a time is asked for besides. */
export const commendationRoutes = {
  submit: act('submit', { zh: '报审表扬', en: 'Submit a commendation' }),
  return: act('return', { zh: '退回表扬并说明理由', en: 'Return a commendation, giving the reason' }),
  decide: act('decide', { zh: '决定表扬，由另一人办理', en: 'Decide to commend, by another person' }),
  dismiss: act('dismiss', { zh: '不予表扬，由另一人办理', en: 'Dismiss a commendation, by another person' }),
  withdraw: act('withdraw', { zh: '收回表扬的决定', en: 'Withdraw the decision to commend' }),
  agree: act('agree', { zh: '企业同意公布', en: 'The firm agrees to be named' }),
  'leave-out': act('leave-out', { zh: '企业请求不公布', en: 'The firm asks to be left out' }),
  release: act('release', { zh: '公布表扬', en: 'Release a commendation' }),
  unschedule: act('unschedule', { zh: '取消定时公布', en: 'Cancel a release at a time' }),
  'take-down': act('take-down', { zh: '提前撤下表扬', en: 'Take a commendation down early' }),
} as const;

export const scheduleCommendation = route({
  method: 'POST',
  path: '/api/v1/commendations/:commendationId/schedule',
  access: commendationProcess.acts.schedule.permission,
  summary: { zh: '定时公布表扬', en: 'Release a commendation at a time' },
  params,
  body: z.object({ ...actBody, releaseAt: z.iso.datetime({ offset: true }) }),
  response: z.object({ done: z.literal(true) }),
});

export const myCommendations = route({
  method: 'GET',
  path: '/api/v1/my-commendations',
  access: 'publicity.answer',
  summary: { zh: '拟公布和已公布的本企业高标准产品', en: 'Commendations of one’s own firm' },
  citation: 'notice 6.3',
  response: z.object({ rows: z.array(ownCommendationSchema) }),
});
