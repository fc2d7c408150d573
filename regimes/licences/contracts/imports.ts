import { z } from 'zod';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { importReportSchema } from '#foundation/import-report.ts';

export const importLicences = route({
  method: 'POST',
  path: '/api/v1/licences/import',
  access: 'licences.record',
  summary: { zh: '导入许可证和证书（.xlsx、.xls、.csv）', en: 'Import licences and certificates' },
  query: z.object({ dataset: datasetSchema }),
  response: importReportSchema,
  transfer: 'upload',
});
