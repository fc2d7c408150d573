import { z } from 'zod';
import { idSchema, namedSchema } from '#foundation/schemas.ts';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { actBody, eventSchema, offeredActsSchema } from '#foundation/process.ts';
import { entryProcess, entryStates, type EntryVerb, entryVerbs } from '../catalogue-entry.ts';
import { licenceKindSchema } from '../licence.ts';
import { dateSchema, reasonSchema } from './shared.ts';

export const entrySchema = z.object({
  id: z.number().int(),
  version: z.number().int(),
  dataset: datasetSchema,
  category: namedSchema,
  kind: licenceKindSchema,
  from: dateSchema,
  until: dateSchema.nullable(),
  issuer: z.string(),
  source: z.string(),
  confirmed: z.boolean(),
  state: z.enum(entryStates),
  replacesId: z.number().int().nullable(),
  reason: z.string(),
  proposedBy: z.string().nullable(),
  acts: offeredActsSchema(entryVerbs),
  events: z.array(eventSchema),
});
export type CatalogueEntry = z.output<typeof entrySchema>;

export const listCatalogue = route({
  method: 'GET',
  path: '/api/v1/licence-catalogue',
  access: 'signed-in',
  summary: { zh: '生产许可证和强制性认证产品目录', en: 'Catalogue of products under licence or certification' },
  citation: 'notice 3.1.1',
  query: z.object({
    dataset: datasetSchema,
    state: z.enum(entryStates).default('in-force'),
    kind: licenceKindSchema.optional(),
    /** Only what stood on this day. */
    on: dateSchema.optional(),
    q: z.string().trim().max(100).default(''),
  }),
  response: z.object({ rows: z.array(entrySchema), counts: z.record(z.enum(entryStates), z.number().int()) }),
});

const entryInput = z
  .object({
    dataset: datasetSchema,
    categoryId: z.number().int().positive(),
    kind: licenceKindSchema,
    from: dateSchema,
    until: dateSchema.nullable().default(null),
    issuer: z.string().trim().min(2).max(200),
    source: z.string().trim().min(2).max(500),
    confirmed: z.boolean().default(false),
    /** The entry in whose place it comes, for example the same with a last day. */
    replacesId: z.number().int().positive().nullable().default(null),
    reason: reasonSchema,
  })
  .refine(({ from, until }) => until === null || from <= until, { path: ['until'] });
export type EntryInput = z.output<typeof entryInput>;

export const proposeEntry = route({
  method: 'POST',
  path: '/api/v1/licence-catalogue',
  access: 'licences.catalogue',
  summary: { zh: '提出目录条目（新增、变更或移出）', en: 'Propose an entry: new, changed, or with a last day' },
  body: entryInput,
  response: entrySchema,
});

const entryRoute = (verb: EntryVerb) =>
  route({
    method: 'POST',
    path: `/api/v1/licence-catalogue/:entryId/${verb}`,
    access: entryProcess.acts[verb].permission,
    summary: {
      zh: `目录条目：${entryProcess.acts[verb].label.zh}`,
      en: `Catalogue entry: ${entryProcess.acts[verb].label.en}`,
    },
    params: z.object({ entryId: idSchema }),
    body: z.object(actBody),
    response: entrySchema,
  });
export const entryActs = {
  approve: entryRoute('approve'),
  decline: entryRoute('decline'),
  withdraw: entryRoute('withdraw'),
} as const satisfies Record<EntryVerb, unknown>;
