import { z } from 'zod';
import { dayTextSchema } from '#foundation/local-date.ts';
import { otherAuthorityKinds } from '#foundation/authority-kind.ts';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { pageByState, pageQuery } from '#foundation/paging.ts';
import { actBody, eventSchema, nextStepSchema, offeredActsSchema } from '#foundation/process.ts';
import { idSchema, namedSchema } from '#foundation/schemas.ts';
import { textPairSchema } from '#foundation/text-pair.ts';
import { manners, serviceInput } from '#foundation/service.ts';
import { evidenceSchema } from '#platform/evidence/contract.ts';
import { announcementProcess, announcementStates, announcementVerbs } from './announcement.ts';
import {
  findings,
  handOverInput,
  handOverStates,
  handOverVerbs,
  outcomeInput,
  outcomes,
  receiptInput,
} from './hand-over.ts';
import { answerInput, endGrounds, pauseGrounds, rectificationProcess, rectificationStates, type RectificationVerb, rectificationVerbs, seriousCriteria, stages, steps, taskInput } from './rectification.ts'; // prettier-ignore
import { sellerOrderProcess, sellerReportInput, sellerStates, type SellerVerb, sellerVerbs } from './seller-order.ts';

const done = z.object({ done: z.literal(true) });
const rectificationId = z.object({ rectificationId: idSchema });

export const rectificationLineSchema = z.object({
  id: z.number().int(),
  version: z.number().int(),
  dataset: datasetSchema,
  cardId: z.number().int(),
  cardNumber: z.string().nullable(),
  number: z.string().nullable(),
  firm: namedSchema,
  category: z.string(),
  city: z.string().nullable(),
  state: z.enum(rectificationStates),
  step: z.enum(steps),
  orderedOn: z.string(),
  /** Last day of what runs now: of the firm to rectify, or of the authority to re-check. */
  clock: z.string().nullable(),
  /** Days left on that clock: 0 on the last day, negative when it is over. */
  daysLeft: z.number().int().nullable(),
});
export type RectificationLine = z.output<typeof rectificationLineSchema>;

export const rectificationDetailSchema = z.object({
  ...rectificationLineSchema.shape,
  /** The clause of the steps, in the law of the day. */
  basis: textPairSchema,
  pendingStep: z.enum(steps).nullable(),
  serious: z.enum(seriousCriteria).nullable(),
  ground: z.enum([...pauseGrounds, ...endGrounds]).nullable(),
  manner: z.enum(manners).nullable(),
  servedOn: z.string().nullable(),
  proof: z.record(z.string(), z.string()).nullable(),
  effectiveOn: z.string().nullable(),
  dueOn: z.string().nullable(),
  extended: z.boolean(),
  extensionAskedOn: z.string().nullable(),
  extensionReason: z.string().nullable(),
  answer: answerInput.omit({ files: true, filedOn: true }).nullable(),
  answeredOn: z.string().nullable(),
  visitedOn: z.string().nullable(),
  plan: namedSchema.nullable(),
  recheckDueOn: z.string().nullable(),
  recheckOutcome: z.enum(['pass', 'fail']).nullable(),
  recheckOn: z.string().nullable(),
  recheck: namedSchema.nullable(),
  announcedOn: z.string().nullable(),
  announcedIn: z.string().nullable(),
  announcementNumber: z.string().nullable(),
  /** The announcement on the portal; null where nothing was announced. */
  announcement: z
    .object({
      state: z.enum(announcementStates),
      shownUntil: z.string().nullable(),
      endedOn: z.string().nullable(),
      acts: offeredActsSchema(announcementVerbs),
    })
    .nullable(),
  files: z.array(evidenceSchema),
  next: nextStepSchema,
  acts: offeredActsSchema(rectificationVerbs),
  /** Follow-up plans that a re-check may be arranged by. */
  plans: z.array(namedSchema),
  tasks: z.array(
    z.object({
      id: z.number().int(),
      department: z.string(),
      task: z.string(),
      dueOn: z.string(),
      doneOn: z.string().nullable(),
      answer: z.string().nullable(),
      authority: z.enum(otherAuthorityKinds).nullable(),
      /** Day on which the letter went to its inbox; null: a person has to write on paper. */
      writtenOn: z.string().nullable(),
      /** It answered in its inbox itself. */
      byMessage: z.boolean(),
      daysLeft: z.number().int().nullable(),
    }),
  ),
  sellers: z.array(
    z.object({
      id: z.number().int(),
      version: z.number().int(),
      state: z.enum(sellerStates),
      enterpriseId: z.number().int(),
      firm: z.string(),
      number: z.string().nullable(),
      servedOn: z.string().nullable(),
      dueOn: z.string().nullable(),
      report: sellerReportInput.nullable(),
      acts: offeredActsSchema(sellerVerbs),
    }),
  ),
  mayHandOver: z.boolean(),
  handOvers: z.array(
    z.object({
      id: z.number().int(),
      version: z.number().int(),
      state: z.enum(handOverStates),
      number: z.string().nullable(),
      recipient: z.string(),
      suspicion: z.string(),
      evidence: z.array(z.string()),
      handedOn: z.string(),
      receipt: z.string().nullable(),
      receivedOn: z.string().nullable(),
      outcome: z.enum(outcomes).nullable(),
      amount: z.number().nullable(),
      outcomeWords: z.string().nullable(),
      finding: z.enum(findings),
      returnedOn: z.string().nullable(),
      acts: offeredActsSchema(handOverVerbs),
    }),
  ),
  events: z.array(eventSchema),
});
export type RectificationDetail = z.output<typeof rectificationDetailSchema>;

