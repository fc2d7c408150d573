import { z } from 'zod';
import { idSchema, namedSchema } from '#foundation/schemas.ts';
import { dayTextSchema } from '#foundation/local-date.ts';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { groundsSchema } from '#foundation/grounds-schema.ts';
import { pageByState, pageQuery } from '#foundation/paging.ts';
import { actBody, eventSchema, offeredActsSchema } from '#foundation/process.ts';
import { leadProcess, leadSources, leadStates, type LeadVerb, leadVerbs } from '../lead.ts';
import { licenceKindSchema } from '../licence.ts';
import { licenceLineSchema } from './licences.ts';

const leadLineSchema = z.object({
  id: z.number().int(),
  version: z.number().int(),
  dataset: datasetSchema,
  enterprise: namedSchema,
  category: namedSchema,
  city: z.string().nullable(),
  state: z.enum(leadStates),
  kinds: z.array(licenceKindSchema),
  sources: z.array(z.enum(leadSources)),
  latestOn: dayTextSchema,
  foundAt: z.string(),
});
export type LeadLine = z.output<typeof leadLineSchema>;

const leadDetailSchema = z.object({
  ...leadLineSchema.shape,
  grounds: groundsSchema,
  decisionReason: z.string().nullable(),
  acts: offeredActsSchema(leadVerbs),
  events: z.array(eventSchema),
  /** Licences of the enterprise as they stand today: what came meanwhile. */
  licences: z.array(licenceLineSchema),
});
export type LeadDetail = z.output<typeof leadDetailSchema>;

export const listLeads = route({
  method: 'GET',
  path: '/api/v1/licence-leads',
  access: 'licences.leads',
  summary: { zh: '无证生产线索', en: 'Leads of unlicensed production' },
  citation: 'notice 3.1.1',
  query: z.object({
    dataset: datasetSchema,
    state: z.enum(leadStates).optional(),
    source: z.enum(leadSources).optional(),
    q: z.string().trim().max(100).optional(),
    ...pageQuery,
  }),
  response: pageByState(leadLineSchema, z.enum(leadStates)),
});

const leadId = z.object({ leadId: idSchema });

export const getLead = route({
  method: 'GET',
  path: '/api/v1/licence-leads/:leadId',
  access: 'licences.leads',
  summary: { zh: '查看一条无证生产线索', en: 'One lead of unlicensed production' },
  citation: 'notice 3.1.1',
  params: leadId,
  response: leadDetailSchema,
});

export const compareNow = route({
  method: 'POST',
  path: '/api/v1/licence-leads/compare',
  access: 'licences.leads',
  summary: {
    zh: '立即比对抽查、销售、营业执照和许可证',
    en: 'Compare checks, sales, business licences and licences now',
  },
  citation: 'notice 3.1.1',
  body: z.object({ dataset: datasetSchema }),
  response: z.object({ found: z.number().int() }),
});

const leadRoute = (verb: LeadVerb) =>
  route({
    method: 'POST',
    path: `/api/v1/licence-leads/:leadId/${verb}`,
    access: leadProcess.acts[verb].permission,
    summary: {
      zh: `无证生产线索：${leadProcess.acts[verb].label.zh}`,
      en: `Lead of unlicensed production: ${leadProcess.acts[verb].label.en}`,
    },
    params: leadId,
    body: z.object(actBody),
    response: z.object({ done: z.literal(true) }),
  });
export const leadActs = {
  'hand-over': leadRoute('hand-over'),
  dismiss: leadRoute('dismiss'),
} as const satisfies Record<LeadVerb, unknown>;
