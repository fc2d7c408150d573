import { z } from 'zod';
import { idSchema, namedSchema } from '#foundation/schemas.ts';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { groundsSchema } from '#foundation/grounds-schema.ts';
import { pageByState, pageQuery } from '#foundation/paging.ts';
import { actBody, eventSchema, nextStepSchema, offeredActsSchema } from '#foundation/process.ts';
import { revocationProcess, revocationStates, type RevocationVerb, revocationVerbs } from '../revocation.ts';
import { licenceLineSchema } from './licences.ts';
import { dateSchema, reasonSchema } from './shared.ts';

const revocationLineSchema = z.object({
  id: z.number().int(),
  version: z.number().int(),
  dataset: datasetSchema,
  licenceId: z.number().int(),
  number: z.string(),
  holder: namedSchema,
  products: z.array(z.string()),
  state: z.enum(revocationStates),
  servedOn: dateSchema.nullable(),
  hearingUntil: dateSchema.nullable(),
});
export type RevocationLine = z.output<typeof revocationLineSchema>;

const revocationDetailSchema = z.object({
  ...revocationLineSchema.shape,
  facts: z.string(),
  cardId: z.number().int().nullable(),
  proposedBy: z.string().nullable(),
  requestedOn: dateSchema.nullable(),
  heardOn: dateSchema.nullable(),
  decidedOn: dateSchema.nullable(),
  decisionReason: z.string().nullable(),
  grounds: groundsSchema,
  next: nextStepSchema,
  acts: offeredActsSchema(revocationVerbs),
  events: z.array(eventSchema),
  licence: licenceLineSchema,
});
export type RevocationDetail = z.output<typeof revocationDetailSchema>;

export const listRevocations = route({
  method: 'GET',
  path: '/api/v1/licence-revocations',
  access: 'licences.see-revocations',
  summary: { zh: '许可证吊销事项', en: 'Revocations of licences' },
  citation: 'notice 4.3.2',
  query: z.object({ dataset: datasetSchema, state: z.enum(revocationStates).optional(), ...pageQuery }),
  response: pageByState(revocationLineSchema, z.enum(revocationStates)),
});

const revocationId = z.object({ revocationId: idSchema });

export const getRevocation = route({
  method: 'GET',
  path: '/api/v1/licence-revocations/:revocationId',
  access: 'licences.see-revocations',
  summary: { zh: '查看一件吊销事项', en: 'One revocation' },
  citation: 'notice 4.3.2',
  params: revocationId,
  response: revocationDetailSchema,
});

export const proposeRevocation = route({
  method: 'POST',
  path: '/api/v1/licences/:licenceId/propose-revocation',
  access: 'licences.propose',
  summary: { zh: '提出吊销许可证', en: 'Propose the revocation of a licence' },
  citation: 'notice 4.3.2',
  params: z.object({ licenceId: idSchema }),
  body: z.object({ facts: reasonSchema, cardId: z.number().int().positive().nullable().default(null) }),
  response: revocationDetailSchema,
});

const stepInput = z.object({
  ...actBody,
  /** The day of the step: service, request, hearing, decision; today by default. */
  on: dateSchema.optional(),
  /** For a hearing: the day on which the firm was told of its time and place. */
  noticedOn: dateSchema.optional(),
});
export type StepInput = z.output<typeof stepInput>;

const stepRoute = (verb: RevocationVerb) =>
  route({
    method: 'POST',
    path: `/api/v1/licence-revocations/:revocationId/${verb}`,
    access: revocationProcess.acts[verb].permission,
    summary: {
      zh: `吊销事项：${revocationProcess.acts[verb].label.zh}`,
      en: `Revocation: ${revocationProcess.acts[verb].label.en}`,
    },
    citation: 'notice 4.3.2',
    params: revocationId,
    body: stepInput,
    response: revocationDetailSchema,
  });
export const revocationActs = {
  notify: stepRoute('notify'),
  'request-hearing': stepRoute('request-hearing'),
  hear: stepRoute('hear'),
  revoke: stepRoute('revoke'),
  keep: stepRoute('keep'),
  withdraw: stepRoute('withdraw'),
} as const satisfies Record<RevocationVerb, unknown>;
