import { actRoutes } from '#foundation/act-route.ts';
import { z } from 'zod';
import { dayTextSchema } from '#foundation/local-date.ts';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { pageByState, pageQuery } from '#foundation/paging.ts';
import { idSchema, namedSchema, regionCodeSchema, regionSchema } from '#foundation/schemas.ts';
import { textPairSchema } from '#foundation/text-pair.ts';
import { actBody, eventSchema, nextStepSchema, offeredActsSchema } from '#foundation/process.ts';
import { fileSchema } from '../contracts/shared.ts';
import { sampleStates } from './sample.ts';
import { type VisitVerb, visitProcess, visitStates, visitVerbs } from './visit.ts';

const visitId = z.object({ visitId: idSchema });
const site = z.enum(['factory', 'shop', 'online']);
const state = z.enum(visitStates);

const crewSchema = z.array(z.object({ id: z.number().int(), name: z.string(), leads: z.boolean() }));

export const visitLineSchema = z.object({
  id: z.number().int(),
  dataset: datasetSchema,
  state,
  version: z.number().int(),
  /** Null for an enterprise, which sees no plan. */
  plan: z.object({ id: z.number().int(), title: z.string(), number: z.string().nullable() }).nullable(),
  enterprise: namedSchema,
  category: namedSchema,
  place: regionSchema.nullable(),
  site,
  dueOn: z.string(),
  overdue: z.boolean(),
  inspectors: crewSchema,
  samples: z.number().int(),
});
export type VisitLine = z.output<typeof visitLineSchema>;

export const visitFileSchema = z.object({
  id: z.number().int(),
  kind: z.enum(['photo', 'inspector-signature', 'firm-signature', 'paper']),
  caption: z.string(),
  bytes: z.number().int(),
  mediaType: z.string(),
  takenAt: z.string().nullable(),
  latitude: z.string().nullable(),
  longitude: z.string().nullable(),
  accuracy: z.string().nullable(),
});

export const fieldMessageLineSchema = z.object({
  id: z.uuid(),
  kind: z.string(),
  words: textPairSchema,
  by: z.string().nullable(),
  deviceAt: z.string().nullable(),
  receivedAt: z.string(),
  outcome: z.enum(['applied', 'conflict', 'refused']),
  why: textPairSchema.nullable(),
  clockWarning: textPairSchema.nullable(),
  /** What a conflict says, and the photo it brought: whoever decides sees it. */
  body: z.unknown(),
  file: visitFileSchema.nullable(),
  decision: z.enum(['applied', 'set-aside']).nullable(),
  decisionReason: z.string().nullable(),
});
export type FieldMessageLine = z.output<typeof fieldMessageLineSchema>;

