import { actRoutes } from '#foundation/act-route.ts';
import { idSchema, namedSchema, regionSchema } from '#foundation/schemas.ts';
import { z } from 'zod';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { pageByState, pageQuery } from '#foundation/paging.ts';
import { actBody, eventSchema, nextStepSchema, offeredActsSchema } from '#foundation/process.ts';
import { checkKindSchema, levelSchema } from '../spot-check.ts';
import { amendmentStates, planChanges, planInput, planProcess, planStateSchema, type PlanVerb, planVerbs, sites } from './plan.ts'; // prettier-ignore

const planId = z.object({ planId: idSchema });

export const planLineSchema = z.object({
  id: z.number().int(),
  version: z.number().int(),
  dataset: datasetSchema,
  number: z.string().nullable(),
  title: z.string(),
  year: z.number().int(),
  authority: namedSchema,
  level: levelSchema,
  kind: checkKindSchema,
  state: planStateSchema,
  region: regionSchema,
  startsOn: z.string(),
  endsOn: z.string(),
  targets: z.number().int(),
  categories: z.number().int(),
});
export type PlanLine = z.output<typeof planLineSchema>;

export const planDetailSchema = z.object({
  ...planLineSchema.shape,
  sites: z.array(z.enum(sites)),
  basis: z.string(),
  budgetFen: z.number().int(),
  revision: z.number().int(),
  copiedFrom: z.number().int().nullable(),
  lines: z.array(
    z.object({
      id: z.number().int(),
      category: namedSchema,
      rule: z
        .object({ id: z.number().int(), title: z.string(), revision: z.number().int(), state: z.string() })
        .nullable(),
      /** None: an amendment has withdrawn the category, and only what had begun goes on. */
      quotas: z.array(z.object({ region: regionSchema, targets: z.number().int() })),
      laboratories: z.array(namedSchema),
      retestLaboratories: z.array(namedSchema),
    }),
  ),
  amendments: z.array(
    z.object({
      id: z.number().int(),
      state: z.enum(amendmentStates),
      revision: z.number().int().nullable(),
      changes: planChanges,
      reason: z.string(),
      proposedBy: z.string().nullable(),
      proposedAt: z.string(),
      decidedBy: z.string().nullable(),
      decidedAt: z.string().nullable(),
      decisionReason: z.string().nullable(),
    }),
  ),
  /** What laboratories of the plan are not accredited for on the first day of sampling, or today if that is later. */
  scopeGaps: z.array(
    z.object({ laboratory: z.string(), category: z.string(), entered: z.boolean(), items: z.array(z.string()) }),
  ),
  next: nextStepSchema,
  acts: offeredActsSchema(planVerbs),
  /** Final results that the public does not see before they are published. */
  toPublish: z.number().int(),
  /** Whether the reader may propose, and may decide, an amendment now. */
  mayAmend: z.boolean(),
  mayDecideAmendment: z.boolean(),
  events: z.array(eventSchema),
});
export type PlanDetail = z.output<typeof planDetailSchema>;

export const planFilterSchema = z.object({
  dataset: datasetSchema,
  state: planStateSchema.optional(),
  year: z.coerce.number().int().min(1990).max(2100).optional(),
  level: levelSchema.optional(),
  kind: checkKindSchema.optional(),
  q: z.string().trim().max(100).optional(),
});
export type PlanFilter = z.output<typeof planFilterSchema>;

export const listPlans = route({
  method: 'GET',
  path: '/api/v1/spot-check-plans',
  access: 'spot-checks.plans',
  summary: { zh: '抽查计划', en: 'Plans of spot checks' },
  query: planFilterSchema.extend(pageQuery),
  response: pageByState(planLineSchema, planStateSchema),
});

export const getPlan = route({
  method: 'GET',
  path: '/api/v1/spot-check-plans/:planId',
  access: 'spot-checks.plans',
  summary: { zh: '查看一份抽查计划', en: 'One plan' },
  params: planId,
  response: planDetailSchema,
});

export const createPlan = route({
  method: 'POST',
  path: '/api/v1/spot-check-plans',
  access: 'spot-checks.plan',
  summary: { zh: '起草抽查计划', en: 'Draft a plan' },
  body: z.object({ dataset: datasetSchema, plan: planInput }),
  response: planDetailSchema,
});

export const copyPlan = route({
  method: 'POST',
  path: '/api/v1/spot-check-plans/:planId/copy',
  access: 'spot-checks.plan',
  summary: { zh: '复制为下一年度计划', en: 'Copy for the year after' },
  params: planId,
  response: planDetailSchema,
});

export const editPlan = route({
  method: 'PUT',
  path: '/api/v1/spot-check-plans/:planId',
  access: 'spot-checks.plan',
  summary: { zh: '修改计划草案', en: 'Change a draft' },
  params: planId,
  body: z.object({ version: actBody.version, plan: planInput }),
  response: planDetailSchema,
});

const actRoute = actRoutes(planProcess.acts, {
  path: '/api/v1/spot-check-plans/:planId',
  params: planId,
  response: planDetailSchema,
});

export const planActs = {
  submit: actRoute('submit', { zh: '计划送审', en: 'Submit a plan' }),
  discard: actRoute('discard', { zh: '弃置计划草案', en: 'Discard a draft' }),
  approve: actRoute('approve', {
    zh: '批准计划，由起草人、送审人以外的人办理',
    en: 'Approve a plan, by another person than who drafted or submitted it',
  }),
  return: actRoute('return', { zh: '退回计划并说明理由', en: 'Return a plan, giving the reason' }),
  close: actRoute('close', { zh: '办结计划', en: 'Close a plan' }),
} as const satisfies Record<PlanVerb, unknown>;

export const proposeAmendment = route({
  method: 'POST',
  path: '/api/v1/spot-check-plans/:planId/amendments',
  access: 'spot-checks.plan',
  summary: { zh: '提出计划变更并说明理由', en: 'Propose an amendment, giving the reason' },
  params: planId,
  body: z.object({
    version: actBody.version,
    changes: planChanges,
    reason: z.string().trim().min(1).max(2000),
  }),
  response: planDetailSchema,
});

export const decideAmendment = route({
  method: 'POST',
  path: '/api/v1/spot-check-plans/:planId/amendment-decision',
  access: 'spot-checks.approve',
  summary: {
    zh: '审定计划变更，由提出人以外的人办理',
    en: 'Decide the amendment, by another person than who proposed it',
  },
  params: planId,
  body: z.object({ ...actBody, decision: z.enum(['approved', 'rejected']) }),
  response: planDetailSchema,
});
