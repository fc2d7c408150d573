import { bind, type BoundRoute } from '#platform/manifest.ts';
import * as contract from './contract.ts';
import type { GivenByPerson } from './import/plan.ts';
import * as operations from './operations-imports.ts';
import type { SpotCheckPorts } from './ports.ts';

/** Routes of imports; the rooms that react to results answer through the ports. */
export const importRoutes = (ports: SpotCheckPorts): readonly BoundRoute[] => [
  bind(contract.uploadImport, (call, { query }, uploads) => operations.uploadImport(call, query.dataset, uploads)),
  bind(contract.listImports, (call, { query }) => operations.listImports(call, query)),
  bind(contract.getImport, (call, { params }) => operations.getImport(call, params.importId)),
  bind(contract.correctSheet, (call, { params, body }) =>
    operations.correctSheet(call, params.importId, params.sheetId, body),
  ),
  bind(contract.saveMapping, (call, { params, body }) =>
    operations.saveMapping(call, params.importId, params.sheetId, body.authority),
  ),
  bind(contract.startImport, (call, { params, body }) =>
    operations.startImport(call, params.importId, body as GivenByPerson, ports),
  ),
  bind(contract.cancelImport, (call, { params }) => operations.cancelImport(call, params.importId)),
  bind(contract.withdrawImport, (call, { params, body }) =>
    operations.withdrawImport(call, params.importId, body.reason),
  ),
  bind(contract.listRejectedRows, (call, { params, query }) =>
    operations.listRejectedRows(call, params.importId, query),
  ),
  bind(contract.downloadRejectedRows, (call, { params, query }) =>
    operations.downloadRejectedRows(call, params.importId, query.format),
  ),
];
