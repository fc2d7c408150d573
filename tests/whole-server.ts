import type { FastifyInstance } from 'fastify';
import { afterAll } from 'vitest';
import { createServer } from '#apps/server/server.ts';
import { withTransaction } from '#platform/database/index.ts';
import { digestOf, newToken } from '#platform/identity/opaque-token.ts';
import { insertSession } from '#platform/identity/session-storage.ts';
import type { Services } from '#platform/operation/index.ts';
import { createLogger } from '#platform/telemetry/index.ts';
import { testCall } from './services.ts';

/** The whole server of some services, as the program runs it: interface, portal and office. */
export interface WholeServer {
  readonly app: FastifyInstance;
  readonly origin: string;
  /** Lines of the log so far. */
  readonly log: readonly string[];
  /** The cookie of somebody who holds every permission of the program, or those given. */
  readonly signIn: (permissions?: readonly string[]) => Promise<string>;
}

/** Starts the whole server on a free loopback port until the file's tests are through. */
export const wholeServer = async (services: Services): Promise<WholeServer> => {
  const log: string[] = [];
  const app = await createServer(services, {
    logger: createLogger({ destination: { write: (line) => void log.push(line) } }),
  });
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  afterAll(() => app.close());
  const all = services.composition.manifests.flatMap(({ permissions }) => Object.keys(permissions ?? {}));
  return {
    app,
    origin,
    log,
    signIn: async (permissions = all) => {
      const { actor } = await testCall(services, { permissions });
      const token = newToken();
      const session = { tokenHash: digestOf(token), accountId: actor.accountId ?? '', at: services.now() };
      await withTransaction(services.database, 'system', (tx) =>
        insertSession(tx, { ...session, address: '127.0.0.1', userAgent: null }),
      );
      return `zhijian=${token}`;
    },
  };
};
