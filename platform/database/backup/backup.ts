import { lstat, open, readdir, rename, rm } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import type { Database } from '../database.ts';
import { DatabaseFailure, errorCode } from '../failure.ts';
import { withClient } from '../pool.ts';
import { padding, tarEnd, tarHeader } from './tar.ts';

export interface BackupProgress {
  readonly file: string;
  readonly bytes: number;
}

export interface BackupReport {
  readonly file: string;
  /** Bytes copied, before compression. */
  readonly bytes: number;
}

// What a running server keeps there means nothing to another one (PostgreSQL manual, 25.3.4).
const emptied = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
]);
const leftOut = /^(postmaster\.(pid|opts)|pgsql_tmp.*|pg_internal\.init|zhijian\.conf|backup_label|tablespace_map)$/;
const chunkSize = 1024 * 1024;

/** A file's bytes under its header. The server may be writing: what it adds is left out, what it cuts off becomes zeros. */
async function* fileBytes(path: string, name: string): AsyncGenerator<Buffer> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    // Dropped since the folder was listed: the log that is replayed drops it too.
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (!handle) return;
  try {
    const { size } = await handle.stat();
    yield tarHeader({ name, kind: 'file', size });
    for (let position = 0; position < size;) {
      const chunk = Buffer.alloc(Math.min(chunkSize, size - position));
      const { bytesRead } = await handle.read(chunk, 0, chunk.length, position);
      const part = bytesRead > 0 ? chunk.subarray(0, bytesRead) : chunk;
      yield part;
      position += part.length;
    }
    yield padding(size);
  } finally {
    await handle.close();
  }
}

const folderBytes = (name: string): Buffer => tarHeader({ name: `${name}/`, kind: 'folder', size: 0 });

/** Everything below a folder; `skip` is asked with each name relative to it. */
async function* tree(
  folder: string,
  prefix: string,
  skip: (name: string) => boolean,
  below = '',
): AsyncGenerator<Buffer> {
  for (const entry of await readdir(join(folder, below), { withFileTypes: true }).catch(() => [])) {
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    if (skip(name)) continue;
    if (entry.isDirectory()) {
      yield folderBytes(`${prefix}/${name}`);
      yield* tree(folder, prefix, skip, name);
    } else if (entry.isFile()) yield* fileBytes(join(folder, name), `${prefix}/${name}`);
  }
}

const skipInCluster = (name: string): boolean => {
  const [top = '', ...below] = name.split('/');
  if (emptied.has(top) && below.length > 0)
    return !(top === 'pg_wal' && /^(archive_status|summaries)$/.test(below.join('/')));
  return leftOut.test(name.split('/').at(-1) ?? '') || name === 'global/pg_control';
};

/** Names of the log segments from one position to another, as they lie in pg_wal. */
const segments = async (client: pg.ClientBase, from: string, to: string): Promise<string[]> => {
  const { rows } = await client.query<{ first: string; last: string }>(
    'select pg_walfile_name($1) as first, pg_walfile_name($2) as last',
    [from, to],
  );
  const [first = '', last = ''] = [rows[0]?.first, rows[0]?.last];
  const { rows: present } = await client.query<{ name: string }>(
    `select name from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$' and name between $1 and $2 order by name`,
    [first, last],
  );
  return present.map((row) => row.name);
};

async function* backupBytes(client: pg.ClientBase, cluster: string, data: string): AsyncGenerator<Buffer> {
  // The slot keeps the log of the backup from being recycled; it goes with this connection.
  await client.query(`select pg_create_physical_replication_slot('zhijian_backup_' || pg_backend_pid(), true, true)`);
  const started = await client.query<{ lsn: string }>(`select pg_backup_start('zhijian', true) as lsn`);
  yield folderBytes('cluster');
  yield* tree(cluster, 'cluster', skipInCluster);
  yield* fileBytes(join(cluster, 'global/pg_control'), 'cluster/global/pg_control');
  const { rows } = await client.query<{ lsn: string; label: string }>(
    'select lsn, labelfile as label from pg_backup_stop(wait_for_archive := false)',
  );
  const stopped = rows[0];
  if (!stopped) throw new Error('the server did not end the backup');
  const label = Buffer.from(stopped.label, 'utf8');
  yield tarHeader({ name: 'cluster/backup_label', kind: 'file', size: label.length });
  yield label;
  yield padding(label.length);
  for (const name of await segments(client, started.rows[0]?.lsn ?? stopped.lsn, stopped.lsn))
    yield* fileBytes(join(cluster, 'pg_wal', name), `cluster/pg_wal/${name}`);
  // What the rows refer to was stored before them, so the files come after the rows.
  yield* tree(data, 'data', (name) => /^(postgres|postgres-place\.json|.*\.part)$/.test(name));
  yield tarEnd;
}

const external = (): DatabaseFailure =>
  new DatabaseFailure('backup-refused', {
    zh: '当前使用外部 PostgreSQL（DATABASE_URL），请用其自带工具备份：pg_dump --format=custom --file=文件 "$DATABASE_URL"，恢复用 pg_restore；整个服务器的备份用 pg_basebackup。',
    en: 'This is an external PostgreSQL (DATABASE_URL): use its own tools. pg_dump --format=custom --file=FILE "$DATABASE_URL" takes a copy and pg_restore puts it back; pg_basebackup copies a whole server.',
  });

/**
 * Writes a consistent copy of the embedded database, and of the other files of the data directory, into one .tar.gz while
 * the server goes on working. The file appears under its name only when it is whole.
 * @throws DatabaseFailure `backup-refused` for an external server or when the file exists
 */
export const backup = async (
  database: Database,
  dataDirectory: string,
  file: string,
  progress: (step: BackupProgress) => void = () => undefined,
): Promise<BackupReport> => {
  const { embedded } = database;
  if (!embedded) throw external();
  const target = resolve(file);
  if (await lstat(target).catch(() => undefined))
    throw new DatabaseFailure('backup-refused', {
      zh: `文件 ${target} 已存在，不会覆盖。请换一个文件名。`,
      en: `${target} exists and is not overwritten. Choose another name.`,
    });
  const part = `${target}.part`;
  let bytes = 0;
  async function* counted(client: pg.ClientBase): AsyncGenerator<Buffer> {
    for await (const chunk of backupBytes(client, embedded?.clusterDirectory ?? '', resolve(dataDirectory))) {
      bytes += chunk.length;
      progress({ file: target, bytes });
      yield chunk;
    }
  }
  try {
    await withClient({ ...database.ownerLogin, database: 'postgres' }, async (client) => {
      const output = createWriteStream(part, { mode: 0o600, flush: true });
      await pipeline(Readable.from(counted(client), { objectMode: false }), createGzip({ level: 3 }), output);
    });
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  return { file: target, bytes };
};
