import { z } from 'zod';
import { dayTextSchema } from '#foundation/local-date.ts';
import { route } from '#foundation/contract.ts';
import { regionLevels, regionSchema } from './region.ts';

const code = z.string().regex(/^[1-9]\d{5}$/);

export const listRegions = route({
  method: 'GET',
  path: '/api/v1/regions',
  access: 'public',
  summary: { zh: '行政区划（GB/T 2260）', en: 'Administrative divisions (GB/T 2260)' },
  query: z.object({
    province: code.optional(),
    level: z.enum(regionLevels).optional(),
    parent: code.optional(),
    /** Divisions that existed on the day; all, former ones included, without it. */
    on: dayTextSchema.optional(),
  }),
  response: z.object({ items: z.array(regionSchema) }),
});
