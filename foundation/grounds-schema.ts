import { z } from 'zod';
import { citationSchema } from './cited-place.ts';
import type { Grounds } from './grounds.ts';
import { textPairSchema } from './text-pair.ts';

/** A resolved parameter as it travels to screens. */
const parameterSchema = z.object({
  key: z.string(),
  title: textPairSchema,
  unit: textPairSchema.optional(),
  value: z.unknown(),
  from: z.string(),
  to: z.string().optional(),
  source: textPairSchema,
  confirmed: z.boolean(),
  overridden: z.boolean(),
});

/** Grounds as they travel to screens; the type that readers see is `Grounds`. */
export const groundsSchema = z.object({
  facts: z.array(z.object({ text: textPairSchema, ref: z.string().optional() })),
  citations: z.array(citationSchema),
  parameters: z.array(parameterSchema),
  explanation: textPairSchema,
}) as unknown as z.ZodType<Grounds>;
