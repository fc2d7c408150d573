import { z } from 'zod';

/** The number of a thing, in an address or a body. */
export const idSchema = z.coerce.number().int().positive();
/** A thing by number and name. */
export const namedSchema = z.object({ id: z.number().int(), name: z.string() });
/** A division by GB/T 2260 code and name. */
export const regionSchema = z.object({ code: z.string(), name: z.string() });
/** A GB/T 2260 code: province, city or county. */
export const regionCodeSchema = z.string().regex(/^[1-9]\d{5}$/);
