import { z } from 'zod';
import { authorityKinds } from '#foundation/authority-kind.ts';

export const levels = ['national', 'provincial', 'municipal', 'county'] as const;
export type Level = (typeof levels)[number];

/** An authority under one name, dated; reorganised ones point to their successor. */
export const authoritySchema = z.object({
  id: z.int(),
  name: z.string(),
  shortName: z.string(),
  kind: z.enum(authorityKinds),
  level: z.enum(levels),
  regionCode: z.string(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  datesConfirmed: z.boolean(),
  successorId: z.int().nullable(),
});
export type Authority = z.infer<typeof authoritySchema>;
