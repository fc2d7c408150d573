import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Database } from '#platform/database/index.ts';
import { importRegistry } from './import-metrics.ts';

export interface Metrics {
  /** Notes an answer; `route` is the pattern, never the address asked for. */
  readonly request: (answer: {
    readonly method: string;
    readonly route: string;
    readonly status: number;
    readonly seconds: number;
  }) => void;
  /** Everything in the text format of Prometheus. */
  readonly text: () => Promise<string>;
  readonly contentType: string;
}

/** The figures of one server: requests, the pools of its database, imports, the process. */
export const createMetrics = (database: Database): Metrics => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'zhijian_http_requests_total',
    help: 'Requests answered',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'zhijian_http_request_seconds',
    help: 'Time to the end of the answer',
    labelNames: ['method', 'route'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60],
    registers: [registry],
  });
  const connections = new Gauge({
    name: 'zhijian_database_connections',
    help: 'Connections of a pool by what they do; waiting counts callers without one',
    labelNames: ['pool', 'state'],
    registers: [registry],
    collect: () => {
      for (const [name, pool] of [
        ['app', database.appPool],
        ['portal', database.portalPool],
      ] as const) {
        connections.set({ pool: name, state: 'busy' }, pool.totalCount - pool.idleCount);
        connections.set({ pool: name, state: 'idle' }, pool.idleCount);
        connections.set({ pool: name, state: 'waiting' }, pool.waitingCount);
      }
    },
  });
  return {
    request: ({ method, route, status, seconds: time }) => {
      requests.inc({ method, route, status: String(status) });
      seconds.observe({ method, route }, time);
    },
    text: () => Registry.merge([registry, importRegistry]).metrics(),
    contentType: registry.contentType,
  };
};
