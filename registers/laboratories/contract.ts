import { z } from 'zod';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { laboratorySchema } from './laboratory.ts';
import { scopeLine } from './scope.ts';

export const listLaboratories = route({
  method: 'GET',
  path: '/api/v1/laboratories',
  access: 'public',
  summary: { zh: '承检机构', en: 'Inspection bodies' },
  query: z.object({
    dataset: datasetSchema,
    q: z.string().trim().max(100).default(''),
    limit: z.coerce.number().int().min(1).max(2000).default(1000),
  }),
  response: z.object({ items: z.array(laboratorySchema) }),
});

const laboratoryId = z.object({ laboratoryId: z.coerce.number().int().positive() });

export const laboratoryDetailSchema = z.object({
  ...laboratorySchema.shape,
  /** Lines of the accredited scope; none: not entered yet. */
  scope: z.array(z.object(scopeLine.shape)),
  mayRecord: z.boolean(),
});
export type LaboratoryDetail = z.output<typeof laboratoryDetailSchema>;

export const getLaboratory = route({
  method: 'GET',
  path: '/api/v1/laboratories/:laboratoryId',
  access: 'signed-in',
  summary: { zh: '查看一家承检机构及其检验能力范围', en: 'One laboratory with its accredited scope' },
  params: laboratoryId,
  response: laboratoryDetailSchema,
});

export const recordScope = route({
  method: 'PUT',
  path: '/api/v1/laboratories/:laboratoryId/scope',
  access: 'laboratories.record',
  summary: { zh: '登记检验能力范围（整体替换）', en: 'Enter the accredited scope, replacing the former' },
  params: laboratoryId,
  body: z.object({ lines: z.array(scopeLine).max(20_000) }),
  response: laboratoryDetailSchema,
});
