import { z } from 'zod';
import { dayTextSchema } from '#foundation/local-date.ts';
import { textPairSchema } from '#foundation/text-pair.ts';

/** A day, YYYY-MM-DD. */
export const daySchema = dayTextSchema;
/** A month, YYYY-MM. */
export const monthSchema = z.string().regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/);
/** A moment, ISO 8601 in UTC. */
export const momentSchema = z.string();

/** How many rows match. `exact` false: there are more than `count`. */
export const totalSchema = z.object({ count: z.number().int(), exact: z.boolean() });

export const reasonBody = z.object({ reason: z.string().trim().min(1).max(2000) });
export const exportFormatSchema = z.enum(['xlsx', 'csv']);
/** A file; its bytes do not pass through a schema. */
export const fileSchema = z.unknown();
export { textPairSchema };
