import { bind, type BoundRoute } from '#platform/manifest.ts';
import * as contract from './contract.ts';
import { checksOfEnterprise, exportResults, getResult, listResults } from './operations-results.ts';
import { listDatasets, listSpotChecks } from './operations-checks.ts';
import * as statistics from './operations-statistics.ts';

/** Routes that only read: results, spot checks, statistics. */
export const readingRoutes: readonly BoundRoute[] = [
  bind(contract.listResults, (call, { query }) => listResults(call, query)),
  bind(contract.exportResults, (call, { query }) => exportResults(call, query)),
  bind(contract.getResult, (call, { params }) => getResult(call, params.resultId)),
  bind(contract.enterpriseChecks, (call, { params }) => checksOfEnterprise(call, params.enterpriseId)),
  bind(contract.listSpotChecks, (call, { query }) => listSpotChecks(call, query)),
  bind(contract.listDatasets, (call) => listDatasets(call)),
  bind(contract.statisticsSummary, (call, { query }) => statistics.summary(call, query)),
  bind(contract.statisticsByCity, (call, { query }) => statistics.byCity(call, query)),
  bind(contract.statisticsByProduct, (call, { query }) => statistics.byProduct(call, query)),
  bind(contract.statisticsByPeriod, (call, { query: { step, ...filter } }) => statistics.byPeriod(call, filter, step)),
  bind(contract.statisticsByItem, (call, { query: { limit, ...filter } }) => statistics.byItem(call, filter, limit)),
  bind(contract.statisticsByLaboratory, (call, { query }) => statistics.byLaboratory(call, query)),
];
