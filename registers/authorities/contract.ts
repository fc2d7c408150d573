import { z } from 'zod';
import { dayTextSchema } from '#foundation/local-date.ts';
import { authorityKinds } from '#foundation/authority-kind.ts';
import { route } from '#foundation/contract.ts';
import { authoritySchema, levels } from './authority.ts';

export const listAuthorities = route({
  method: 'GET',
  path: '/api/v1/authorities',
  access: 'public',
  summary: { zh: '机关名录（含沿革）', en: 'Authorities, with what they were before' },
  query: z.object({
    region: z
      .string()
      .regex(/^[1-9]\d{5}$/)
      .optional(),
    kind: z.enum(authorityKinds).optional(),
    level: z.enum(levels).optional(),
    on: dayTextSchema.optional(),
  }),
  response: z.object({ items: z.array(authoritySchema) }),
});
