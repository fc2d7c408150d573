import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Database } from '#platform/database/index.ts';
import { importRegistry } from './import-metrics.ts';
import { type Answered, requestTally } from './request-tally.ts';

export interface Metrics {
  /** Notes an answer. */
  readonly request: (answer: Answered) => void;
  /** Everything in the text format of Prometheus. */
  readonly text: () => Promise<string>;
  readonly contentType: string;
}

/** The figures of one server: requests, the pools of its database, imports, the process. */
export const createMetrics = (database: Database): Metrics => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = requestTally();
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
    request: requests.add,
    text: async () => `${requests.text()}\n${await Registry.merge([registry, importRegistry]).metrics()}`,
    contentType: registry.contentType,
  };
};
