import { z } from 'zod';
import { datasetSchema } from '#foundation/dataset.ts';

/** A certification body 认证机构. */
export const certifierSchema = z.object({
  id: z.int(),
  dataset: datasetSchema,
  name: z.string(),
  approval: z.string().nullable(),
});
export type Certifier = z.infer<typeof certifierSchema>;
