import { z } from 'zod';
import { datasetSchema } from '#foundation/dataset.ts';

export const mergedType = 'enterprises/merged@1';
export const regionConfirmedType = 'enterprises/region-confirmed@1';

/** A person decided that two entries are one enterprise: `from` now leads to `into`. */
export const merged = z.object({ dataset: datasetSchema, from: z.int(), into: z.int() });
export type Merged = z.infer<typeof merged>;

/** A person gave or confirmed where an enterprise is. */
export const regionConfirmed = z.object({
  dataset: datasetSchema,
  enterpriseId: z.int(),
  cityCode: z.string(),
  countyCode: z.string().nullable(),
});
export type RegionConfirmed = z.infer<typeof regionConfirmed>;

/** A firm has another name; the former one stays findable. */
export const renamedType = 'enterprises/renamed@1';
export const renamed = z.object({ dataset: datasetSchema, enterpriseId: z.int(), name: z.string() });
export type Renamed = z.infer<typeof renamed>;

export const enterpriseFacts = {
  [mergedType]: merged,
  [regionConfirmedType]: regionConfirmed,
  [renamedType]: renamed,
} as const;
