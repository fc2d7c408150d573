import { z } from 'zod';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { actBody, offeredActsSchema } from '#foundation/process.ts';
import { evidenceSchema } from '#platform/evidence/contract.ts';
import { mandateStates, mandateVerbs, matters, newMandateSchema } from './mandate.ts';

/** A power of attorney as lists show it; dates are LocalDates. */
export const mandateSchema = z.object({
  id: z.number().int(),
  dataset: datasetSchema,
  enterpriseId: z.number().int(),
  enterprise: z.string(),
  agentName: z.string(),
  agentOf: z.string().nullable(),
  loginName: z.string(),
  matters: z.array(z.enum(matters)),
  validFrom: z.string(),
  validTo: z.string(),
  state: z.enum(mandateStates),
  /** Valid by its state, but its last day has passed. */
  over: z.boolean(),
  version: z.number().int(),
  filedAt: z.string(),
  files: z.array(evidenceSchema),
  acts: offeredActsSchema(mandateVerbs),
});
export type MandateLine = z.output<typeof mandateSchema>;

const params = z.object({ mandateId: z.coerce.number().int().positive() });

export const listMandates = route({
  method: 'GET',
  path: '/api/v1/mandates',
  access: 'enterprises.settle',
  summary: { zh: '授权委托书', en: 'Powers of attorney' },
  query: z.object({ dataset: datasetSchema, state: z.enum(mandateStates).optional() }),
  response: z.object({ rows: z.array(mandateSchema), counts: z.record(z.enum(mandateStates), z.number().int()) }),
});

export const myMandates = route({
  method: 'GET',
  path: '/api/v1/my-enterprise/mandates',
  access: 'enterprises.mandate',
  summary: { zh: '本企业的授权委托书', en: 'Powers of attorney of my enterprise' },
  response: z.object({ rows: z.array(mandateSchema) }),
});

export const fileMandate = route({
  method: 'POST',
  path: '/api/v1/my-enterprise/mandates',
  access: 'enterprises.mandate',
  summary: { zh: '提交授权委托书', en: 'File a power of attorney' },
  body: newMandateSchema,
  response: z.object({ id: z.number().int() }),
});

export const endMandate = route({
  method: 'POST',
  path: '/api/v1/my-enterprise/mandates/:mandateId/end',
  access: 'enterprises.mandate',
  summary: { zh: '终止委托', en: 'End a power of attorney' },
  params,
  body: z.object(actBody),
  response: z.object({}),
});

export const confirmMandate = route({
  method: 'POST',
  path: '/api/v1/mandates/:mandateId/confirm',
  access: 'enterprises.settle',
  summary: {
    zh: '核对登记授权委托书；代理人没有账号的，新建账号，初始密码只显示一次',
    en: 'Confirm a power of attorney; an agent without an account gets one, its first password is shown once',
  },
  params,
  body: z.object(actBody),
  response: z.object({ password: z.string().nullable() }),
});

const reasoned = (verb: 'refuse' | 'stop', zh: string, en: string) =>
  route({
    method: 'POST',
    path: `/api/v1/mandates/:mandateId/${verb}`,
    access: 'enterprises.settle',
    summary: { zh, en },
    params,
    body: z.object(actBody),
    response: z.object({}),
  });
export const refuseMandate = reasoned('refuse', '不予登记授权委托书', 'Refuse a power of attorney');
export const stopMandate = reasoned('stop', '停止代理', 'Stop an agent');
