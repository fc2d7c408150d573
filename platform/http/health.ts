import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refusal } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { digestOf } from '#platform/identity/opaque-token.ts';
import type { Services } from '#platform/operation/index.ts';
import type { Metrics } from '#platform/telemetry/index.ts';
import { sendRefusal } from './errors.ts';

export interface HealthOptions {
  readonly services: Services;
  readonly metrics: Metrics;
  /** Lets a collector elsewhere read the metrics; loopback needs none. */
  readonly metricsToken?: string;
  /** Ids of migrations that this program has and the database lacks. */
  readonly missingMigrations: () => Promise<readonly string[]>;
}

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** From this machine itself, and not through a proxy that stands on it. */
const isLocal = (request: FastifyRequest): boolean =>
  loopback.has(request.socket.remoteAddress ?? '') &&
  request.headers['x-forwarded-for'] === undefined &&
  request.headers['forwarded'] === undefined;

const holdsToken = (request: FastifyRequest, token: string | undefined): boolean => {
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  return (
    token !== undefined && token !== '' && given !== undefined && timingSafeEqual(digestOf(given), digestOf(token))
  );
};

const patience = 3_000;

const within = async <T>(work: Promise<T>, milliseconds: number): Promise<T> => {
  const timeout = Promise.withResolvers<never>();
  const timer = setTimeout(() => timeout.reject(new Error('no answer in time')), milliseconds);
  try {
    return await Promise.race([work, timeout.promise]);
  } finally {
    clearTimeout(timer);
  }
};

/** `/healthz`: the process answers. `/readyz`: it can work, database and migrations included. `/metrics`: for Prometheus. */
export const registerHealth = (app: FastifyInstance, options: HealthOptions): void => {
  const { services, metrics, metricsToken } = options;
  app.get('/healthz', async (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }));
  app.get('/readyz', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    try {
      const reach = withTransaction(services.database, 'system', (tx) => tx.query('select 1'), { readOnly: true });
      await within(reach, patience);
      const missing = await within(options.missingMigrations(), patience);
      const ready = missing.length === 0;
      return reply
        .code(ready ? 200 : 503)
        .send({ status: ready ? 'ok' : 'waiting', database: 'ok', migrations: ready ? 'ok' : 'missing' });
    } catch (error) {
      request.log.warn({ err: error }, 'not ready');
      return reply.code(503).send({ status: 'waiting', database: 'unreachable', migrations: 'unknown' });
    }
  });
  app.get('/metrics', async (request, reply) => {
    if (!isLocal(request) && !holdsToken(request, metricsToken))
      return sendRefusal(request, reply, refusal('forbidden'));
    return reply
      .type(metrics.contentType)
      .header('cache-control', 'no-store')
      .send(await metrics.text());
  });
};
