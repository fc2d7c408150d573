import { z } from 'zod';
import { dayTextSchema } from '#foundation/local-date.ts';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { evidenceIds, evidenceSchema } from '#platform/evidence/contract.ts';
import { pageByState, pageQuery } from '#foundation/paging.ts';
import { refusalSchema } from '#foundation/refusal.ts';
import { manners, serviceInput } from '#foundation/service.ts';
import { idSchema, namedSchema } from '#foundation/schemas.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import { actBody, eventSchema, nextStepSchema, offeredActsSchema } from '#foundation/process.ts';
import { identityProcess, identityStates, type IdentityVerb, identityVerbs, noticeStates, noticeVerbs, parties } from './notice.ts'; // prettier-ignore
import { objectionProcess, objectionStates, type ObjectionVerb, objectionVerbs } from './objection.ts';
import { retestStates, retestVerbs } from './retest.ts';
import { writtenWordStates } from './written-word.ts';

const noticeId = z.object({ noticeId: idSchema });
const objectionId = z.object({ objectionId: idSchema });
const retestId = z.object({ retestId: idSchema });
const done = z.object({ done: z.literal(true) });

export const noticeLineSchema = z.object({
  id: z.number().int(),
  version: z.number().int(),
  dataset: datasetSchema,
  number: z.string(),
  party: z.enum(parties),
  addressee: z.string(),
  state: z.enum(noticeStates),
  identity: z.enum(identityStates),
  product: z.string(),
  sampleNumber: z.string(),
  conclusion: z.enum(['pass', 'fail']),
  plan: z.string(),
  city: z.string().nullable(),
  dueOn: z.string().nullable(),
  effectiveOn: z.string().nullable(),
  objectionUntil: z.string().nullable(),
  finalOn: z.string().nullable(),
  /** Days left to serve, or to object: 0 on the last day, negative when it is over. */
  daysLeft: z.number().int().nullable(),
});
export type NoticeLine = z.output<typeof noticeLineSchema>;

const retestSchema = z.object({
  id: z.number().int(),
  version: z.number().int(),
  state: z.enum(retestStates),
  objectionId: z.number().int().nullable(),
  laboratory: namedSchema.nullable(),
  /** Laboratories that the plan names for retests. */
  planned: z.array(namedSchema),
  formalitiesUntil: z.string().nullable(),
  formalitiesOn: z.string().nullable(),
  designateUntil: z.string().nullable(),
  reason: z.string().nullable(),
  outcome: z.enum(['same', 'different']).nullable(),
  feeBy: z.enum(['applicant', 'authority']).nullable(),
  acts: offeredActsSchema(retestVerbs),
  events: z.array(eventSchema),
});
export type RetestDetail = z.output<typeof retestSchema>;

export const objectionLineSchema = z.object({
  id: z.number().int(),
  version: z.number().int(),
  dataset: datasetSchema,
  state: z.enum(objectionStates),
  noticeId: z.number().int(),
  number: z.string(),
  addressee: z.string(),
  product: z.string(),
  filedOn: z.string(),
  decideUntil: z.string(),
  wantsRetest: z.boolean(),
  retest: z.enum(retestStates).nullable(),
});
export type ObjectionLine = z.output<typeof objectionLineSchema>;

/**
 * A written waiver of an objection, or withdrawal of one, that an official recorded with its scan. It counts when another person has
 * confirmed it: a right of a firm is not given up by the word of one official.
 */
export const writtenWordSchema = z.object({
  id: z.number().int(),
  objectionId: z.number().int().nullable(),
  state: z.enum(writtenWordStates),
  reason: z.string(),
  recordedBy: z.string().nullable(),
  recordedAt: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  decisionReason: z.string().nullable(),
  files: z.array(evidenceSchema),
});
export type WrittenWord = z.output<typeof writtenWordSchema>;

