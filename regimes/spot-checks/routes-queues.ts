import { bind, type BoundRoute } from '#platform/manifest.ts';
import * as contract from './contract.ts';
import * as operations from './operations-queues.ts';

/** Routes of what waits for a person in this room. */
export const queueRoutes: readonly BoundRoute[] = [
  bind(contract.queueCounts, (call, { query }) => operations.countWaiting(call, query.dataset)),
  bind(contract.listRoleCases, (call, { query }) => operations.listRoleCases(call, query)),
  bind(contract.decideRoleCase, (call, { params, body }) => operations.decideRoleCase(call, params.caseId, body)),
  bind(contract.listNearCases, (call, { query }) => operations.listNearCases(call, query)),
  bind(contract.decideNearCase, (call, { params, body }) => operations.decideNearCase(call, params.caseId, body)),
  bind(contract.listOpenRefusals, (call, { query }) => operations.listOpenRefusals(call, query)),
  bind(contract.decideRefusal, (call, { params, body }) =>
    operations.decideRefusal(call, params.refusalId, body.categoryId),
  ),
  bind(contract.listUnassigned, (call, { query }) => operations.listUnassigned(call, query)),
  bind(contract.assignCategory, (call, { body }) => operations.assignCategory(call, body)),
  bind(contract.listDisagreements, (call, { query }) => operations.listDisagreements(call, query)),
];