export const visitDetailSchema = z.object({
  ...visitLineSchema.omit({ samples: true }).shape,
  drawn: z.boolean(),
  namedBecause: z.string().nullable(),
  /** Named, and still to be confirmed by another person. */
  unconfirmed: z.boolean(),
  address: z.string().nullable(),
  laboratory: namedSchema.nullable(),
  reasonWords: textPairSchema.nullable(),
  reason: z.string().nullable(),
  orderedUntil: z.string().nullable(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  samples: z.array(
    z.object({ id: z.number().int(), number: z.string(), productName: z.string(), state: z.enum(sampleStates) }),
  ),
  files: z.array(visitFileSchema),
  messages: z.array(fieldMessageLineSchema),
  reassignments: z.array(
    z.object({
      id: z.number().int(),
      state: z.enum(['proposed', 'approved', 'declined']),
      inspectors: crewSchema,
      reason: z.string(),
      proposedBy: z.string().nullable(),
      proposedAt: z.string(),
      decidedBy: z.string().nullable(),
      decisionReason: z.string().nullable(),
    }),
  ),
  lawful: z.object({ noSample: z.array(z.string()), refusals: z.array(z.string()) }),
  next: nextStepSchema,
  acts: offeredActsSchema(visitVerbs),
  events: z.array(eventSchema),
});
export type VisitDetail = z.output<typeof visitDetailSchema>;

export const visitFilterSchema = z.object({
  dataset: datasetSchema,
  planId: idSchema.optional(),
  city: regionCodeSchema.optional(),
  state: state.optional(),
  overdue: z.enum(['true']).optional(),
  waiting: z.enum(['naming', 'reassignment', 'message']).optional(),
  q: z.string().trim().max(100).optional(),
});
export type VisitFilter = z.output<typeof visitFilterSchema>;

export const listVisits = route({
  method: 'GET',
  path: '/api/v1/visits',
  access: 'spot-checks.see-visits',
  summary: { zh: '抽样任务', en: 'Visits' },
  query: visitFilterSchema.extend(pageQuery),
  response: pageByState(visitLineSchema, state),
});

export const listMyVisits = route({
  method: 'GET',
  path: '/api/v1/my-visits',
  access: 'spot-checks.sample',
  summary: { zh: '我的抽样任务', en: 'My visits' },
  query: z.object({ dataset: datasetSchema }),
  response: z.object({ rows: z.array(visitLineSchema) }),
});

export const getVisit = route({
  method: 'GET',
  path: '/api/v1/visits/:visitId',
  access: 'signed-in',
  summary: { zh: '查看一项抽样任务', en: 'One visit' },
  params: visitId,
  response: visitDetailSchema,
});

export const nameTarget = route({
  method: 'POST',
  path: '/api/v1/visits',
  access: 'spot-checks.plan',
  summary: {
    zh: '为跟踪、应急抽查指定对象并说明理由',
    en: 'Name a target of a follow-up or urgent check, giving the reason',
  },
  body: z.object({
    planId: z.number().int().positive(),
    lineId: z.number().int().positive(),
    enterpriseId: z.number().int().positive(),
    site,
    laboratoryId: z.number().int().positive().optional(),
    dueOn: dayTextSchema.optional(),
    inspectorIds: z.array(z.number().int().positive()).min(1).max(10),
    leaderId: z.number().int().positive(),
    reason: z.string().trim().min(1).max(2000),
  }),
  response: visitDetailSchema,
});

/** What an act on a visit may carry: which lawful reason, or which inspectors. */
export const visitActBody = z.object({
  ...actBody,
  reasonCode: z.string().max(60).optional(),
  inspectorIds: z.array(z.number().int().positive()).max(10).optional(),
  leaderId: z.number().int().positive().optional(),
});
export type VisitActInput = z.output<typeof visitActBody>;

const actRoute = actRoutes(visitProcess.acts, {
  path: '/api/v1/visits/:visitId',
  params: visitId,
  body: visitActBody,
  response: visitDetailSchema,
});

export const visitActs = {
  start: actRoute('start', { zh: '出示通知书和证件，开始抽样', en: 'Show notice and identity, and start' }),
  finish: actRoute('finish', { zh: '完成抽样', en: 'Finish sampling' }),
  'no-sample': actRoute('no-sample', { zh: '依法不予抽样', en: 'Take no sample, by law' }),
  'rightful-refusal': actRoute('rightful-refusal', { zh: '企业依法拒绝', en: 'The firm refused by right' }),
  order: actRoute('order', { zh: '企业拒检，警告并责令改正', en: 'The firm refused unlawfully: warn and order' }),
  'not-found': actRoute('not-found', { zh: '查无此企业', en: 'The firm was not found' }),
  stopped: actRoute('stopped', { zh: '企业停产', en: 'The firm has stopped production' }),
  admit: actRoute('admit', { zh: '企业已接受抽查', en: 'The firm admits the inspectors' }),
  refuse: actRoute('refuse', {
    zh: '认定拒检，由责令人和抽样人员以外的人办理',
    en: 'Find that it refused, by another person than who ordered or visited',
  }),
  cancel: actRoute('cancel', { zh: '取消抽样任务', en: 'Cancel a visit' }),
  propose: actRoute('propose', { zh: '提出更换抽样人员', en: 'Propose other inspectors' }),
  reassign: actRoute('reassign', {
    zh: '同意更换抽样人员，由提出人以外的人办理',
    en: 'Approve other inspectors, by another person than who proposed them',
  }),
  confirm: actRoute('confirm', {
    zh: '同意指定的对象和抽样人员，由指定人以外的人办理',
    en: 'Confirm a named target and its inspectors, by another person than who named it',
  }),
  dismiss: actRoute('dismiss', { zh: '不同意指定的对象', en: 'Turn a named target down' }),
  decline: actRoute('decline', { zh: '不同意更换抽样人员', en: 'Decline other inspectors' }),
} as const satisfies Record<VisitVerb, unknown>;

export const getVisitFile = route({
  method: 'GET',
  path: '/api/v1/visits/:visitId/files/:fileId',
  access: 'signed-in',
  summary: { zh: '查看抽样照片、签名', en: 'A photo or signature of a visit' },
  params: visitId.extend({ fileId: idSchema }),
  response: fileSchema,
  transfer: 'stream',
});
