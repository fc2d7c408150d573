import type { Kysely } from 'kysely';
import pg from 'pg';
import type { Database } from './database.ts';
import { errorCode, explained } from './failure.ts';
import { queriesOver } from './query-engine.ts';
import { nameOf, type Reading } from './reading.ts';

/**
 * On whose behalf a transaction runs. Each setting becomes `zhijian.<name>` for this transaction alone; one that is absent is
 * empty in the policies, and they close on empty. `account` is the id of the acting account.
 */
export type Session = Readonly<Record<string, string>>;

/**
 * `system`: the program itself, as engine from the start. `portal`: the public, read only, published views alone.
 * `migrator`: the owner, for installing and maintaining only.
 */
export type Actor = Session | 'system' | 'portal' | 'migrator';

/** A running transaction. */
export interface Tx extends Reading {
  /** Kysely over this transaction, typed by the tables the caller names: `tx.tables<CardTables>()`. */
  readonly tables: <Tables>() => Kysely<Tables>;
  /** Runs `work` under a savepoint: when it throws, only its own changes are undone. */
  readonly savepoint: <R>(work: () => Promise<R>) => Promise<R>;
  /** Name of the role that decides, for `asEngine`. */
  readonly engineRole: string;
  /** Gives `work` the connection alone, without pipelining; for COPY. */
  readonly exclusively: <R>(work: (client: pg.ClientBase) => Promise<R>) => Promise<R>;
}

export interface TransactionOptions<R> {
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable';
  readonly readOnly?: boolean;
  /** Called with the result; the transaction is rolled back when it says false (a refusal, for example). */
  readonly commitWhen?: (result: R) => boolean;
  /**
   * For reading alone: `work` asks all that it asks before it first waits, and the end of the transaction is sent right behind.
   * What it asks later is refused.
   */
  readonly atOnce?: boolean;
  /** How often a transaction that lost a race (serialization failure, deadlock) is run again; 3 by default. */
  readonly retries?: number;
}

const settingName = /^[a-z][a-z_]*$/;
const lostRace = new Set(['40001', '40P01']);

const openingText = (database: Database, actor: Actor, options: TransactionOptions<never>): string => {
  const parts = ['begin'];
  if (options.isolation) parts.push(` isolation level ${options.isolation}`);
  if (options.readOnly || actor === 'portal') parts.push(' read only');
  if (actor === 'system') parts.push(`; set local role ${pg.escapeIdentifier(database.roles.engine)}`);
  if (typeof actor === 'object')
    for (const [name, value] of Object.entries(actor)) {
      if (!settingName.test(name)) throw new Error(`not a session setting: ${name}`);
      parts.push(`; set local zhijian.${name} = ${pg.escapeLiteral(value)}`);
    }
  return parts.join('');
};

const openTx = (client: pg.ClientBase, engineRole: string): Tx & { readonly close: () => void } => {
  let busy: Promise<void> | undefined;
  let closed = false;
  let savepoints = 0;
  const ready = (): Promise<void> | undefined => {
    if (closed) throw new Error('the transaction has been ended: all of it is asked before the first answer');
    return busy;
  };
  const queries = queriesOver(client, ready);
  const run = async <Row>(asked: pg.QueryConfig): Promise<Row[]> => {
    const waiting = ready();
    if (waiting) await waiting;
    return (await client.query(asked)).rows as Row[];
  };
  const query = <Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> =>
    run({ text, values: values as unknown[] });
  return {
    engineRole,
    tables: <Tables>() => queries as unknown as Kysely<Tables>,
    close: () => {
      closed = true;
    },
    query,
    prepared: (text, values = []) => run({ name: nameOf(text), text, values: values as unknown[] }),
    savepoint: async (work) => {
      const name = `zhijian_${++savepoints}`;
      await query(`savepoint ${name}`);
      try {
        const result = await work();
        await query(`release savepoint ${name}`);
        return result;
      } catch (error) {
        await query(`rollback to savepoint ${name}`);
        throw error;
      }
    },
    exclusively: async (work) => {
      for (let waiting = ready(); waiting; waiting = ready()) await waiting;
      let release = (): void => undefined;
      busy = new Promise((resolve) => {
        release = resolve;
      });
      const wire = client as unknown as { pipeline: boolean };
      const pipelined = wire.pipeline;
      try {
        // An empty round trip: when it is answered, everything sent before has been answered too.
        await client.query('');
        wire.pipeline = false;
        return await work(client);
      } finally {
        wire.pipeline = pipelined;
        busy = undefined;
        release();
      }
    },
  };
};

const attempt = async <R>(
  database: Database,
  actor: Actor,
  work: (tx: Tx) => Promise<R>,
  options: TransactionOptions<R>,
): Promise<R> => {
  const opening = openingText(database, actor, options);
  const pool =
    actor === 'portal' ? database.portalPool : actor === 'migrator' ? database.migratorPool() : database.appPool;
  const client = await pool.connect();
  let broken: Error | undefined;
  let leaving: Promise<unknown> | undefined;
  const onError = (error: Error): void => {
    broken = error;
  };
  client.on('error', onError);
  try {
    // Not awaited: the first query of `work` follows without waiting for its answer. If opening fails, that query runs without
    // settings, sees nothing, and the failure surfaces here.
    const opened = client.query(opening);
    opened.catch(() => undefined);
    const tx = openTx(client, database.roles.engine);
    const working = work(tx);
    const end = (): void => {
      leaving = client.query('commit').catch((failure: Error) => {
        broken ??= failure;
      });
    };
    if (options.atOnce) {
      tx.close();
      end();
    }
    const result = await working;
    await opened;
    if (options.readOnly && actor !== 'migrator') {
      // Nothing to lose: who reads need not wait until the server has ended it; the connection does.
      if (!leaving) end();
      return result;
    }
    const commit = options.commitWhen?.(result) ?? true;
    const ended = await client.query(commit ? 'commit' : 'rollback');
    // PostgreSQL answers COMMIT with ROLLBACK when an earlier error, swallowed by `work`, had spoilt the transaction.
    if (commit && ended.command !== 'COMMIT')
      throw new Error('the transaction was rolled back: an earlier query in it had failed');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken ??= failure;
    });
    throw error;
  } finally {
    const leave = (): void => {
      client.removeListener('error', onError);
      client.release(broken ?? false);
    };
    if (leaving) void leaving.then(leave);
    else leave();
  }
};

/**
 * Runs `work` in one transaction on behalf of `actor`; commits when it returns, rolls back when it throws. A transaction that
 * lost a race is run again, so `work` must have no effect outside the database.
 * @throws DatabaseFailure `database-unavailable` or `disk-full`
 */
export const withTransaction = async <R>(
  database: Database,
  actor: Actor,
  work: (tx: Tx) => Promise<R>,
  options: TransactionOptions<R> = {},
): Promise<R> => {
  for (let left = options.retries ?? 3; ; left -= 1) {
    try {
      return await attempt(database, actor, work, options);
    } catch (error) {
      if (left > 0 && lostRace.has(errorCode(error) ?? '')) continue;
      throw explained(error);
    }
  }
};

/** Lets the rest of the transaction run as engine: it reads all rows, so that no rule sees only those of whoever pressed the button. */
export const asEngine = async (tx: Tx): Promise<void> => {
  await tx.query(`set local role ${pg.escapeIdentifier(tx.engineRole)}`);
};
