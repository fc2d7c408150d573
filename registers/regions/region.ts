import { z } from 'zod';

export const regionLevels = ['country', 'province', 'city', 'county'] as const;
export type RegionLevel = (typeof regionLevels)[number];

/** Code of the country, the root of the tree. */
export const countryCode = '100000';

/** An administrative division (GB/T 2260), dated. */
export const regionSchema = z.object({
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  level: z.enum(regionLevels),
  parentCode: z.string().nullable(),
  provinceCode: z.string().nullable(),
  cityCode: z.string().nullable(),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  successorCode: z.string().nullable(),
  /** Place on the tile map of cities, column and row from 0. */
  tile: z.object({ column: z.int(), row: z.int() }).nullable(),
  source: z.string(),
  datesConfirmed: z.boolean(),
});
export type Region = z.infer<typeof regionSchema>;