export const noticeDetailSchema = z.object({
  ...noticeLineSchema.shape,
  enterpriseId: z.number().int().nullable(),
  /** The enterprise as it is called now, where it was renamed or merged since the notice was drawn up. */
  nowCalled: z.string().nullable(),
  sampleId: z.number().int(),
  brand: z.string().nullable(),
  model: z.string().nullable(),
  batch: z.string().nullable(),
  sampledOn: z.string(),
  authority: z.string(),
  laboratory: z.string(),
  reportNumber: z.string().nullable(),
  failingItems: z.array(z.string()),
  items: z.array(
    z.object({
      item: z.string(),
      measured: z.string(),
      limit: z.string(),
      unit: z.string(),
      verdict: z.string().nullable(),
    }),
  ),
  manner: z.enum(manners).nullable(),
  servedOn: z.string().nullable(),
  proof: z.record(z.string(), z.string()).nullable(),
  identityUntil: z.string().nullable(),
  identityText: z.string().nullable(),
  identityFiles: z.array(evidenceSchema),
  finalVerdict: z.enum(['pass', 'fail', 'refused', 'none']).nullable(),
  next: nextStepSchema,
  acts: offeredActsSchema(noticeVerbs),
  identityActs: offeredActsSchema(identityVerbs),
  /** Why no objection can be filed any more, where its day is over. */
  late: refusalSchema.nullable(),
  mayOrderRetest: z.boolean(),
  objections: z.array(
    z.object({
      id: z.number().int(),
      version: z.number().int(),
      state: z.enum(objectionStates),
      filedOn: z.string(),
      grounds: z.string(),
      wantsRetest: z.boolean(),
      onPaper: z.boolean(),
      decideUntil: z.string(),
      decidedAt: z.string().nullable(),
      decisionReason: z.string().nullable(),
      /** Service of the notice that the retest counts as given up. */
      told: z
        .object({
          manner: z.enum(manners),
          on: z.string(),
          proof: z.record(z.string(), z.string()),
          effectiveOn: z.string(),
        })
        .nullable(),
      acts: offeredActsSchema(objectionVerbs),
      events: z.array(eventSchema),
    }),
  ),
  retests: z.array(retestSchema),
  /** Written waivers and withdrawals that officials recorded. */
  writtenWords: z.array(writtenWordSchema),
  others: z.array(noticeLineSchema),
  events: z.array(eventSchema),
});
export type NoticeDetail = z.output<typeof noticeDetailSchema>;

export const noticeFilterSchema = z.object({
  dataset: datasetSchema,
  state: z.enum(noticeStates).optional(),
  /** Late: not served in time. */
  overdue: z.stringbool().optional(),
  identity: z.enum(identityStates).optional(),
  q: z.string().trim().max(100).optional(),
});
export type NoticeFilter = z.output<typeof noticeFilterSchema>;

export const listNotices = route({
  method: 'GET',
  path: '/api/v1/result-notices',
  access: 'spot-checks.see-visits',
  summary: { zh: '结果告知书', en: 'Result notices' },
  query: noticeFilterSchema.extend(pageQuery),
  response: pageByState(noticeLineSchema, z.enum(noticeStates)).extend({ overdue: z.number().int() }),
});

export const getNotice = route({
  method: 'GET',
  path: '/api/v1/result-notices/:noticeId',
  access: 'spot-checks.see-visits',
  summary: { zh: '查看一份结果告知书', en: 'One result notice' },
  params: noticeId,
  response: noticeDetailSchema,
});

export const objectionFilterSchema = z.object({
  dataset: datasetSchema,
  state: z.enum(objectionStates).optional(),
  q: z.string().trim().max(100).optional(),
});
export type ObjectionFilter = z.output<typeof objectionFilterSchema>;

export const listObjections = route({
  method: 'GET',
  path: '/api/v1/objections',
  access: 'spot-checks.see-visits',
  summary: { zh: '异议和复检', en: 'Objections and retests' },
  query: objectionFilterSchema.extend({ limit: z.coerce.number().int().min(1).max(2000).default(500) }),
  response: z.object({
    rows: z.array(objectionLineSchema),
    counts: z.record(z.enum(objectionStates), z.number().int()),
  }),
});

