import { z } from 'zod';
import { idSchema, namedSchema } from '#foundation/schemas.ts';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { pageByState, pageQuery } from '#foundation/paging.ts';
import { actBody, eventSchema, nextStepSchema, offeredActsSchema } from '#foundation/process.ts';
import { evidenceIds, evidenceSchema } from '#platform/evidence/contract.ts';
import { bodyAnswers, requestProcess, requestStates, type RequestVerb, requestVerbs } from '../request.ts';
import { licenceLineSchema } from './licences.ts';
import { dateSchema } from './shared.ts';

const requestLineSchema = z.object({
  id: z.number().int(),
  version: z.number().int(),
  dataset: datasetSchema,
  state: z.enum(requestStates),
  licence: z.object({ id: z.number().int(), number: z.string() }),
  holder: namedSchema,
  category: namedSchema,
  certifier: namedSchema,
  cardNumber: z.string(),
  askedOn: dateSchema,
  dueOn: dateSchema,
  decidedOn: dateSchema.nullable(),
  documentNumber: z.string().nullable(),
  reason: z.string().nullable(),
});
export type RequestLine = z.output<typeof requestLineSchema>;

const requestDetailSchema = z.object({
  ...requestLineSchema.shape,
  holdId: z.number().int(),
  /** Days left for the answer; negative where it is late. */
  daysLeft: z.number().int().nullable(),
  next: nextStepSchema,
  acts: offeredActsSchema(requestVerbs),
  events: z.array(eventSchema),
  files: z.array(evidenceSchema),
  certificate: licenceLineSchema,
});
export type RequestDetail = z.output<typeof requestDetailSchema>;

export const listRequests = route({
  method: 'GET',
  path: '/api/v1/licence-requests',
  access: 'licences.read',
  summary: { zh: '请认证机构处理的事项', en: 'What certification bodies are asked about certificates' },
  citation: 'notice 4.3.1',
  query: z.object({ dataset: datasetSchema, state: z.enum(requestStates).optional(), ...pageQuery }),
  response: pageByState(requestLineSchema, z.enum(requestStates)),
});

const requestId = z.object({ requestId: idSchema });

export const getRequest = route({
  method: 'GET',
  path: '/api/v1/licence-requests/:requestId',
  access: 'licences.read',
  summary: { zh: '查看一件请认证机构处理的事项', en: 'One request to a certification body' },
  citation: 'notice 4.3.1',
  params: requestId,
  response: requestDetailSchema,
});

const answerInput = z.object({
  ...actBody,
  /** Day of the decision. */
  on: dateSchema,
  /** Number of its paper. */
  documentNumber: z.string().trim().min(1).max(100),
  files: evidenceIds.default([]),
});
const recordInput = answerInput.extend({ answer: z.enum(bodyAnswers) });
export type AnswerInput = z.output<typeof answerInput>;
export type RecordInput = z.output<typeof recordInput>;

const answerRoute = <Body extends z.ZodType>(verb: RequestVerb, body: Body) =>
  route({
    method: 'POST',
    path: `/api/v1/licence-requests/:requestId/${verb}`,
    access: requestProcess.acts[verb].permission,
    summary: {
      zh: `请认证机构处理的事项：${requestProcess.acts[verb].label.zh}`,
      en: `Request to a certification body: ${requestProcess.acts[verb].label.en}`,
    },
    citation: 'notice 4.3.1',
    params: requestId,
    body,
    response: requestDetailSchema,
  });
export const requestActs = {
  suspend: answerRoute('suspend', answerInput),
  withdraw: answerRoute('withdraw', answerInput),
  keep: answerRoute('keep', answerInput),
  record: answerRoute('record', recordInput),
} as const satisfies Record<RequestVerb, unknown>;
