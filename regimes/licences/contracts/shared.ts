import { z } from 'zod';
import { dayTextSchema } from '#foundation/local-date.ts';

export const idSchema = z.coerce.number().int().positive();
export const namedSchema = z.object({ id: z.number().int(), name: z.string() });
export const dateSchema = dayTextSchema;
export const reasonSchema = z.string().trim().min(1).max(2000);
export const pageQuery = {
  cursor: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};
