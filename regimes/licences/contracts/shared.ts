import { z } from 'zod';
import { dayTextSchema } from '#foundation/local-date.ts';

export const dateSchema = dayTextSchema;
export const reasonSchema = z.string().trim().min(1).max(2000);
