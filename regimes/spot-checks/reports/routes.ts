import { bind, type BoundRoute } from '#platform/manifest.ts';
import * as contract from './contract.ts';
import { actOnReport } from './operations.ts';
import { getReport, listReports, listTasks } from './operations-read.ts';
import { uploadValues } from './operations-upload.ts';
import { enterValues, takeValues } from './operations-values.ts';
import { reportVerbs } from './report.ts';

/** Routes of the laboratories' work. */
export const reportRoutes: readonly BoundRoute[] = [
  bind(contract.listTasks, (call, { query }) => listTasks(call, query)),
  bind(contract.listReports, (call, { query }) => listReports(call, query)),
  bind(contract.getReport, (call, { params }) => getReport(call, params.reportId)),
  bind(contract.enterValues, (call, { params, body }) => enterValues(call, params.reportId, body.version, body.values)),
  bind(contract.sendValues, (call, { body }) =>
    takeValues(
      call,
      body.rows.map((row, index) => ({ ...row, row: index + 1 })),
    ),
  ),
  bind(contract.uploadValues, (call, _input, uploads) => uploadValues(call, uploads)),
  ...reportVerbs.map((verb) =>
    bind(contract.reportActs[verb], (call, { params, body }) => actOnReport(call, params.reportId, verb, body)),
  ),
];
