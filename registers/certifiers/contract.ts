import { z } from 'zod';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { certifierSchema } from './certifier.ts';

export const listCertifiers = route({
  method: 'GET',
  path: '/api/v1/certifiers',
  access: 'public',
  summary: { zh: '认证机构', en: 'Certification bodies' },
  query: z.object({
    dataset: datasetSchema,
    q: z.string().trim().max(100).default(''),
    limit: z.coerce.number().int().min(1).max(2000).default(1000),
  }),
  response: z.object({ items: z.array(certifierSchema) }),
});
