import { actRoutes } from '#foundation/act-route.ts';
import { idSchema, namedSchema } from '#foundation/schemas.ts';
import { z } from 'zod';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { actBody, eventSchema, offeredActsSchema } from '#foundation/process.ts';
import { inspectionItem, ruleInput, ruleProcess, ruleStates, type RuleVerb, ruleVerbs, verdictRules } from './inspection-rule.ts'; // prettier-ignore

const ruleId = z.object({ ruleId: idSchema });

export const ruleLineSchema = z.object({
  id: z.number().int(),
  version: z.number().int(),
  dataset: datasetSchema,
  category: namedSchema,
  title: z.string(),
  revision: z.number().int(),
  state: z.enum(ruleStates),
  items: z.number().int(),
  decidedAt: z.string().nullable(),
});
export type RuleLine = z.output<typeof ruleLineSchema>;

export const ruleDetailSchema = z.object({
  ...ruleLineSchema.omit({ items: true }).shape,
  basis: z.string(),
  verdictRule: z.enum(verdictRules),
  sampleQuantity: z.string(),
  reserveQuantity: z.string(),
  leastLot: z.number().int().nullable(),
  /** `readable` false: the engine can't read the limit, so the laboratory states its verdict on the item. */
  items: z.array(inspectionItem.extend({ readable: z.boolean() })),
  acts: offeredActsSchema(ruleVerbs),
  mayEdit: z.boolean(),
  mayRevise: z.boolean(),
  events: z.array(eventSchema),
});
export type RuleDetail = z.output<typeof ruleDetailSchema>;

export const ruleFilterSchema = z.object({
  dataset: datasetSchema,
  state: z.enum(ruleStates).optional(),
  categoryId: idSchema.optional(),
  q: z.string().trim().max(100).optional(),
});
export type RuleFilter = z.output<typeof ruleFilterSchema>;

export const listRules = route({
  method: 'GET',
  path: '/api/v1/inspection-rules',
  access: 'spot-checks.plans',
  summary: { zh: '检验细则', en: 'Inspection rules' },
  query: ruleFilterSchema.extend({ limit: z.coerce.number().int().min(1).max(2000).default(500) }),
  response: z.object({ rows: z.array(ruleLineSchema) }),
});

export const getRule = route({
  method: 'GET',
  path: '/api/v1/inspection-rules/:ruleId',
  access: 'spot-checks.plans',
  summary: { zh: '查看一份检验细则', en: 'One set of inspection rules' },
  params: ruleId,
  response: ruleDetailSchema,
});

export const createRule = route({
  method: 'POST',
  path: '/api/v1/inspection-rules',
  access: 'spot-checks.plan',
  summary: { zh: '起草检验细则', en: 'Draft inspection rules' },
  body: z.object({ dataset: datasetSchema, categoryId: z.number().int().positive(), rule: ruleInput }),
  response: ruleDetailSchema,
});

export const editRule = route({
  method: 'PUT',
  path: '/api/v1/inspection-rules/:ruleId',
  access: 'spot-checks.plan',
  summary: { zh: '修改检验细则草案', en: 'Change a draft of inspection rules' },
  params: ruleId,
  body: z.object({ version: actBody.version, rule: ruleInput }),
  response: ruleDetailSchema,
});

export const reviseRule = route({
  method: 'POST',
  path: '/api/v1/inspection-rules/:ruleId/revise',
  access: 'spot-checks.plan',
  summary: { zh: '起草新版检验细则', en: 'Draft the next revision' },
  params: ruleId,
  response: ruleDetailSchema,
});

const actRoute = actRoutes(ruleProcess.acts, {
  path: '/api/v1/inspection-rules/:ruleId',
  params: ruleId,
  response: ruleDetailSchema,
});

export const ruleActs = {
  submit: actRoute('submit', { zh: '检验细则送审', en: 'Submit inspection rules' }),
  return: actRoute('return', { zh: '退回检验细则并说明理由', en: 'Return inspection rules, giving the reason' }),
  enforce: actRoute('enforce', {
    zh: '批准检验细则施行，由起草、送审人以外的人办理',
    en: 'Put inspection rules in force, by another person than who drafted or submitted them',
  }),
} as const satisfies Record<RuleVerb, unknown>;
