import { actRoutes } from '#foundation/act-route.ts';
import { idSchema, namedSchema, regionSchema } from '#foundation/schemas.ts';
import { z } from 'zod';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { pageByState, pageQuery } from '#foundation/paging.ts';
import { refusalSchema } from '#foundation/refusal.ts';
import { actBody, eventSchema, nextStepSchema, offeredActsSchema } from '#foundation/process.ts';
import { reserveProcess, reserveStates, type ReserveVerb, reserveVerbs, sampleProcess, sampleStates, type SampleVerb, sampleVerbs } from './sample.ts'; // prettier-ignore
import { sheetInput } from './sheet-input.ts';

const sampleId = z.object({ sampleId: idSchema });

export const sampleLineSchema = z.object({
  id: z.number().int(),
  dataset: datasetSchema,
  number: z.string(),
  state: z.enum(sampleStates),
  version: z.number().int(),
  visitId: z.number().int(),
  /** Null for a laboratory, which sees no plan. */
  plan: z.object({ id: z.number().int(), title: z.string(), number: z.string().nullable() }).nullable(),
  category: namedSchema,
  productName: z.string(),
  producerName: z.string(),
  place: regionSchema.nullable(),
  laboratory: namedSchema.nullable(),
  sampledOn: z.string(),
  reserveState: z.enum(reserveStates),
});
export type SampleLine = z.output<typeof sampleLineSchema>;

export const custodySchema = z.object({
  id: z.number().int(),
  part: z.enum(['main', 'reserve']),
  step: z.enum(['sealed', 'sent', 'received', 'rejected', 'returned', 'called', 'disposed']),
  at: z.string(),
  from: z.string(),
  to: z.string(),
  courierNumber: z.string().nullable(),
  seal: z.enum(['intact', 'broken', 'unseen']),
  note: z.string().nullable(),
  by: z.string().nullable(),
});

export const sampleDetailSchema = z.object({
  ...sampleLineSchema.shape,
  sheet: z.unknown(),
  sheetRevision: z.number().int(),
  seals: z.array(z.string()),
  reserveSeals: z.array(z.string()),
  reserveQuantity: z.string(),
  reserveKeptBy: z.enum(['laboratory', 'enterprise', 'none']),
  retestLaboratory: namedSchema.nullable(),
  custody: z.array(custodySchema),
  corrections: z.array(
    z.object({
      revision: z.number().int(),
      changes: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
      reason: z.string(),
      signedBy: z.string(),
      by: z.string().nullable(),
      at: z.string(),
    }),
  ),
  next: nextStepSchema,
  /** Correcting the sheet, signed by both sides. */
  correction: z.object({ permission: z.string(), refusal: refusalSchema.nullable() }),
  acts: offeredActsSchema(sampleVerbs),
  reserveActs: offeredActsSchema(reserveVerbs),
  events: z.array(eventSchema),
});
export type SampleDetail = z.output<typeof sampleDetailSchema>;

export const sampleFilterSchema = z.object({
  dataset: datasetSchema,
  planId: idSchema.optional(),
  state: z.enum(sampleStates).optional(),
  q: z.string().trim().max(100).optional(),
});
export type SampleFilter = z.output<typeof sampleFilterSchema>;

export const listSamples = route({
  method: 'GET',
  path: '/api/v1/samples',
  access: 'spot-checks.see-visits',
  summary: { zh: '样品', en: 'Samples' },
  query: sampleFilterSchema.extend(pageQuery),
  response: pageByState(sampleLineSchema, z.enum(sampleStates)),
});

/** Samples on their way to the laboratories of the reader, and reserves called for their retests. */
export const listArriving = route({
  method: 'GET',
  path: '/api/v1/arriving-samples',
  access: 'spot-checks.laboratory',
  summary: { zh: '待收样品（本机构）', en: 'Samples to receive, of the own laboratory' },
  query: z.object({ dataset: datasetSchema }),
  response: z.object({
    rows: z.array(
      z.object({
        ...sampleLineSchema.shape,
        part: z.enum(['main', 'reserve']),
        seals: z.array(z.string()),
        quantity: z.string(),
        courierNumber: z.string().nullable(),
        sentAt: z.string().nullable(),
      }),
    ),
  }),
});
export type ArrivingSample = z.output<typeof listArriving.response>['rows'][number];

export const getSample = route({
  method: 'GET',
  path: '/api/v1/samples/:sampleId',
  access: 'signed-in',
  summary: { zh: '查看一件样品及其流转', en: 'One sample with its chain of custody' },
  params: sampleId,
  response: sampleDetailSchema,
});

export const takeSample = route({
  method: 'POST',
  path: '/api/v1/visits/:visitId/samples',
  access: 'spot-checks.sample',
  summary: { zh: '填写抽样单、封样', en: 'Fill in the sheet and seal a sample' },
  params: z.object({ visitId: idSchema }),
  body: z.object({ version: actBody.version, sheet: sheetInput }),
  response: sampleDetailSchema,
});

export const correctSheet = route({
  method: 'POST',
  path: '/api/v1/samples/:sampleId/corrections',
  access: 'spot-checks.sample',
  summary: { zh: '更正抽样单，双方签字，原值保留', en: 'Correct the sheet, signed by both sides; former values stay' },
  params: sampleId,
  body: z.object({
    version: actBody.version,
    sheet: sheetInput,
    reason: z.string().trim().min(1).max(2000),
    signedBy: z.string().trim().min(1).max(60),
  }),
  response: sampleDetailSchema,
});

/** What an act on a sample may carry. `seal` is what was found. */
export const sampleActBody = z.object({
  ...actBody,
  courierNumber: z.string().trim().max(60).optional(),
  seal: z.enum(['intact', 'broken']).optional(),
  note: z.string().trim().max(1000).optional(),
});
export type SampleActInput = z.output<typeof sampleActBody>;

const actRoute = actRoutes(
  { ...sampleProcess.acts, ...reserveProcess.acts },
  { path: '/api/v1/samples/:sampleId', params: sampleId, body: sampleActBody, response: sampleDetailSchema },
);

export const sampleActs = {
  send: actRoute('send', { zh: '寄送样品（快递单号）', en: 'Send a sample, with the number of the consignment' }),
  void: actRoute('void', { zh: '作废样品', en: 'Declare a sample void' }),
  receive: actRoute('receive', { zh: '查验封样后收样', en: 'Receive a sample with its seal intact' }),
  reject: actRoute('reject', {
    zh: '封样破损或与抽样单不符，退样',
    en: 'Reject a sample: seal broken or not as on the sheet',
  }),
  resample: actRoute('resample', { zh: '退样后重新抽样', en: 'Sample again after a rejection' }),
} as const satisfies Record<SampleVerb, unknown>;

export const reserveActs = {
  'send-reserve': actRoute('send-reserve', {
    zh: '登记已调取备样的寄送（快递单号）',
    en: 'Record the consignment of a reserve that a retest has called',
  }),
  'receive-reserve': actRoute('receive-reserve', {
    zh: '查验后收取备样',
    en: 'Receive the reserve with its seal intact',
  }),
  'tamper-reserve': actRoute('tamper-reserve', { zh: '备样封样破坏或调换', en: 'The reserve was tampered with' }),
  'dispose-reserve': actRoute('dispose-reserve', { zh: '处置备样', en: 'Dispose of the reserve' }),
} as const satisfies Record<ReserveVerb, unknown>;
