import type { AddressInfo } from 'node:net';
import { ok, refuse, type Refused, type Result } from '#foundation/refusal.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import { recordDeployment } from '#platform/deployment/index.ts';
import { startJobs } from '#platform/jobs/index.ts';
import type { Manifest } from '#platform/manifest.ts';
import type { Services } from '#platform/operation/index.ts';
import { createLogger } from '#platform/telemetry/index.ts';
import type { Config } from './config.ts';
import { createServer } from './server.ts';
import { openServices } from './services.ts';

export interface ServeOptions {
  readonly config: Config;
  readonly manifests: readonly Manifest[];
  readonly progress?: (text: TextPair) => void;
  /** The first start on a database: makes the evaluation province where the mode asks for one. Must bear to be called again. */
  readonly firstStart?: (services: Services) => Promise<void>;
}

/** A server that answers. */
export interface Serving {
  readonly services: Services;
  /** For example `http://127.0.0.1:8200`. */
  readonly address: string;
  /** Answers what is under way, then closes server, jobs and database. */
  readonly close: () => Promise<void>;
}

/** How long requests under way may take when the server is told to stop, in milliseconds. */
const patience = 10_000;

const unusable = new Set(['EACCES', 'EADDRNOTAVAIL', 'ENOTFOUND', 'EINVAL']);

/** Why nothing can listen there, or nothing where the error is another. */
const refusalToListen = (error: unknown, { host, port }: Config): Refused | undefined => {
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) return undefined;
  if (error.syscall !== 'listen' && error.syscall !== 'getaddrinfo') return undefined;
  if (error.code === 'EADDRINUSE') return refuse('port-in-use', { port });
  return unusable.has(String(error.code)) ? refuse('address-unusable', { host, port }) : undefined;
};

/**
 * Opens everything and listens. Refused where the database was set up for something else, the port is taken, or the address is not
 * this machine's.
 * @throws DatabaseFailure with what is wrong and what to do about it
 */
export const serve = async ({ config, manifests, progress, firstStart }: ServeOptions): Promise<Result<Serving>> => {
  const opened = await openServices({
    config,
    manifests,
    purpose: 'serve',
    ...(progress === undefined ? {} : { progress }),
  });
  if (!opened.ok) return opened;
  const services = opened.value;
  const tried = services.mode === 'evaluation' && process.stderr.isTTY;
  const logger = createLogger({ level: config.logLevel ?? (tried ? 'warn' : 'info') });
  const leave: (() => Promise<unknown>)[] = [services.close];
  const close = async (): Promise<void> => {
    for (const step of leave.splice(0).toReversed()) await step();
  };
  try {
    if (!services.recorded) {
      await firstStart?.(services);
      await recordDeployment(services.database, services);
    }
    const jobs = await startJobs(services, {
      onFailure: ({ job, error }) => logger.error({ err: error, job }, 'a job failed'),
    });
    leave.push(() => jobs.stop());
    const app = await createServer(services, { ...config, logger });
    leave.push(async () => {
      const hurry = setTimeout(() => app.server.closeAllConnections(), patience);
      await app.close();
      clearTimeout(hurry);
    });
    await app.listen({ host: config.host, port: config.port });
    const { port } = app.server.address() as AddressInfo;
    const host = config.host.includes(':') ? `[${config.host}]` : config.host;
    return ok({ services, address: `http://${host}:${port}`, close });
  } catch (error) {
    await close();
    const refused = refusalToListen(error, config);
    if (refused) return refused;
    throw error;
  }
};

/** Resolves when the program is told to stop (Ctrl-C, SIGTERM), after everything is closed; a second Ctrl-C ends it at once. */
export const untilStopped = (serving: Serving): Promise<void> =>
  new Promise((resolve, reject) => {
    let stopping = false;
    const stop = (): void => {
      if (stopping) process.exit(130);
      stopping = true;
      serving.close().then(resolve, reject);
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