/** An objection is shown on the page of its notice. */
export const getObjection = route({
  method: 'GET',
  path: '/api/v1/objections/:objectionId',
  access: 'spot-checks.see-visits',
  summary: { zh: '查看一项异议', en: 'One objection' },
  params: objectionId,
  response: noticeDetailSchema,
});

export const myEnterprise = route({
  method: 'GET',
  path: '/api/v1/my-enterprise',
  access: 'spot-checks.answer',
  summary: { zh: '我的企业：告知书和结果', en: 'My enterprise: notices and results' },
  response: z.object({
    enterprises: z.array(namedSchema),
    notices: z.array(noticeLineSchema),
  }),
});

export const myNotice = route({
  method: 'GET',
  path: '/api/v1/my-enterprise/notices/:noticeId',
  access: 'spot-checks.answer',
  summary: { zh: '查看本企业的一份结果告知书', en: 'One result notice of my enterprise' },
  params: noticeId,
  response: noticeDetailSchema,
});

export const serveNotice = route({
  method: 'POST',
  path: '/api/v1/result-notices/:noticeId/serve',
  access: 'spot-checks.serve',
  summary: { zh: '登记送达及凭据', en: 'Record service with its proof' },
  params: noticeId,
  body: z.object({ ...actBody, service: serviceInput }),
  response: done,
});

const waiver = (
  verb: 'waive' | 'confirm-waiver' | 'reject-waiver',
  access: 'spot-checks.answer' | 'spot-checks.decide',
  summary: TextPair,
) =>
  route({
    method: 'POST',
    path: `/api/v1/result-notices/:noticeId/${verb}`,
    access,
    summary,
    params: noticeId,
    body: z.object(actBody),
    response: done,
  });
export const waivers = {
  waive: waiver('waive', 'spot-checks.answer', { zh: '企业放弃异议', en: 'The enterprise waives its objection' }),
  'confirm-waiver': waiver('confirm-waiver', 'spot-checks.decide', {
    zh: '另一人复核书面放弃异议',
    en: 'Confirm a written waiver, by another person',
  }),
  'reject-waiver': waiver('reject-waiver', 'spot-checks.decide', {
    zh: '认定书面放弃异议不成立',
    en: 'Reject a written waiver',
  }),
} as const;
const writtenWordBody = z.object({ ...actBody, files: evidenceIds });
export const recordWaiver = route({
  method: 'POST',
  path: '/api/v1/result-notices/:noticeId/record-waiver',
  access: 'spot-checks.serve',
  summary: { zh: '登记书面放弃异议，附扫描件', en: 'Record a written waiver with its scan' },
  params: noticeId,
  body: writtenWordBody,
  response: done,
});

const objectionBody = {
  ...actBody,
  grounds: z.string().trim().min(2).max(4000),
  wantsRetest: z.boolean(),
};
export const fileObjection = route({
  method: 'POST',
  path: '/api/v1/result-notices/:noticeId/object',
  access: 'spot-checks.answer',
  summary: { zh: '企业提出异议', en: 'The enterprise objects' },
  params: noticeId,
  body: z.object(objectionBody),
  response: done,
});
export const registerObjection = route({
  method: 'POST',
  path: '/api/v1/result-notices/:noticeId/register-objection',
  access: 'spot-checks.serve',
  summary: { zh: '登记书面异议', en: 'Register a written objection' },
  params: noticeId,
  body: z.object({ ...objectionBody, filedOn: dayTextSchema }),
  response: done,
});

const named = (label: TextPair, kind: TextPair): TextPair => ({
  zh: `${kind.zh}：${label.zh}`,
  en: `${kind.en}: ${label.en}`,
});

const identityRoute = <More extends z.ZodRawShape>(verb: IdentityVerb, more: More) =>
  route({
    method: 'POST',
    path: `/api/v1/result-notices/:noticeId/${verb}`,
    access: identityProcess.acts[verb].permission,
    summary: named(identityProcess.acts[verb].label, { zh: '产品确认', en: 'Whose product' }),
    params: noticeId,
    body: z.object({ ...actBody, ...more }),
    response: done,
  });
