import { z } from 'zod';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { laboratorySchema } from './laboratory.ts';

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
