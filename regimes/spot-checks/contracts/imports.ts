import { z } from 'zod';
import { idSchema } from '#foundation/schemas.ts';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { pageOf, pageQuery } from '#foundation/paging.ts';
import { refusalSchema } from '#foundation/refusal.ts';
import { importStageSchema, importStateSchema } from '../import-state.ts';
import { fieldLabels, type Field } from '../recognition/fields.ts';
import { checkKindSchema, levelSchema, tableKindSchema } from '../spot-check.ts';
import { daySchema, exportFormatSchema, fileSchema, momentSchema, reasonBody, textPairSchema } from './shared.ts';

export const fieldSchema = z.enum(Object.keys(fieldLabels) as [Field, ...Field[]]);
const importId = z.object({ importId: z.uuid() });
const sheetId = z.object({ importId: z.uuid(), sheetId: idSchema });

/** One column as recognised or corrected; `field` null: kept with the row, under its own header. */
const columnSchema = z.object({
  column: z.number().int(),
  header: z.string(),
  field: fieldSchema.nullable(),
  confidence: z.number(),
});

/** A sheet as the program understands it, before and after the import. */
export const sheetSchema = z.object({
  id: z.number().int(),
  fileName: z.string(),
  name: z.string(),
  /** False: a person left it out, or it can't be read (`refusal`). */
  included: z.boolean(),
  kind: tableKindSchema,
  title: z.string(),
  /** Suggestions read from the title; the person who imports confirms them. */
  suggested: z.object({
    authority: z.string().nullable(),
    level: levelSchema.nullable(),
    check: checkKindSchema.nullable(),
    publishedOn: daySchema.nullable(),
    category: z.string().nullable(),
  }),
  headerFrom: z.number().int(),
  headerTo: z.number().int(),
  columns: z.array(columnSchema),
  /** Names of the items whose measured values stand in columns of their own. */
  items: z.array(z.string()),
  /** The first rows below the header, as they stand. */
  sample: z.array(z.object({ place: z.number().int(), cells: z.array(z.string()) })),
  /** True when this mapping was saved by a person for the authority. */
  savedMapping: z.boolean(),
  warnings: z.array(textPairSchema),
  refusal: refusalSchema.nullable(),
  rows: z.number().int(),
  accepted: z.number().int(),
  rejected: z.number().int(),
  duplicates: z.number().int(),
});

/** What an import has done. `duplicates`: rows that another sheet had brought already. */
export const reportSchema = z.object({
  files: z.array(
    z.object({
      file: z.string(),
      sheets: z.array(
        z.object({
          name: z.string(),
          kind: z.string(),
          rows: z.number(),
          accepted: z.number(),
          rejected: z.number(),
          duplicates: z.number(),
          notes: z.number(),
          refusal: refusalSchema.nullable(),
        }),
      ),
      rows: z.number(),
      accepted: z.number(),
      rejected: z.number(),
      duplicates: z.number(),
    }),
  ),
  rows: z.number(),
  accepted: z.number(),
  rejected: z.number(),
  duplicates: z.number(),
  verdicts: z.object({ pass: z.number(), fail: z.number(), refused: z.number(), none: z.number() }),
  /** What reactions of other rooms changed, filled from what stands after the import. */
  proposals: z.object({ yellow: z.number(), transfer: z.number(), exposure: z.number() }),
  queues: z.object({ roles: z.number(), city: z.number(), match: z.number(), near: z.number(), category: z.number() }),
  /** What a reader of the figures needs to know: how counts by cell and by producer differ, for example. */
  explanations: z.array(textPairSchema),
  milliseconds: z.number(),
});
export type ImportReport = z.output<typeof reportSchema>;

const summary = {
  id: z.uuid(),
  dataset: datasetSchema,
  state: importStateSchema,
  authority: z.string().nullable(),
  level: levelSchema.nullable(),
  kind: checkKindSchema.nullable(),
  publishedOn: daySchema.nullable(),
  startedBy: z.string().nullable(),
  startedAt: momentSchema,
  finishedAt: momentSchema.nullable(),
  files: z.array(z.object({ name: z.string(), bytes: z.number() })),
  accepted: z.number().int(),
  rejected: z.number().int(),
};
export const importSummarySchema = z.object(summary);

export const importDetailSchema = z.object({
  ...summary,
  progress: z
    .object({
      stage: importStageSchema,
      rowsDone: z.number(),
      rowsTotal: z.number().nullable(),
      rowsPerSecond: z.number().nullable(),
      secondsLeft: z.number().nullable(),
    })
    .nullable(),
  sheets: z.array(sheetSchema),
  report: reportSchema.nullable(),
  refusal: refusalSchema.nullable(),
  /** Files of this import that are in the store already, by an earlier import. */
  knownSheets: z.number().int(),
  withdrawal: z.object({ by: z.string().nullable(), at: momentSchema, reason: z.string() }).nullable(),
});