export const rectificationFilterSchema = z.object({
  dataset: datasetSchema,
  state: z.enum(rectificationStates).optional(),
  /** A column of the board: several states at once. */
  stage: z.enum(stages).optional(),
  step: z.enum(steps).optional(),
  city: z.string().regex(/^(\d{6}|unknown)$/).optional(), // prettier-ignore
  /** Only those whose clock is over. */
  late: z.stringbool().optional(),
  q: z.string().trim().max(100).optional(),
});
export type RectificationFilter = z.output<typeof rectificationFilterSchema>;

export const listRectifications = route({
  method: 'GET',
  path: '/api/v1/rectifications',
  access: 'warning-cards.read',
  summary: { zh: '整改清单，期限近的在前', en: 'Rectifications, the nearest deadline first' },
  citation: 'notice 4.3.1',
  query: rectificationFilterSchema.extend(pageQuery),
  response: pageByState(rectificationLineSchema, z.enum(rectificationStates)),
});

/** The board: how many by city, state and step, and of them how many are late. */
export const rectificationBoard = route({
  method: 'GET',
  path: '/api/v1/rectification-board',
  access: 'warning-cards.read',
  summary: { zh: '整改一览：按地市和阶段', en: 'Board of rectifications by city and stage' },
  query: z.object({ dataset: datasetSchema }),
  response: z.object({
    rows: z.array(
      z.object({
        cityCode: z.string().nullable(),
        city: z.string().nullable(),
        state: z.enum(rectificationStates),
        step: z.enum(steps),
        count: z.number().int(),
        late: z.number().int(),
      }),
    ),
    /** What departments that handle red cards along have not answered yet. */
    tasks: z.array(
      z.object({
        cityCode: z.string().nullable(),
        city: z.string().nullable(),
        open: z.number().int(),
        late: z.number().int(),
      }),
    ),
  }),
});

export const getRectification = route({
  method: 'GET',
  path: '/api/v1/rectifications/:rectificationId',
  access: 'warning-cards.read',
  summary: { zh: '查看一件整改：现状、下一步和经过', en: 'One rectification: where it stands, the next act, what happened' },
  citation: 'notice 4.3.1',
  params: rectificationId,
  response: rectificationDetailSchema,
}); // prettier-ignore

export const rectificationOfCard = route({
  method: 'GET',
  path: '/api/v1/warning-cards/:cardId/rectification',
  access: 'warning-cards.read',
  summary: { zh: '黄牌之后的整改', en: 'What follows a card' },
  params: z.object({ cardId: idSchema }),
  response: z.object({
    rectification: rectificationLineSchema.nullable(),
    /** What comes next of it, by whom and until when. */
    next: nextStepSchema,
  }),
});

const mySellerOrderSchema = z.object({
  id: z.number().int(),
  version: z.number().int(),
  dataset: datasetSchema,
  state: z.enum(sellerStates),
  number: z.string().nullable(),
  category: z.string(),
  producer: z.string(),
  dueOn: z.string().nullable(),
  daysLeft: z.number().int().nullable(),
});
export type MySellerOrder = z.output<typeof mySellerOrderSchema>;

export const myRectifications = route({
  method: 'GET',
  path: '/api/v1/my-rectifications',
  access: 'warning-cards.answer',
  summary: { zh: '我的企业：责令整改、停止销售', en: 'My enterprise: orders to rectify and to stop selling' },
  response: z.object({ rows: z.array(rectificationLineSchema), sellerOrders: z.array(mySellerOrderSchema) }),
});

export const myRectification = route({
  method: 'GET',
  path: '/api/v1/my-rectifications/:rectificationId',
  access: 'warning-cards.answer',
  summary: { zh: '我的企业：一件整改', en: 'My enterprise: one rectification' },
  params: rectificationId,
  response: rectificationDetailSchema,
});

const act = <Verb extends RectificationVerb, More extends z.ZodRawShape>(verb: Verb, more: More) =>
  route({
    method: 'POST',
    path: `/api/v1/rectifications/:rectificationId/${verb}`,
    access: rectificationProcess.acts[verb].permission,
    summary: rectificationProcess.acts[verb].label,
    citation: 'notice 4.3.1',
    params: rectificationId,
    body: z.object({ ...actBody, ...more }),
    response: done,
  });

