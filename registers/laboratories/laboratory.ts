import { z } from 'zod';
import { datasetSchema } from '#foundation/dataset.ts';

/** An inspection body 承检机构. */
export const laboratorySchema = z.object({
  id: z.int(),
  dataset: datasetSchema,
  name: z.string(),
  regionCode: z.string().nullable(),
  accreditation: z.string().nullable(),
  validTo: z.string().nullable(),
});
export type Laboratory = z.infer<typeof laboratorySchema>;
