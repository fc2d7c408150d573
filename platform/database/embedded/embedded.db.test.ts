import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { type ConnectOptions, connect, type Database, DatabaseFailure, withTransaction } from '../index.ts';
import { unprivileged } from './place.ts';
import { isAlive } from './process.ts';

const root = await mkdtemp(join(tmpdir(), 'zhijian-embedded-'));
await chmod(root, 0o755);
afterAll(() => rm(root, { recursive: true, force: true }));
const asRoot = process.getuid?.() === 0;

let directories = 0;
const newDirectory = (): string => join(root, `data-${(directories += 1)}`);
const quick = { fsync: 'off', shared_buffers: '32MB' };

const open = async (dataDirectory: string, more: Partial<ConnectOptions> = {}): Promise<Database> => {
  const database = await connect({ dataDirectory, purpose: 'command', serverSettings: quick, ...more });
  onTestFinished(() => database.close());
  return database;
};

/** Starts another program on the directory and waits until it has the database. */
const startProgram = async (
  dataDirectory: string,
  purpose = 'command',
  user: { readonly uid?: number; readonly gid?: number } = {},
): Promise<{ child: ChildProcess; server: number }> => {
  const script = fileURLToPath(new URL('program.testing.ts', import.meta.url));
  const child = spawn(process.execPath, [script, dataDirectory, purpose], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...user,
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const died = once(child, 'exit').then(([code]) =>
    Promise.reject(new Error(`the program ended with ${String(code)}`)),
  );
  died.catch(() => undefined);
  const [line] = (await Promise.race([once(child.stdout ?? child, 'data'), died])) as [Buffer];
  return { child, server: Number(line.toString().trim().split(' ')[1]) };
};
const end = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
};

const keep = (database: Database, id: number) =>
  withTransaction(database, 'migrator', async (tx) => {
    await tx.query('create table if not exists platform.kept (id int primary key)');
    await tx.query('insert into platform.kept values ($1)', [id]);
  });
const kept = (database: Database) =>
  withTransaction(database, 'migrator', async (tx) =>
    (await tx.query<{ id: number }>('select id from platform.kept order by id')).map((row) => row.id),
  );
const pidOf = (database: Database): number => database.embedded?.pid() ?? 0;