const decision = z.object({
  by: z.string().trim().min(1).max(200),
  number: z.string().trim().min(1).max(100),
  noticeOn: dayTextSchema,
  hearing: z.string().trim().min(1).max(500),
});

/** The acts on a rectification, each with what it needs. */
export const rectificationActs = {
  serve: act('serve', { service: serviceInput }),
  answer: act('answer', { answer: answerInput.omit({ filedOn: true }) }),
  'register-answer': act('register-answer', { answer: answerInput }),
  'ask-extension': act('ask-extension', {}),
  'register-extension': act('register-extension', { filedOn: dayTextSchema }),
  extend: act('extend', {}),
  'decline-extension': act('decline-extension', {}),
  'record-refusal': act('record-refusal', {}),
  'confirm-visit': act('confirm-visit', {}),
  'send-back': act('send-back', {}),
  arrange: act('arrange', { planId: z.number().int().positive().optional() }),
  'pass-on-site': act('pass-on-site', {}),
  'propose-step': act('propose-step', {}),
  'propose-serious': act('propose-serious', { criterion: z.enum(seriousCriteria) }),
  'decide-step': act('decide-step', {
    tasks: z.array(taskInput).max(20).optional(),
    announcedIn: z.string().trim().min(1).max(200).optional(),
  }),
  'return-step': act('return-step', {}),
  'record-revocation': act('record-revocation', { decision }),
  'record-no-revocation': act('record-no-revocation', { decision }),
  pause: act('pause', { ground: z.enum(pauseGrounds) }),
  resume: act('resume', {}),
  end: act('end', { ground: z.enum(endGrounds) }),
  reopen: act('reopen', {}),
} satisfies Record<RectificationVerb, unknown>;

const sellerAct = <Verb extends SellerVerb, More extends z.ZodRawShape>(verb: Verb, more: More) =>
  route({
    method: 'POST',
    path: `/api/v1/seller-orders/:orderId/${verb}`,
    access: sellerOrderProcess.acts[verb].permission,
    summary: sellerOrderProcess.acts[verb].label,
    citation: 'notice 4.3.1',
    params: z.object({ orderId: idSchema }),
    body: z.object({ ...actBody, ...more }),
    response: done,
  });

export const sellerActs = {
  serve: sellerAct('serve', { service: serviceInput }),
  report: sellerAct('report', { report: sellerReportInput }),
  'register-report': sellerAct('register-report', { report: sellerReportInput }),
  accept: sellerAct('accept', {}),
  return: sellerAct('return', {}),
} satisfies Record<SellerVerb, unknown>;

export const takeAnnouncementDown = route({
  method: 'POST',
  path: '/api/v1/rectifications/:rectificationId/announcement/take-down',
  access: announcementProcess.acts['take-down'].permission,
  summary: {
    zh: '提前撤下公告，写明理由；公众网站原处留痕',
    en: 'Take an announcement down early, with reasons; a trace stays in its place',
  },
  citation: 'notice 4.3.1',
  params: rectificationId,
  body: z.object(actBody),
  response: done,
});

export const answerTask = route({
  method: 'POST',
  path: '/api/v1/rectifications/:rectificationId/tasks/:taskId/answer',
  access: 'warning-cards.follow',
  summary: { zh: '登记部门办理情况', en: 'Record what a department answered' },
  citation: 'notice 4.3.2',
  params: z.object({ rectificationId: idSchema, taskId: idSchema }),
  body: z.object({ answer: z.string().trim().min(1).max(2000) }),
  response: done,
});

export const handOver = route({
  method: 'POST',
  path: '/api/v1/rectifications/:rectificationId/hand-over',
  access: 'warning-cards.follow',
  summary: { zh: '移交稽查处理，附证据清单', en: 'Hand over to enforcement with the list of evidence' },
  citation: 'notice 5.2',
  params: rectificationId,
  body: handOverInput,
  response: z.object({ id: z.number().int() }),
});

export const receiveHandOver = route({
  method: 'POST',
  path: '/api/v1/hand-overs/:handOverId/receive',
  access: 'warning-cards.follow',
  summary: { zh: '登记稽查机构签收', en: 'Record the receipt' },
  citation: 'notice 5.2',
  params: z.object({ handOverId: idSchema }),
  body: z.object({ ...actBody, ...receiptInput.shape }),
  response: done,
});

export const returnOutcome = route({
  method: 'POST',
  path: '/api/v1/hand-overs/:handOverId/return-outcome',
  access: 'warning-cards.follow',
  summary: { zh: '登记稽查处理结果', en: 'Record the outcome' },
  citation: 'notice 5.2',
  params: z.object({ handOverId: idSchema }),
  body: z.object({ ...actBody, ...outcomeInput.shape }),
  response: done,
});
