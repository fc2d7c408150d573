import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { testDatabase } from '../../../tests/database.ts';
import { backup, connect, type Database, restore, withTransaction } from '../index.ts';

const root = await mkdtemp(join(tmpdir(), 'zhijian-backup-'));
await chmod(root, 0o755);
const source = join(root, 'source');
const file = join(root, 'copy.tar.gz');
let database: Database;
let before = 0;
let after = 0;

const open = (dataDirectory: string): Promise<Database> =>
  connect({
    dataDirectory,
    purpose: 'command',
    serverSettings: { fsync: 'off', shared_buffers: '32MB', max_wal_size: '64MB' },
  });

/** Moves money between two accounts and writes each move down: the sum stays, and the moves have no gap. */
const move = (into: Database, number: number) =>
  withTransaction(into, 'migrator', async (tx) => {
    await tx.query('update platform.account set money = money - 1 where name = $1', ['a']);
    await tx.query('update platform.account set money = money + 1 where name = $1', ['b']);
    await tx.query('insert into platform.move values ($1, $2)', [number, randomBytes(2000).toString('hex')]);
  });

beforeAll(async () => {
  database = await open(source);
  await withTransaction(database, 'migrator', async (tx) => {
    await tx.query('create table platform.account (name text primary key, money int)');
    await tx.query(`insert into platform.account values ('a', 0), ('b', 0)`);
    await tx.query('create table platform.move (number int primary key, ballast text)');
    await tx.query(
      `create table platform.bulk as select i, repeat(md5(i::text), 20) as t from generate_series(1, 60000) i`,
    );
  });
  await mkdir(join(source, 'files'));
  await writeFile(join(source, 'files', '很长的文件名'.repeat(12)), '一份上传的表');

  let moves = 0;
  let writing = true;
  const writer = (async () => {
    for (; writing; moves += 1) await move(database, moves);
  })();
  while (moves < 20) await setImmediate();
  before = moves;
  await backup(database, source, file);
  after = moves;
  writing = false;
  await writer;
});

afterAll(async () => {
  await database.close();
  await rm(root, { recursive: true, force: true });
});

describe('a backup taken while others write', () => {
  test('comes back whole: everything committed before it, nothing half-done', async () => {
    const directory = join(root, 'restored');
    const report = await restore({ dataDirectory: directory, file });
    expect(report.moved).toEqual([]);
    const copy = await open(directory);
    onTestFinished(() => copy.close());
    const [sums] = await withTransaction(copy, 'migrator', (tx) =>
      tx.query<Record<string, number>>(`select (select sum(money) from platform.account) as total,
        (select money from platform.account where name = 'b') as moved, (select count(*) from platform.move) as moves,
        (select max(number) from platform.move) as last, (select count(*) from platform.bulk where length(t) = 640) as bulk`),
    );
    expect(sums).toMatchObject({ total: 0, moved: sums?.moves, last: Number(sums?.moves) - 1, bulk: 60_000 });
    expect(sums?.moves).toBeGreaterThanOrEqual(before);
    expect(sums?.moves).toBeLessThanOrEqual(after + 1);
    expect(await readFile(join(directory, 'files', '很长的文件名'.repeat(12)), 'utf8')).toBe('一份上传的表');
    // And the copy works on as a database of its own.
    await move(copy, 1_000_000);
  });

  test('is never written over, nor over anything', async () => {
    await expect(backup(database, source, file)).rejects.toMatchObject({ code: 'backup-refused' });
    await expect(restore({ dataDirectory: source, file })).rejects.toMatchObject({ code: 'backup-refused' });
    const directory = join(root, 'occupied');
    await (await open(directory)).close();
    await expect(restore({ dataDirectory: directory, file })).rejects.toMatchObject({ code: 'backup-refused' });
    const { moved } = await restore({ dataDirectory: directory, file, force: true });
    expect(moved).toHaveLength(1);
    expect(await readdir(moved[0] ?? '')).toContain('PG_VERSION');
  });

  test('that is damaged is refused and leaves nothing behind', async () => {
    const directory = join(root, 'damaged');
    const short = join(root, 'short.tar.gz');
    await writeFile(short, await readFile(file));
    await truncate(short, Math.floor((await readFile(file)).length * 0.7));
    await expect(restore({ dataDirectory: directory, file: short })).rejects.toMatchObject({ code: 'backup-refused' });
    const other = join(root, 'other.tar.gz');
    await writeFile(other, 'not a backup at all');
    await expect(restore({ dataDirectory: directory, file: other })).rejects.toMatchObject({ code: 'backup-refused' });
    await expect(restore({ dataDirectory: directory, file: join(root, 'absent') })).rejects.toMatchObject({
      code: 'backup-refused',
    });
    expect(await readdir(directory)).toEqual(['postgres']);
    expect(await readdir(join(directory, 'postgres')).catch(() => [])).toEqual([]);
  });

  test('of an external server is left to its own tools', async () => {
    const { database: external } = await testDatabase();
    await expect(backup(external, root, join(root, 'x'))).rejects.toMatchObject({
      code: 'backup-refused',
      message: expect.stringContaining('pg_dump') as string,
    });
  });
});
