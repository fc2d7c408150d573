import { z } from 'zod';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { textPairSchema } from '#foundation/text-pair.ts';

const rejectedRowSchema = z.object({
  file: z.string(),
  sheet: z.string(),
  /** As the spreadsheet shows it; 0 for the sheet or file as a whole. */
  row: z.number().int(),
  column: z.string(),
  reason: textPairSchema,
});
export type RejectedRow = z.output<typeof rejectedRowSchema>;

export const importReportSchema = z.object({
  rows: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  rejected: z.number().int(),
  /** The first five thousand. */
  rejections: z.array(rejectedRowSchema),
});
export type ImportReport = z.output<typeof importReportSchema>;

export const importLicences = route({
  method: 'POST',
  path: '/api/v1/licences/import',
  access: 'licences.record',
  summary: { zh: '导入许可证和证书（.xlsx、.xls、.csv）', en: 'Import licences and certificates' },
  query: z.object({ dataset: datasetSchema }),
  response: importReportSchema,
  transfer: 'upload',
});
