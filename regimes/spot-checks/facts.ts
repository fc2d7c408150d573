import { z } from 'zod';
import { datasetSchema } from '#foundation/dataset.ts';
import type { Fact } from '#foundation/fact.ts';

/**
 * Results came, went or changed hands. While reactions run, the transaction holds the temporary table
 * `spot_checks_touched (producer_id bigint, category_id bigint)`: each producer × category, once, that has or had a failing or
 * refused result and whose results differ from before (refusals whose category changed as well).
 */
export const resultsChangedType = 'spot-checks/results-changed@1';

export const resultsChangedSchema = z.object({
  dataset: datasetSchema,
  importId: z.uuid().optional(),
  producers: z.union([z.literal('all-of-import'), z.array(z.number().int())]),
  cause: z.enum(['import', 'withdrawal', 'merge', 'region', 'roles', 'near-equal', 'category']),
});

export type ResultsChanged = Fact<typeof resultsChangedType, z.output<typeof resultsChangedSchema>>;
