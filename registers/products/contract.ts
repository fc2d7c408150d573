import { z } from 'zod';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { categorySchema } from './category.ts';

export const listCategories = route({
  method: 'GET',
  path: '/api/v1/products',
  access: 'public',
  summary: { zh: '产品种类', en: 'Product categories' },
  query: z.object({
    dataset: datasetSchema,
    q: z.string().trim().max(100).default(''),
    limit: z.coerce.number().int().min(1).max(2000).default(1000),
  }),
  response: z.object({ items: z.array(categorySchema) }),
});

export const addAlias = route({
  method: 'POST',
  path: '/api/v1/products/:id/aliases',
  access: 'spot-checks.settle',
  summary: { zh: '为产品种类增加别名', en: 'Give a category another name that tables use' },
  params: z.object({ id: z.coerce.number().int().positive() }),
  body: z.object({ name: z.string().trim().min(1).max(100), reason: z.string().trim().min(1).max(2000) }),
  response: z.object({ id: z.int() }),
});
