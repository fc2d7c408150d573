import pg from 'pg';
import { types } from './parsers.ts';

/** Where and as whom to connect. `setRole` is taken on right after the login, where the role has no login of its own. */
export interface Login {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password?: string;
  readonly ssl?: pg.ClientConfig['ssl'];
  readonly setRole?: string;
}

export interface PoolOptions {
  /** Most connections at a time. */
  readonly size?: number;
  /** Further server settings of every connection, for example `statement_timeout`. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Escapes a value for the `options` start-up parameter. */
const startupValue = (value: string): string => value.replaceAll(/[\\ ]/g, String.raw`\$&`);

/** The driver's configuration for a login. Every value is explicit: no PG… variable of the environment leaks in. */
export const clientConfig = (login: Login, settings: Readonly<Record<string, string>> = {}): pg.ClientConfig => {
  const all: Record<string, string> = { timezone: 'UTC', datestyle: 'ISO', client_encoding: 'UTF8', ...settings };
  if (login.setRole !== undefined) all.role = login.setRole;
  return {
    host: login.host,
    port: login.port,
    database: login.database,
    user: login.user,
    password: login.password ?? '',
    ssl: login.ssl ?? false,
    application_name: `zhijian ${process.pid}`,
    options: Object.entries(all)
      .map(([name, value]) => `-c ${name}=${startupValue(value)}`)
      .join(' '),
    connectionTimeoutMillis: 15_000,
    keepAlive: true,
    types,
  };
};

/**
 * A pool whose connections send queries without waiting for the answer to the one before. A connection that dies while
 * idle is dropped; the next query opens a new one, so the pool recovers by itself when the server comes back.
 */
export const createPool = (login: Login, options: PoolOptions = {}): pg.Pool => {
  const pool = new pg.Pool({
    ...clientConfig(login, options.settings),
    max: options.size ?? 10,
    idleTimeoutMillis: 30_000,
    pipeline: true,
  });
  pool.on('error', () => undefined);
  return pool;
};

/** Opens one connection, runs `work` on it and closes it. */
export const withClient = async <R>(login: Login, work: (client: pg.Client) => Promise<R>): Promise<R> => {
  const client = new pg.Client(clientConfig(login));
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
};
