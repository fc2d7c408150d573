import { availableParallelism } from 'node:os';
import pg from 'pg';
import { bootstrap } from './bootstrap.ts';
import type { Database, EmbeddedServer } from './database.ts';
import { openEmbedded } from './embedded/open.ts';
import type { Progress } from './embedded/types.ts';
import { errorCode, explained } from './failure.ts';
import { type Login, createPool, withClient } from './pool.ts';
import { derivedPassword } from './roles.ts';

export interface ConnectOptions {
  /** Where the embedded server keeps its files, and other parts of the program theirs. */
  readonly dataDirectory: string;
  /** `postgres://…` of an external server (15 or later); the embedded one is used when it is absent or empty. */
  readonly databaseUrl?: string;
  /** A second `serve` on the same embedded server is refused; a `command` joins. */
  readonly purpose: 'serve' | 'command';
  /** Told what happens while the server is prepared and started. */
  readonly progress?: Progress;
  /** Most connections of the app pool; 16 by default. */
  readonly poolSize?: number;
  /** Most connections of the portal pool; as many as processors by default, four at least. */
  readonly portalPoolSize?: number;
  /** Further settings of the embedded server, over the ones chosen from the machine's memory. */
  readonly serverSettings?: Readonly<Record<string, string>>;
}

/** A search that stops at its limit begins where the table begins, not where another happens to be: it finds the same each time. */
const repeatable = { synchronize_seqscans: 'off' } as const;

/** What a connection string says, with the environment's PG… variables as its defaults. */
const loginOf = (url: string): Login => {
  const { host, port, user, password, database, ssl } = new pg.Client({ connectionString: url });
  return {
    host,
    port,
    user: user ?? '',
    database: database ?? '',
    ssl: ssl,
    ...(typeof password === 'string' && password !== '' ? { password } : {}),
  };
};

const deniedLogin = new Set(['28000', '28P01', '3D000', '42501']);

/**
 * How to become `role`: by a login of its own where the server lets it in, else by logging in as the owner and taking the
 * role on (docs/adr/0002-database-roles.md).
 */
const roleLogin = async (owner: Login, role: string): Promise<Login> => {
  if (owner.password === undefined) return { ...owner, setRole: role };
  const own: Login = { ...owner, user: role, password: derivedPassword(owner.password, role) };
  const tryOwn = () =>
    withClient(own, async () => true).catch((error: unknown) => {
      if (deniedLogin.has(errorCode(error) ?? '')) return false;
      throw error;
    });
  if (await tryOwn()) return own;
  // The owner's password may have changed since: derive anew and try again.
  await withClient(owner, (client) =>
    client.query(`alter role ${pg.escapeIdentifier(role)} login password ${pg.escapeLiteral(own.password ?? '')}`),
  ).catch(() => undefined);
  return (await tryOwn()) ? own : { ...owner, setRole: role };
};

/**
 * Opens the database: starts or joins the embedded server, or connects to DATABASE_URL; checks it and makes the roles.
 * Migrating is the caller's next step (`migrate`).
 * @throws DatabaseFailure with what is wrong and what to do about it
 */
export const connect = async (options: ConnectOptions): Promise<Database> => {
  const url = options.databaseUrl?.trim();
  const embedded = url ? undefined : await openEmbedded(options);
  try {
    return await openDatabase(embedded?.login ?? loginOf(url ?? ''), options, embedded?.server, embedded?.leave);
  } catch (error) {
    await embedded?.leave();
    throw explained(error);
  }
};

const openDatabase = async (
  owner: Login,
  options: ConnectOptions,
  server: EmbeddedServer | undefined,
  leave: (() => Promise<void>) | undefined,
): Promise<Database> => {
  const { roles, serverVersion, fresh } = await withClient(owner, (client) => bootstrap(client, owner.password));
  const [app, portal] = await Promise.all([roleLogin(owner, roles.app), roleLogin(owner, roles.portal)]);
  const appPool = createPool(app, { size: options.poolSize ?? 16, settings: repeatable });
  const portalPool = createPool(portal, {
    // Its statements are nearly all processor: more of them at a time than processors make one another wait, and the program.
    size: options.portalPoolSize ?? Math.max(4, availableParallelism()),
    settings: { ...repeatable, statement_timeout: '15s', default_transaction_read_only: 'on' },
  });
  let migrator: pg.Pool | undefined;
  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await Promise.all([appPool.end(), portalPool.end(), migrator?.end()]);
    await leave?.();
  };
  return {
    kind: server ? 'embedded' : 'external',
    roles,
    serverVersion,
    databaseName: owner.database,
    fresh,
    appPool,
    portalPool,
    migratorPool: () => (migrator ??= createPool({ ...owner, setRole: roles.migrator }, { size: 4 })),
    ownerLogin: owner,
    ...(server ? { embedded: server } : {}),
    close: () => (closed ??= close()),
  };
};
