import { z } from 'zod';
import { dayTextSchema } from '#foundation/local-date.ts';

export const idSchema = z.coerce.number().int().positive();
export const namedSchema = z.object({ id: z.number().int(), name: z.string() });
export const dateSchema = dayTextSchema;
export const reasonSchema = z.string().trim().min(1).max(2000);
