import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { EmbeddedServer } from '../database.ts';
import { DatabaseFailure, errorCode, isGone } from '../failure.ts';
import { type Login, clientConfig } from '../pool.ts';
import { ensureCluster } from './cluster.ts';
import { findPlace } from './place.ts';
import type { Postmaster } from './postmaster.ts';
import { ensureRunning, ownerLogin, stopServer } from './server.ts';
import type { Place, Progress } from './types.ts';

export interface EmbeddedOptions {
  readonly dataDirectory: string;
  readonly purpose: 'serve' | 'command';
  readonly progress?: Progress;
  readonly serverSettings?: Readonly<Record<string, string>>;
}

const databaseName = 'zhijian';
// Advisory locks count the programs that use the server: a killed program's are released by the server itself.
const usersLock = 7_204_180_010;
const serveLock = 7_204_180_011;
const createLock = 7_204_180_012;

const createDatabase = async (client: pg.Client): Promise<void> => {
  await client.query('select pg_advisory_lock($1)', [createLock]);
  const { rows } = await client.query('select 1 from pg_database where datname = $1', [databaseName]);
  if (rows.length === 0) await client.query(`create database ${databaseName}`);
  await client.query('select pg_advisory_unlock($1)', [createLock]);
};

const claimServe = async (client: pg.Client, dataDirectory: string): Promise<void> => {
  const { rows } = await client.query<{ free: boolean }>('select pg_try_advisory_lock($1) as free', [serveLock]);
  if (rows[0]?.free) return;
  const holder = await client.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
     where l.locktype = 'advisory' and l.granted and ((l.classid::bigint << 32) | l.objid::bigint) = $1`,
    [serveLock],
  );
  const pid = holder.rows[0]?.name.replace('zhijian ', '') ?? '?';
  throw new DatabaseFailure('database-in-use', {
    zh: `数据目录 ${dataDirectory} 正由另一个已启动的质监服务使用（进程 ${pid}）。请先停止它，或用 --data 指定其他目录。`,
    en: `The data directory ${dataDirectory} is already being served by another Zhijian (process ${pid}). Stop it first, or name another directory by --data.`,
  });
};

/** One program's stay at the embedded server. */
class Stay {
  readonly #place: Place;
  readonly #options: EmbeddedOptions;
  readonly #progress: Progress;
  #client: pg.Client | undefined;
  #postmaster: Postmaster | undefined;
  #closing = false;
  #revival: Promise<void> | undefined;

  constructor(place: Place, options: EmbeddedOptions) {
    this.#place = place;
    this.#options = options;
    this.#progress = options.progress ?? (() => undefined);
  }

  get postmaster(): Postmaster | undefined {
    return this.#postmaster;
  }

  /** Sees that the server runs and registers this program with it. */
  async enter(): Promise<void> {
    for (let left = 5; ; left -= 1) {
      this.#postmaster = await ensureRunning(this.#place, this.#options.serverSettings ?? {}, this.#progress);
      const client = new pg.Client(clientConfig(await ownerLogin(this.#place, this.#postmaster, 'postgres')));
      client.on('error', () => undefined);
      try {
        await client.connect();
        await client.query('select pg_advisory_lock_shared($1)', [usersLock]);
        if (this.#options.purpose === 'serve') await claimServe(client, this.#options.dataDirectory);
        await createDatabase(client);
        client.once('end', () => this.#revive());
        this.#client = client;
        return;
      } catch (error) {
        // The last user may just be stopping the server: then it is started again.
        if (left > 0 && isGone(error)) await client.end().catch(() => undefined);
        else {
          await this.#depart(client);
          throw error;
        }
      }
    }
  }

  /** The server has died or was restarted: bring it back, so that the pools find it again. */
  #revive(): void {
    if (this.#closing) return;
    this.#client = undefined;
    const revival = async (): Promise<void> => {
      for (let pause = 200; !this.#closing; pause = Math.min(pause * 2, 5000)) {
        try {
          await this.enter();
          return;
        } catch (error) {
          const text = error instanceof DatabaseFailure ? error.text : { zh: String(error), en: String(error) };
          this.#progress(text);
          await wait(pause, undefined, { ref: false });
        }
      }
    };
    this.#revival = revival();
  }

  /** Who leaves last stops the server. */
  async #depart(client: pg.Client): Promise<void> {
    try {
      await client.query('select pg_advisory_unlock_all()');
      const { rows } = await client.query<{ last: boolean }>('select pg_try_advisory_lock($1) as last', [usersLock]);
      if (rows[0]?.last) await stopServer(this.#place);
    } catch (error) {
      if (!isGone(error) && errorCode(error) !== undefined) throw error;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  async leave(): Promise<void> {
    this.#closing = true;
    await this.#revival;
    if (this.#client) await this.#depart(this.#client);
  }
}

/** Starts the embedded server of a data directory, or joins the one that runs on it. */
export const openEmbedded = async (
  options: EmbeddedOptions,
): Promise<{ readonly login: Login; readonly server: EmbeddedServer; readonly leave: () => Promise<void> }> => {
  const place = await findPlace(options.dataDirectory);
  await ensureCluster(place, options.progress ?? (() => undefined));
  const stay = new Stay(place, options);
  await stay.enter();
  const postmaster = stay.postmaster;
  if (!postmaster) throw new Error('entered without a server');
  return {
    login: await ownerLogin(place, postmaster, databaseName),
    server: {
      clusterDirectory: place.cluster,
      logFile: place.logFile,
      host: postmaster.host,
      port: postmaster.port,
      pid: () => stay.postmaster?.pid,
    },
    leave: () => stay.leave(),
  };
};
