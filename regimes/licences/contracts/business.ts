import { z } from 'zod';
import { idSchema, namedSchema } from '#foundation/schemas.ts';
import { pageOf, pageQuery } from '#foundation/paging.ts';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { stages } from '../business-licence.ts';
import { gateAnswers } from '../gate.ts';
import { gateAnswerSchema } from './gate.ts';
import { importReportSchema } from '#foundation/import-report.ts';
import { dateSchema, firmShape, reasonSchema } from './shared.ts';

const businessLineSchema = z.object({
  id: z.number().int(),
  version: z.number().int(),
  dataset: datasetSchema,
  enterprise: namedSchema,
  creditCode: z.string().nullable(),
  category: namedSchema,
  stage: z.enum(stages),
  since: dateSchema,
  endedOn: dateSchema.nullable(),
  authority: z.string(),
  /** What the gate said when production was entered by hand or over the interface. */
  gateAnswer: z.enum(gateAnswers).nullable(),
});
export type BusinessLine = z.output<typeof businessLineSchema>;

export const listBusinessLicences = route({
  method: 'GET',
  path: '/api/v1/business-licences',
  access: 'licences.business',
  summary: { zh: '目录内产品的营业执照登记', en: 'Business licences for products of the catalogue' },
  citation: 'notice 3.1.1',
  query: z.object({
    dataset: datasetSchema,
    stage: z.enum(stages).optional(),
    q: z.string().trim().max(100).optional(),
    ...pageQuery,
  }),
  response: pageOf(businessLineSchema).extend({ total: z.number().int() }),
});

const businessInput = z.object({
  dataset: datasetSchema.optional(),
  ...firmShape,
  /** Name of the category, another name of it, or its number here. */
  category: z.string().trim().min(1).max(100),
  stage: z.enum(stages),
  since: dateSchema,
  authority: z.string().trim().min(2).max(200),
});
export type BusinessInput = z.output<typeof businessInput>;

export const recordBusinessLicence = route({
  method: 'PUT',
  path: '/api/v1/business-licences',
  access: 'licences.business',
  summary: {
    zh: '登记营业执照对目录内产品的筹建或生产范围，并附登记前查询的答复',
    en: 'Enter what a business licence says of a product, with what the gate says',
  },
  citation: 'notice 3.1.1',
  body: businessInput,
  response: z.object({ record: businessLineSchema, gate: gateAnswerSchema }),
});

export const endBusinessLicence = route({
  method: 'POST',
  path: '/api/v1/business-licences/:recordId/end',
  access: 'licences.business',
  summary: { zh: '登记注销或删去该产品', en: 'Record that the product or the firm was struck off' },
  params: z.object({ recordId: idSchema }),
  body: z.object({ version: z.number().int().positive(), on: dateSchema, reason: reasonSchema }),
  response: businessLineSchema,
});

export const importBusinessLicences = route({
  method: 'POST',
  path: '/api/v1/business-licences/import',
  access: 'licences.business',
  summary: { zh: '导入营业执照登记（.xlsx、.xls、.csv）', en: 'Import business licences' },
  query: z.object({ dataset: datasetSchema }),
  response: importReportSchema,
  transfer: 'upload',
});
