import { randomBytes } from 'node:crypto';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import { fastify, LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { refusal } from '#foundation/refusal.ts';
import type { Services } from '#platform/operation/index.ts';
import { createMetrics, type Logger } from '#platform/telemetry/index.ts';
import { registerDocumentation } from './documentation.ts';
import { handleError } from './errors.ts';
import { registerHealth } from './health.ts';
import { limits } from './limits.ts';
import { registerNotFound } from './not-found.ts';
import { RefusalError } from './refusal-error.ts';
import { registerRoute } from './routes.ts';
import { registerSecurityHeaders, setSecurityHeaders } from './security-headers.ts';
import { registerSessionRoutes } from './session-routes.ts';
import { answerUnread } from './unread.ts';

export interface HttpOptions {
  readonly services: Services;
  readonly logger: Logger;
  /** Version shown in the OpenAPI document. */
  readonly version: string;
  /** Proxies whose X-Forwarded headers are believed: addresses, ranges, `loopback`. None by default. */
  readonly trustProxy?: string;
  readonly metricsToken?: string;
  readonly missingMigrations: () => Promise<readonly string[]>;
  /** Most bytes of one uploaded file; 512 MB by default. */
  readonly fileLimit?: number;
  readonly signInsPerMinute?: number;
  /** Hangs further pages into the server, such as the portal on its own pool; they see no session and take no uploads. */
  readonly pages?: (app: FastifyInstance) => void | Promise<void>;
}

/** Ids of requests: drawn at random for a server's life, then counted, so that they are short enough to be read out. */
const requestIds = (): (() => string) => {
  const life = randomBytes(8).toString('hex');
  let count = 0;
  return () => `${life}-${(count += 1).toString(36)}`;
};

/** The server of a composed program, not listening yet: every contract of its rooms, sessions, documentation, health. */
export const createHttpServer = async (options: HttpOptions): Promise<FastifyInstance> => {
  const { services, version, fileLimit = limits.file } = options;
  const nextId = requestIds();
  const app: FastifyInstance = fastify({
    loggerInstance: options.logger as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: nextId,
    trustProxy: options.trustProxy ?? false,
    bodyLimit: limits.body,
    requestTimeout: limits.requestTime,
    keepAliveTimeout: limits.keepAlive,
    http: { headersTimeout: limits.headersTime, maxHeaderSize: limits.headers },
    routerOptions: { maxParamLength: 512, ignoreTrailingSlash: false },
    forceCloseConnections: 'idle',
    clientErrorHandler: answerUnread(nextId, options.logger),
    // Before any route is found no hook runs.
    frameworkErrors: (error, request, reply) => {
      setSecurityHeaders(request, reply);
      handleError(error, request, reply);
    },
  });
  app.decorateRequest('caller', null);
  app.removeContentTypeParser('text/plain');
  app.setErrorHandler(handleError);

  const metrics = createMetrics(services.database);
  app.addHook('onResponse', (request, reply, done) => {
    const answer = { method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode };
    metrics.request({ ...answer, seconds: reply.elapsedTime / 1000 });
    request.log.info({ ...answer, milliseconds: Math.round(reply.elapsedTime) }, 'answered');
    done();
  });
  registerNotFound(app);
  registerSecurityHeaders(app);
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: () => new RefusalError(refusal('too-many-requests')),
  });

  // In a scope of their own and before sessions and uploads: the hooks of those two cost more than a public page from memory.
  const { pages, signInsPerMinute, metricsToken, missingMigrations } = options;
  if (pages) await app.register(async (scope) => pages(scope));
  await app.register(cookie);
  await app.register(multipart, { throwFileSizeLimit: false });

  registerSessionRoutes(app, { services, fileLimit, ...(signInsPerMinute === undefined ? {} : { signInsPerMinute }) });
  for (const { contract, handle } of services.composition.routes)
    registerRoute(app, contract, handle, { services, fileLimit });
  registerDocumentation(app, services, version);
  registerHealth(app, {
    services,
    metrics,
    missingMigrations,
    ...(metricsToken === undefined ? {} : { metricsToken }),
  });
  return app;
};
