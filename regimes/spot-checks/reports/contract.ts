import { actRoutes } from '#foundation/act-route.ts';
import { z } from 'zod';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { pageByState, pageQuery } from '#foundation/paging.ts';
import { refusalSchema } from '#foundation/refusal.ts';
import { idSchema, namedSchema } from '#foundation/schemas.ts';
import { textPairSchema } from '#foundation/text-pair.ts';
import { actBody, eventSchema, nextStepSchema, offeredActsSchema } from '#foundation/process.ts';
import { itemClasses, verdictRules } from '../plans/inspection-rule.ts';
import { longestMeasured, purposes, reportProcess, reportStates, reportStateSchema, type ReportVerb, reportVerbs, statedVerdicts } from './report.ts'; // prettier-ignore

const reportId = z.object({ reportId: idSchema });
const stated = z.enum(statedVerdicts);

export const reportLineSchema = z.object({
  id: z.number().int(),
  dataset: datasetSchema,
  state: reportStateSchema,
  version: z.number().int(),
  number: z.string().nullable(),
  purpose: z.enum(purposes),
  laboratory: namedSchema,
  sampleNumber: z.string(),
  category: namedSchema,
  productName: z.string(),
  model: z.string().nullable(),
  conclusion: stated.nullable(),
  engineVerdict: z.enum(['pass', 'fail', 'open']).nullable(),
  dueOn: z.string().nullable(),
  overdue: z.boolean(),
  items: z.number().int(),
  measured: z.number().int(),
});
export type ReportLine = z.output<typeof reportLineSchema>;

export const reportItemSchema = z.object({
  ordinal: z.number().int(),
  item: z.string(),
  method: z.string(),
  limit: z.string(),
  limitStandard: z.string(),
  unit: z.string(),
  class: z.enum(itemClasses),
  comparison: z.enum(['full', 'rounded']),
  measured: z.string().nullable(),
  verdict: z.enum(['pass', 'fail', 'unreadable']).nullable(),
  reason: textPairSchema.nullable(),
  stated: stated.nullable(),
  inScope: z.boolean(),
});
export type ReportItemView = z.output<typeof reportItemSchema>;

const signature = z.object({ by: z.string().nullable(), at: z.string().nullable() });

export const reportDetailSchema = z.object({
  ...reportLineSchema.omit({ items: true, measured: true }).shape,
  sampleId: z.number().int(),
  brand: z.string().nullable(),
  batch: z.string().nullable(),
  standard: z.string().nullable(),
  rules: z.string(),
  verdictRule: z.enum(verdictRules),
  serious: z.boolean(),
  failingItems: z.array(z.string()),
  remark: z.string(),
  confirmation: z.string().nullable(),
  voidReason: z.string().nullable(),
  corrects: z.object({ id: z.number().int(), number: z.string().nullable() }).nullable(),
  correctedBy: z.object({ id: z.number().int(), number: z.string().nullable() }).nullable(),
  tested: signature,
  reviewed: signature,
  approved: signature,
  effectiveAt: z.string().nullable(),
  items: z.array(reportItemSchema),
  /** What the engine finds by the values as they stand. */
  finding: z.enum(['pass', 'fail', 'open']),
  /** No scope was entered for the laboratory: shown as a warning where testing is allowed all the same. */
  scopeEntered: z.boolean(),
  mayEnter: z.boolean(),
  next: nextStepSchema,
  acts: offeredActsSchema(reportVerbs),
  events: z.array(eventSchema),
});
export type ReportDetail = z.output<typeof reportDetailSchema>;

export const reportFilterSchema = z.object({
  dataset: datasetSchema,
  state: reportStateSchema.optional(),
  overdue: z.enum(['true']).optional(),
  purpose: z.enum(purposes).optional(),
  laboratoryId: idSchema.optional(),
  q: z.string().trim().max(100).optional(),
});
export type ReportFilter = z.output<typeof reportFilterSchema>;

const page = pageByState(reportLineSchema, z.enum(reportStates)).extend({ overdue: z.number().int() });

export const listTasks = route({
  method: 'GET',
  path: '/api/v1/laboratory/reports',
  access: 'spot-checks.laboratory',
  summary: { zh: '检验任务（本机构）', en: 'The laboratory’s own reports, the earliest due first' },
  query: reportFilterSchema.extend(pageQuery),
  response: page,
});

