import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  Transaction,
  type CompiledQuery,
  type ConnectionProvider,
  type DatabaseConnection,
  type Dialect,
  type QueryResult,
} from 'kysely';
import type pg from 'pg';

const driver = new DummyDriver();
const dialect: Dialect = {
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => driver,
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
};
const base = new Kysely<unknown>({ dialect });

const changing = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

/** Kysely's connection over one client of the driver; `ready` lets a COPY have the wire to itself. */
class ClientConnection implements DatabaseConnection {
  readonly #client: pg.ClientBase;
  readonly #ready: () => Promise<void> | undefined;
  #cursors = 0;

  constructor(client: pg.ClientBase, ready: () => Promise<void> | undefined) {
    this.#client = client;
    this.#ready = ready;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const busy = this.#ready();
    if (busy) await busy;
    const { command, rowCount, rows } = await this.#client.query(query.sql, query.parameters as unknown[]);
    return changing.has(command) ? { numAffectedRows: BigInt(rowCount ?? 0), rows } : { rows };
  }

  /** Streams through a cursor declared in SQL, because the driver's own cursors cannot share a pipelined connection. */
  async *streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    const cursor = `zhijian_cursor_${++this.#cursors}`;
    const run = (sql: string, parameters: readonly unknown[] = []) =>
      this.executeQuery<R>({ ...query, sql, parameters });
    await run(`declare ${cursor} no scroll cursor for ${query.sql}`, query.parameters);
    let finished = false;
    try {
      while (!finished) {
        const { rows } = await run(`fetch ${Math.max(1, Math.trunc(chunkSize))} from ${cursor}`);
        finished = rows.length === 0;
        if (!finished) yield { rows };
      }
    } finally {
      // After a failure the transaction is lost anyway and its cursor with it.
      await run(`close ${cursor}`).catch(() => undefined);
    }
  }
}

/** Kysely over one client that is in a transaction. */
export const queriesOver = (client: pg.ClientBase, ready: () => Promise<void> | undefined): Kysely<unknown> => {
  const connection = new ClientConnection(client, ready);
  const provider: ConnectionProvider = { provideConnection: (consumer) => consumer(connection) };
  return new Transaction<unknown>({
    config: { dialect },
    driver,
    dialect,
    executor: base.getExecutor().withConnectionProvider(provider),
  });
};