export const uploadImport = route({
  method: 'POST',
  path: '/api/v1/imports',
  access: 'spot-checks.import',
  summary: {
    zh: '上传公布的抽查表格，识别后等待核对',
    en: 'Upload published tables; they are recognised and wait to be checked',
  },
  query: z.object({ dataset: z.enum(['historical', 'live']).default('historical') }),
  response: importDetailSchema,
  transfer: 'upload',
});

export const listImports = route({
  method: 'GET',
  path: '/api/v1/imports',
  access: 'spot-checks.read',
  summary: { zh: '导入记录', en: 'Imports' },
  query: z.object({ ...pageQuery, state: importStateSchema.optional(), dataset: datasetSchema.optional() }),
  response: pageOf(importSummarySchema),
});

export const getImport = route({
  method: 'GET',
  path: '/api/v1/imports/:importId',
  access: 'spot-checks.read',
  summary: {
    zh: '查看一次导入：识别结果、进度和报告',
    en: 'One import: what was recognised, its progress and its report',
  },
  params: importId,
  response: importDetailSchema,
});

export const correctSheet = route({
  method: 'PUT',
  path: '/api/v1/imports/:importId/sheets/:sheetId',
  access: 'spot-checks.import',
  summary: {
    zh: '更正一张工作表的表类、表头行和各列含义，或不导入该表',
    en: 'Correct what a sheet is, its header and its columns, or leave it out',
  },
  params: sheetId,
  body: z.object({
    included: z.boolean().optional(),
    kind: tableKindSchema.optional(),
    headerFrom: z.number().int().min(0).optional(),
    headerTo: z.number().int().min(0).optional(),
    columns: z.array(z.object({ column: z.number().int().min(0), field: fieldSchema.nullable() })).optional(),
  }),
  response: sheetSchema,
});

export const saveMapping = route({
  method: 'POST',
  path: '/api/v1/imports/:importId/sheets/:sheetId/save-mapping',
  access: 'spot-checks.import',
  summary: {
    zh: '为发布机关保存各列含义，以后同样的表头自动采用',
    en: 'Keep the mapping for an authority; tables with the same header will use it',
  },
  params: sheetId,
  body: z.object({ authority: z.string().trim().min(1).max(200) }),
  response: z.object({ authority: z.string(), signature: z.string() }),
});

export const startImport = route({
  method: 'POST',
  path: '/api/v1/imports/:importId/start',
  access: 'spot-checks.import',
  summary: { zh: '核对无误，开始导入', en: 'Start the import' },
  params: importId,
  body: z.object({
    /** Used only where the table itself does not say. */
    authority: z.string().trim().max(200).optional(),
    level: levelSchema.optional(),
    kind: checkKindSchema.optional(),
    publishedOn: daySchema.optional(),
  }),
  response: importDetailSchema,
});

export const cancelImport = route({
  method: 'POST',
  path: '/api/v1/imports/:importId/cancel',
  access: 'spot-checks.import',
  summary: { zh: '取消导入，不留下任何数据', en: 'Cancel an import; it leaves no data' },
  params: importId,
  response: importDetailSchema,
});

export const withdrawImport = route({
  method: 'POST',
  path: '/api/v1/imports/:importId/withdraw',
  access: 'spot-checks.withdraw',
  summary: { zh: '撤回一次导入并说明理由', en: 'Withdraw an import, giving the reason' },
  params: importId,
  body: reasonBody,
  response: importDetailSchema,
});

export const listRejectedRows = route({
  method: 'GET',
  path: '/api/v1/imports/:importId/rejected-rows',
  access: 'spot-checks.read',
  summary: { zh: '未能读取的行及原因', en: 'Rows that could not be read, and why' },
  params: importId,
  query: z.object(pageQuery),
  response: pageOf(
    z.object({
      sheetId: z.number().int(),
      fileName: z.string(),
      sheet: z.string(),
      row: z.number().int(),
      cells: z.array(z.string()),
      problems: z.array(z.object({ column: z.string(), code: z.string(), reason: textPairSchema })),
    }),
  ),
});

export const downloadRejectedRows = route({
  method: 'GET',
  path: '/api/v1/imports/:importId/rejected-rows/download',
  access: 'spot-checks.read',
  summary: {
    zh: '下载未能读取的行，改正后可再次上传',
    en: 'Download the rows that could not be read, to correct and send again',
  },
  params: importId,
  query: z.object({ format: exportFormatSchema.default('xlsx') }),
  response: fileSchema,
  transfer: 'stream',
});
