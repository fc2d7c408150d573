import { z } from 'zod';
import { actRoutes } from '#foundation/act-route.ts';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { pageByState, pageQuery } from '#foundation/paging.ts';
import { eventSchema, nextActSchema, offeredActsSchema } from '#foundation/process.ts';
import { idSchema, namedSchema } from '#foundation/schemas.ts';
import { textPairSchema } from '#foundation/text-pair.ts';
import { bulletinActs, bulletinProcess, bulletinStateSchema, figuresSchema } from '../bulletin.ts';

const bulletinId = z.object({ bulletinId: idSchema });
const refSchema = z.object({ id: z.number().int(), number: z.string().nullable(), title: z.string() });

export const bulletinLineSchema = z.object({
  id: z.number().int(),
  version: z.number().int(),
  dataset: datasetSchema,
  state: bulletinStateSchema,
  number: z.string().nullable(),
  title: z.string(),
  check: z.object({
    id: z.number().int(),
    title: z.string(),
    authority: z.string(),
    publishedOn: z.string().nullable(),
  }),
  category: namedSchema.nullable(),
  writtenBy: z.string().nullable(),
  writtenAt: z.string(),
  releasedBy: z.string().nullable(),
  releasedAt: z.string().nullable(),
  correctsId: z.number().int().nullable(),
  releaseAt: z.string().nullable(),
  paperId: z.number().int().nullable(),
});

export type BulletinLine = z.output<typeof bulletinLineSchema>;

export const bulletinDetailSchema = z.object({
  ...bulletinLineSchema.shape,
  /** Paragraphs separated by blank lines. */
  body: z.string(),
  figures: figuresSchema,
  corrects: refSchema.nullable(),
  correctedBy: z.array(refSchema),
  /** Why it was returned to its author. */
  returnReason: z.string().nullable(),
  next: nextActSchema(bulletinActs),
  acts: offeredActsSchema(bulletinActs),
  consequences: z.partialRecord(z.enum(bulletinActs), textPairSchema),
  events: z.array(eventSchema),
});

export type BulletinDetail = z.output<typeof bulletinDetailSchema>;

export const listBulletins = route({
  method: 'GET',
  path: '/api/v1/bulletins',
  access: 'publicity.read',
  summary: { zh: '通报清单', en: 'Bulletins' },
  citation: 'notice 4.2',
  query: z.object({
    dataset: datasetSchema,
    state: bulletinStateSchema.optional(),
    checkId: idSchema.optional(),
    ...pageQuery,
  }),
  response: pageByState(bulletinLineSchema, bulletinStateSchema),
});

export const getBulletin = route({
  method: 'GET',
  path: '/api/v1/bulletins/:bulletinId',
  access: 'publicity.read',
  summary: { zh: '查看一份通报', en: 'One bulletin' },
  params: bulletinId,
  response: bulletinDetailSchema,
});

export const composeBulletin = route({
  method: 'POST',
  path: '/api/v1/bulletins',
  access: 'publicity.write',
  summary: {
    zh: '按一次抽查起草通报，数字和不合格名单由系统填入',
    en: 'Draft a bulletin from a spot check; figures and the failing list are filled in',
  },
  citation: 'notice 4.2',
  body: z.object({
    checkId: z.number().int().positive(),
    /** One category only; absent: the whole check. */
    categoryId: z.number().int().positive().optional(),
    /** The released bulletin that this one corrects. */
    correctsId: z.number().int().positive().optional(),
  }),
  response: bulletinDetailSchema,
});

export const editBulletin = route({
  method: 'PUT',
  path: '/api/v1/bulletins/:bulletinId',
  access: 'publicity.write',
  summary: { zh: '修改通报草稿', en: 'Edit the draft of a bulletin' },
  params: bulletinId,
  body: z.object({
    version: z.number().int().positive(),
    title: z.string().trim().min(1).max(200),
    body: z.string().trim().min(1).max(50_000),
  }),
  response: bulletinDetailSchema,
});

const actRoute = actRoutes(bulletinProcess.acts, {
  path: '/api/v1/bulletins/:bulletinId',
  citation: 'notice 4.2',
  params: bulletinId,
  response: bulletinDetailSchema,
});

export const submitBulletin = actRoute('submit', { zh: '报审通报', en: 'Submit a bulletin' });
export const returnBulletin = actRoute('return', {
  zh: '退回通报并说明理由',
  en: 'Return a bulletin, giving the reason',
});
export const releaseBulletin = actRoute('release', {
  zh: '发布通报，由起草人以外的人办理',
  en: 'Release a bulletin, by another person than its author',
});
export const unscheduleBulletin = actRoute('unschedule', { zh: '取消定时发布', en: 'Cancel a release at a time' });
export const scheduleBulletin = route({
  method: 'POST',
  path: '/api/v1/bulletins/:bulletinId/schedule',
  access: bulletinProcess.acts.schedule.permission,
  summary: {
    zh: '定时发布通报，由起草人以外的人办理',
    en: 'Release a bulletin at a time, by another person than its author',
  },
  citation: 'notice 4.2',
  params: bulletinId,
  body: z.object({ version: z.number().int().positive(), releaseAt: z.iso.datetime({ offset: true }) }),
  response: bulletinDetailSchema,
});
export const discardBulletin = actRoute('discard', { zh: '作废通报草稿', en: 'Discard a draft' });
