import { z } from 'zod';
import { datasetSchema } from '#foundation/dataset.ts';
import { pair } from '#foundation/text-pair.ts';

/** Name of the category of rows whose 产品种类 is blank; a person assigns them. */
export const unassignedName = pair('未注明产品种类', 'Category not stated');

export const categorySchema = z.object({
  id: z.int(),
  dataset: datasetSchema,
  name: z.string(),
  parentId: z.int().nullable(),
  /** True for the category of rows that name none. */
  unassigned: z.boolean(),
  /** Other names that lead here, normalised. */
  aliases: z.array(z.string()),
});
export type Category = z.infer<typeof categorySchema>;