export const listReports = route({
  method: 'GET',
  path: '/api/v1/reports',
  access: 'spot-checks.see-visits',
  summary: { zh: '检验报告', en: 'Reports that were handed up' },
  query: reportFilterSchema.extend(pageQuery),
  response: page,
});

export const getReport = route({
  method: 'GET',
  path: '/api/v1/reports/:reportId',
  access: 'signed-in',
  summary: { zh: '查看一份检验报告', en: 'One report' },
  params: reportId,
  response: reportDetailSchema,
});

export const reportActBody = z.object({
  ...actBody,
  /** With the act `test`: what the laboratory concludes. */
  conclusion: stated.optional(),
  remark: z.string().trim().max(2000).optional(),
});
export type ReportActInput = z.output<typeof reportActBody>;

const actRoute = actRoutes(reportProcess.acts, {
  path: '/api/v1/reports/:reportId',
  params: reportId,
  body: reportActBody,
  response: reportDetailSchema,
});

export const reportActs = {
  test: actRoute('test', { zh: '完成检验，填写结论', en: 'Complete the test and state the conclusion' }),
  review: actRoute('review', { zh: '审核报告，由主检以外的人办理', en: 'Review, by another person than the tester' }),
  return: actRoute('return', { zh: '审核退回并说明理由', en: 'Return on review, giving the reason' }),
  approve: actRoute('approve', { zh: '批准报告，由第三人办理', en: 'Approve, by a third person' }),
  'send-back': actRoute('send-back', { zh: '批准人退回并说明理由', en: 'Send back on approval, giving the reason' }),
  confirm: actRoute('confirm', { zh: '书面确认结论', en: 'Confirm the conclusion in writing' }),
  correct: actRoute('correct', {
    zh: '更正报告，原报告作废保留',
    en: 'Correct the report; the former is voided and kept',
  }),
  void: actRoute('void', { zh: '送达前作废有误的报告', en: 'Void an erroneous report before a notice is served' }),
} as const satisfies Record<ReportVerb, unknown>;

export const enterValues = route({
  method: 'PUT',
  path: '/api/v1/reports/:reportId/values',
  access: 'spot-checks.test',
  summary: { zh: '录入实测值', en: 'Enter measured values' },
  params: reportId,
  body: z.object({
    version: actBody.version,
    values: z
      .array(
        z.object({
          ordinal: z.number().int(),
          measured: z.string().max(longestMeasured),
          stated: stated.nullable().default(null),
        }),
      )
      .min(1)
      .max(200),
  }),
  response: reportDetailSchema,
});

/** What became of values that came in sets. A report with a bad row is left as it was, as a whole. */
export const valuesAnswerSchema = z.object({
  rows: z.number().int(),
  reports: z.number().int(),
  items: z.number().int(),
  /** Rows that say what is stored already. */
  unchanged: z.number().int(),
  rejected: z.array(
    z.object({ row: z.number().int(), sampleNumber: z.string(), item: z.string(), refusal: refusalSchema }),
  ),
  /** Reports left as they were because of a bad row, with how many good rows that concerns. */
  heldBack: z.array(z.object({ sampleNumber: z.string(), rows: z.number().int() })),
  containsFormulas: z.boolean(),
});
export type ValuesAnswer = z.output<typeof valuesAnswerSchema>;

export const sendValues = route({
  method: 'POST',
  path: '/api/v1/laboratory/values',
  access: 'spot-checks.test',
  summary: {
    zh: '批量报送实测值（实验室信息系统）',
    en: 'Send measured values in sets, from the laboratory’s own system',
  },
  body: z.object({
    rows: z
      .array(
        z.object({
          sampleNumber: z.string().max(100),
          item: z.string().max(200),
          measured: z.string().max(2000),
          verdict: z.string().max(100).default(''),
        }),
      )
      .min(1)
      .max(20_000),
  }),
  response: valuesAnswerSchema,
});

export const uploadValues = route({
  method: 'POST',
  path: '/api/v1/laboratory/values/file',
  access: 'spot-checks.test',
  summary: {
    zh: '上传实测值表（抽样单编号、检验项目、实测值、单项判定）',
    en: 'Upload a table of measured values: sheet number, item, value, verdict',
  },
  response: valuesAnswerSchema,
  transfer: 'upload',
});