/** Files handed in before: the scan of what the firm wrote, or what it brings along. */
const withFiles = { files: evidenceIds.default([]) };
export const identityActs = {
  confirm: identityRoute('confirm', withFiles),
  'record-confirmation': identityRoute('record-confirmation', withFiles),
  deny: identityRoute('deny', withFiles),
  'record-denial': identityRoute('record-denial', withFiles),
  'prove-denial': identityRoute('prove-denial', {}),
  'reject-denial': identityRoute('reject-denial', {}),
  'take-up-lead': identityRoute('take-up-lead', {}),
} as const satisfies Record<IdentityVerb, unknown>;

type PlainVerb = Exclude<ObjectionVerb, 'tell-abandonment' | 'record-withdrawal'>;
const objectionRoute = (verb: PlainVerb) =>
  route({
    method: 'POST',
    path: `/api/v1/objections/:objectionId/${verb}`,
    access: objectionProcess.acts[verb].permission,
    summary: named(objectionProcess.acts[verb].label, { zh: '异议', en: 'Objection' }),
    params: objectionId,
    body: z.object(actBody),
    response: done,
  });
export const objectionActs = {
  refuse: objectionRoute('refuse'),
  accept: objectionRoute('accept'),
  uphold: objectionRoute('uphold'),
  withdraw: objectionRoute('withdraw'),
  'confirm-withdrawal': objectionRoute('confirm-withdrawal'),
  'reject-withdrawal': objectionRoute('reject-withdrawal'),
} as const satisfies Record<PlainVerb, unknown>;

export const recordWithdrawal = route({
  method: 'POST',
  path: '/api/v1/objections/:objectionId/record-withdrawal',
  access: 'spot-checks.serve',
  summary: { zh: '登记书面撤回异议，附扫描件', en: 'Record a written withdrawal with its scan' },
  params: objectionId,
  body: writtenWordBody,
  response: done,
});

export const tellAbandonment = route({
  method: 'POST',
  path: '/api/v1/objections/:objectionId/tell-abandonment',
  access: 'spot-checks.serve',
  summary: { zh: '登记视为放弃复检告知书的送达', en: 'Record service of the notice of an abandoned retest' },
  params: objectionId,
  body: z.object({ ...actBody, service: serviceInput }),
  response: done,
});

export const orderRetest = route({
  method: 'POST',
  path: '/api/v1/result-notices/:noticeId/order-retest',
  access: 'spot-checks.decide',
  summary: { zh: '责令复检', en: 'Order a retest' },
  params: noticeId,
  body: z.object({ reason: z.string().trim().min(1).max(2000) }),
  response: done,
});
export const recordFormalities = route({
  method: 'POST',
  path: '/api/v1/retests/:retestId/record-formalities',
  access: 'spot-checks.serve',
  summary: { zh: '登记复检手续已办理', en: 'Record the formalities of a retest' },
  params: retestId,
  body: z.object(actBody),
  response: done,
});
export const retestLaboratories = route({
  method: 'GET',
  path: '/api/v1/retests/:retestId/laboratories',
  access: 'spot-checks.decide',
  summary: { zh: '可承担复检的机构', en: 'Laboratories that may do a retest' },
  params: retestId,
  response: z.object({
    rows: z.array(
      z.object({
        ...namedSchema.shape,
        /** The plan names it for retests; another needs a reason. */
        planned: z.boolean(),
        scopeEntered: z.boolean(),
      }),
    ),
  }),
});
export const designateLaboratory = route({
  method: 'POST',
  path: '/api/v1/retests/:retestId/designate',
  access: 'spot-checks.decide',
  summary: { zh: '确定复检机构', en: 'Designate the laboratory of a retest' },
  params: retestId,
  body: z.object({ ...actBody, laboratoryId: z.number().int().positive() }),
  response: done,
});
export const publishResults = route({
  method: 'POST',
  path: '/api/v1/spot-check-plans/:planId/publish-results',
  access: 'spot-checks.approve',
  summary: { zh: '公布计划的抽查结果', en: 'Publish the results of a plan' },
  params: z.object({ planId: idSchema }),
  response: z.object({ results: z.number().int() }),
});
