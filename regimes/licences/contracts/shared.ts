import { z } from 'zod';
import { dayTextSchema } from '#foundation/local-date.ts';
import { idSchema } from '#foundation/schemas.ts';

/** Whom a question or a record is about: one of the two is given. */
export const firmShape = {
  /** Unified social credit code. */
  enterprise: z.string().trim().min(1).max(40).optional(),
  /** The number of the enterprise here, for one without a code. */
  enterpriseId: idSchema.optional(),
};

export const dateSchema = dayTextSchema;
export const reasonSchema = z.string().trim().min(1).max(2000);
