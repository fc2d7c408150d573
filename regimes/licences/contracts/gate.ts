import { z } from 'zod';
import { namedSchema } from '#foundation/schemas.ts';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { groundsSchema } from '#foundation/grounds-schema.ts';
import { gateAnswers } from '../gate.ts';
import { licenceKindSchema } from '../licence.ts';
import { dateSchema, firmShape } from './shared.ts';

export const gateAnswerSchema = z.object({
  answer: z.enum(gateAnswers),
  on: dateSchema,
  dataset: datasetSchema,
  enterprise: z.object({ ...namedSchema.shape, creditCode: z.string().nullable() }).nullable(),
  category: namedSchema.nullable(),
  /** What each kind of licence that the catalogue demands says. */
  kinds: z.array(
    z.object({
      kind: licenceKindSchema,
      answer: z.enum(gateAnswers),
      licenceId: z.number().int().nullable(),
      number: z.string().nullable(),
    }),
  ),
  grounds: groundsSchema,
});
export type GateAnswerShown = z.output<typeof gateAnswerSchema>;

export const askGate = route({
  method: 'GET',
  path: '/api/v1/licence-gate',
  access: 'licences.gate',
  summary: {
    zh: '营业执照登记前查询许可证、认证：可否增加生产范围',
    en: 'Before a business licence: may production of a product be added?',
  },
  citation: 'notice 3.1.1',
  query: z.object({
    ...firmShape,
    /** Name of the product category, another name of it, or its number here. */
    category: z.string().trim().min(1).max(100),
    on: dateSchema.optional(),
    dataset: datasetSchema.optional(),
  }),
  response: gateAnswerSchema,
});