describe('the embedded server', () => {
  test('is made, keeps what was stored, and is stopped by the program that leaves last', async () => {
    const directory = newDirectory();
    const first = await open(directory);
    expect(first).toMatchObject({ kind: 'embedded', fresh: true, roles: { app: 'zhijian_app' } });
    const settings = await withTransaction(first, {}, (tx) =>
      tx.query(`select name, setting from pg_settings where name in
        ('data_checksums', 'listen_addresses', 'server_encoding', 'unix_socket_permissions') order by name`),
    );
    expect(settings.map((row) => row.setting)).toEqual(['on', '', 'UTF8', '0700']);
    await keep(first, 1);
    const server = pidOf(first);
    const second = await open(directory);
    expect(second.fresh).toBe(false);
    expect(pidOf(second)).toBe(server);
    await first.close();
    expect(isAlive(server)).toBe(true);
    expect(await kept(second)).toEqual([1]);
    await second.close();
    expect(isAlive(server)).toBe(false);
    expect(await kept(await open(directory))).toEqual([1]);
  });

  test('waits for the disk unless told otherwise', async () => {
    const database = await open(newDirectory(), { serverSettings: { shared_buffers: '32MB' } });
    const [row] = await withTransaction(database, {}, (tx) =>
      tx.query(`select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`),
    );
    expect(row).toEqual({ fsync: 'on', commit: 'on' });
  });

  test('serves one service at a time; commands join it', async () => {
    const directory = newDirectory();
    await open(directory, { purpose: 'serve' });
    const refusal = await open(directory, { purpose: 'serve' }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(DatabaseFailure);
    expect(refusal).toMatchObject({ code: 'database-in-use' });
    expect((refusal as DatabaseFailure).text.en).toContain(String(process.pid));
    expect((await open(directory)).kind).toBe('embedded');
  });

  test('is one server however many programs start at the same moment', async () => {
    const directory = newDirectory();
    const programs = await Promise.all([startProgram(directory), startProgram(directory), startProgram(directory)]);
    expect(new Set(programs.map(({ server }) => server)).size).toBe(1);
    await Promise.all(programs.map(({ child }) => end(child, 'SIGTERM')));
    expect(isAlive(programs[0]?.server ?? 0)).toBe(false);
  });

  test('outlives a program that is killed and is adopted by the next, which may also serve', async () => {
    const directory = newDirectory();
    const { child, server } = await startProgram(directory, 'serve');
    await end(child, 'SIGKILL');
    expect(isAlive(server)).toBe(true);
    const database = await open(directory, { purpose: 'serve' });
    expect(pidOf(database)).toBe(server);
    await database.close();
    expect(isAlive(server)).toBe(false);
  });

  test('recovers when it is killed while a program uses it, without the program being started again', async () => {
    const directory = newDirectory();
    const database = await open(directory, { purpose: 'serve', serverSettings: { shared_buffers: '32MB' } });
    await keep(database, 1);
    const server = pidOf(database);
    process.kill(server, 'SIGKILL');
    await expect.poll(() => pidOf(database), { timeout: 30_000 }).not.toBe(server);
    const failures: unknown[] = [];
    await expect
      .poll(() => kept(database).catch((error: unknown) => void failures.push(error)), {
        timeout: 30_000,
        interval: 50,
      })
      .toEqual([1]);
    expect(failures.filter((error) => !(error instanceof DatabaseFailure))).toEqual([]);
  });

  test('recovers from a power cut: the next start replays the log and clears what the dead server left', async () => {
    const directory = newDirectory();
    const { child, server } = await startProgram(directory);
    await end(child, 'SIGKILL');
    process.kill(server, 'SIGKILL');
    await expect.poll(() => isAlive(server), { timeout: 30_000 }).toBe(false);
    const database = await open(directory);
    await keep(database, 2);
    expect(await kept(database)).toEqual([2]);
  });

  test('is not put off by a lock file whose number now belongs to another process', async () => {
    const directory = newDirectory();
    const database = await open(directory);
    const lock = join(database.embedded?.clusterDirectory ?? '', 'postmaster.pid');
    const lines = (await readFile(lock, 'utf8')).split('\n');
    await database.close();
    await writeFile(lock, [String(process.pid), ...lines.slice(1)].join('\n'));
    expect(isAlive(pidOf(await open(directory)))).toBe(true);
  });

  test('finds a place for its socket when the path is too long for one', async () => {
    const directory = join(newDirectory(), '很长的目录名'.repeat(6), 'data');
    const database = await open(directory);
    expect(database.embedded?.host).toMatch(/^\/tmp\/zhijian-/);
    const made = await stat(database.embedded?.host ?? '');
    expect(made.mode & 0o777).toBe(0o700);
    await database.close();
    await rm(database.embedded?.host ?? '', { recursive: true, force: true });
  });
});

describe('a data directory', () => {
  test('may be called whatever people call it', async () => {
    const directory = join(newDirectory(), `质监 数据, 引"号' $HOME \`x\``, 'data');
    const database = await open(directory);
    const { host } = database.embedded ?? {};
    if (host?.startsWith('/tmp/zhijian-')) onTestFinished(() => rm(host, { recursive: true, force: true }));
    await keep(database, 3);
    expect(await kept(database)).toEqual([3]);
    await database.close();
    expect(await kept(await open(directory))).toEqual([3]);
  });

  test('that is a file, or lies behind one, is refused in words', async () => {
    const file = newDirectory();
    await writeFile(file, '');
    await expect(open(file)).rejects.toMatchObject({
      code: 'database-start-failed',
      text: {
        zh: expect.stringContaining('不是目录') as string,
        en: expect.stringContaining('not a directory') as string,
      },
    });
    await expect(open(join(file, 'data'))).rejects.toMatchObject({ code: 'database-start-failed' });
  });

  test('where nothing may be written is refused in words, to an ordinary user too', async () => {
    const directory = newDirectory();
    await mkdir(directory, { mode: 0o555 });
    const script = fileURLToPath(new URL('program.testing.ts', import.meta.url));
    const ordinary = asRoot ? await unprivileged() : {};
    const child = spawn(process.execPath, [script, directory], { stdio: ['ignore', 'inherit', 'pipe'], ...ordinary });
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect(code).not.toBe(0);
    expect(said).toContain('may not write there');
  });
});

describe.skipIf(!asRoot)(`started by root${asRoot ? '' : ' (skipped: these tests need to run as root)'}`, () => {
  test('runs as another account', async () => {
    const database = await open(newDirectory());
    const { uid, mode } = await stat(database.embedded?.clusterDirectory ?? '');
    expect(uid).not.toBe(0);
    expect(mode & 0o077).toBe(0);
    const status = await readFile(`/proc/${pidOf(database)}/status`, 'utf8');
    expect(status).toMatch(new RegExp(`^Uid:\\t${uid}\\t`, 'm'));
  });

  test('keeps its files elsewhere when its account may not walk to the data directory', async () => {
    const closed = join(newDirectory(), 'home-of-root');
    await mkdir(closed, { recursive: true, mode: 0o700 });
    await chmod(closed, 0o700);
    const directory = join(closed, 'data');
    const database = await open(directory);
    const cluster = database.embedded?.clusterDirectory ?? '';
    onTestFinished(() => rm(join(cluster, '..'), { recursive: true, force: true }));
    expect(cluster).toMatch(/^\/var\/lib\/zhijian\//);
    await keep(database, 7);
    await database.close();
    expect(await kept(await open(directory))).toEqual([7]);
  });

  test('serves an ordinary user in a directory of his own', async () => {
    const directory = newDirectory();
    const user = await unprivileged();
    await mkdir(directory);
    await chown(directory, user.uid, user.gid);
    const { child, server } = await startProgram(directory, 'command', user);
    expect(await readFile(`/proc/${server}/status`, 'utf8')).toMatch(new RegExp(`^Uid:\\t${user.uid}\\t`, 'm'));
    await end(child, 'SIGTERM');
    expect(isAlive(server)).toBe(false);
  });
});
