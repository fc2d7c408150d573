import type pg from 'pg';
import type { Login } from './pool.ts';
import type { RoleNames } from './roles.ts';

/** An open database: its pools, its roles and the way to leave it. */
export interface Database {
  /** `embedded`: the server that the program runs itself; `external`: the one that DATABASE_URL names. */
  readonly kind: 'embedded' | 'external';
  readonly roles: RoleNames;
  /** Major and minor version of the server, for example `18.4`. */
  readonly serverVersion: string;
  readonly databaseName: string;
  /** True when this start has made the database: nothing had been installed in it. */
  readonly fresh: boolean;
  readonly appPool: pg.Pool;
  readonly portalPool: pg.Pool;
  /** Opened when first asked for; installing and maintaining only. */
  readonly migratorPool: () => pg.Pool;
  /** How the owner logs in, for tools that need a connection of their own. */
  readonly ownerLogin: Login;
  /** Settings of the embedded server, where there is one. */
  readonly embedded?: EmbeddedServer;
  /** Closes the pools and leaves the embedded server; who leaves last stops it. */
  readonly close: () => Promise<void>;
}

/** The embedded server as seen by a program that uses it. */
export interface EmbeddedServer {
  /** The cluster's files (PGDATA). */
  readonly clusterDirectory: string;
  readonly logFile: string;
  readonly host: string;
  readonly port: number;
  /** Process id of the postmaster. */
  readonly pid: () => number | undefined;
}
