import { z } from 'zod';
import { idSchema, namedSchema, regionCodeSchema } from '#foundation/schemas.ts';
import { pageOf, pageQuery } from '#foundation/paging.ts';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { exportFormatSchema, fileSchema } from '../contracts/shared.ts';
import { planLineSchema } from '../plans/contract.ts';
import { checkKindSchema, levelSchema } from '../spot-check.ts';
import { boardCountsSchema, overdueSchema, waitingFor } from './board.ts';

export const boardStates = ['approved', 'closed'] as const;

export const boardFilterSchema = z.object({
  dataset: datasetSchema,
  state: z.enum(boardStates).optional(),
  year: z.coerce.number().int().min(1990).max(2100).optional(),
  level: levelSchema.optional(),
  kind: checkKindSchema.optional(),
  /** Numbers of one city alone, or of one laboratory alone; a city goes first. */
  city: regionCodeSchema.optional(),
  laboratoryId: idSchema.optional(),
  overdue: z.literal('true').optional(),
  waiting: z.enum(waitingFor).optional(),
  q: z.string().trim().max(100).optional(),
});
export type BoardFilter = z.output<typeof boardFilterSchema>;

const planShape = planLineSchema.pick({
  id: true,
  number: true,
  title: true,
  year: true,
  level: true,
  kind: true,
  state: true,
  region: true,
  startsOn: true,
  endsOn: true,
}).shape;

/** Enterprises to draw; null where only one laboratory's part is shown, because nobody knows beforehand what it gets. */
const targets = z.number().int().nullable();

export const boardRowSchema = z.object({ ...planShape, targets, counts: boardCountsSchema, overdue: overdueSchema });
export type BoardRow = z.output<typeof boardRowSchema>;

export const boardTotalSchema = z.object({
  plans: z.number().int(),
  targets,
  counts: boardCountsSchema,
  overdue: overdueSchema,
});
export type BoardTotal = z.output<typeof boardTotalSchema>;

export const listBoard = route({
  method: 'GET',
  path: '/api/v1/spot-check-board',
  access: 'spot-checks.plans',
  summary: { zh: '抽查进度', en: 'The plan board' },
  query: boardFilterSchema.extend(pageQuery),
  response: pageOf(boardRowSchema).extend({ total: boardTotalSchema }),
});

export const exportBoard = route({
  method: 'GET',
  path: '/api/v1/spot-check-board/export',
  access: 'spot-checks.plans',
  summary: { zh: '导出全部符合条件的抽查进度', en: 'Export the board of every plan that matches' },
  query: boardFilterSchema.extend({ format: exportFormatSchema.default('xlsx') }),
  response: fileSchema,
  transfer: 'stream',
});

const part = { targets, counts: boardCountsSchema, overdue: overdueSchema };

export const planBoardSchema = z.object({
  plan: z.object({ ...planShape, dataset: datasetSchema, authority: namedSchema }),
  total: z.object(part),
  /** By city of the visit; an empty code: the city is unknown. */
  byCity: z.array(z.object({ code: z.string(), name: z.string(), ...part })),
  /** By laboratory; 0: none yet. */
  byLaboratory: z.array(z.object({ id: z.number().int(), name: z.string(), ...part })),
});
export type PlanBoard = z.output<typeof planBoardSchema>;

export const getPlanBoard = route({
  method: 'GET',
  path: '/api/v1/spot-check-board/:planId',
  access: 'spot-checks.plans',
  summary: { zh: '一份计划的进度，按市和承检机构', en: 'The board of one plan, by city and laboratory' },
  params: z.object({ planId: idSchema }),
  response: planBoardSchema,
});
