import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '../../tests/database.ts';
import { migrationFolders } from '../../tests/migration-folders.ts';
import { migrate, type MigrationFolder, withTransaction } from './index.ts';

const { database } = await testDatabase({ empty: true });
const root = await mkdtemp(join(tmpdir(), 'zhijian-migrations-'));
afterAll(() => rm(root, { recursive: true, force: true }));

const first = `create schema attic;
grant usage on schema attic to {{app}}, {{engine}}, {{portal}};
create table attic.thing (id int primary key);
grant select on attic.thing to {{ app }};
grant insert on attic.thing to {{engine}};`;

const room = async (files: Readonly<Record<string, string>>): Promise<MigrationFolder[]> => {
  const folder = join(root, 'attic');
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return [{ room: 'attic', folder }];
};
const things = () => withTransaction(database, {}, (tx) => tx.query('select id from attic.thing'));

test('are applied once, in order, also when two programs start at the same time', async () => {
  const folders = await room({ '0001-things.sql': first });
  const done = await Promise.all([migrate(database, folders), migrate(database, folders)]);
  expect(done.flat()).toEqual(['attic/0001']);
  expect(await things()).toEqual([]);
  await expect(withTransaction(database, {}, (tx) => tx.query('insert into attic.thing values (1)'))).rejects.toThrow(
    'permission denied',
  );
});

test('belong to the migrator, whoever connected', async () => {
  const [row] = await withTransaction(database, 'migrator', (tx) =>
    tx.query(`select relowner::regrole::text as owner from pg_class where oid = 'attic.thing'::regclass`),
  );
  expect(row).toEqual({ owner: database.roles.migrator });
});

test('that fail leave nothing behind and say which and why', async () => {
  const folders = await room({
    '0001-things.sql': first,
    '0002-broken.sql': 'create table attic.half (); select 1 / 0;',
  });
  await expect(migrate(database, folders)).rejects.toMatchObject({
    code: 'migration-failed',
    message: expect.stringContaining('attic/0002-broken failed: division by zero') as string,
  });
  const mended = await room({ '0002-broken.sql': 'create table attic.half ();' });
  expect(await migrate(database, mended)).toEqual(['attic/0002']);
});

test('give a table to the engine in one line, and to nobody else', async () => {
  const made = `create table attic.kept (id int primary key); create table attic.kept_too (id int primary key);
{{engine keeps attic.kept, attic.kept_too}};
grant select on attic.kept to {{app}};`;
  expect(await migrate(database, await room({ '0003-kept.sql': made }))).toEqual(['attic/0003']);
  await withTransaction(database, 'system', (tx) =>
    tx.query('insert into attic.kept values (1); insert into attic.kept_too values (1)'),
  );
  const seen = (as: Parameters<typeof withTransaction>[1]) =>
    withTransaction(database, as, (tx) => tx.query('select id from attic.kept'));
  expect(await seen('system')).toHaveLength(1);
  expect(await seen({})).toEqual([]);
  const wrong = await room({ '0004-wrong.sql': '{{engine keeps kept}};' });
  await expect(migrate(database, wrong)).rejects.toThrow('is no table');
  await rm(join(root, 'attic', '0004-wrong.sql'));
});

test('that were changed or that the program does not know are refused', async () => {
  const changed = await room({ '0001-things.sql': `${first}\n-- a word more` });
  await expect(migrate(database, changed)).rejects.toMatchObject({ code: 'migration-changed' });
  await expect(migrate(database, [])).rejects.toMatchObject({ code: 'migration-unknown' });
  await room({ '0001-things.sql': first });
});

test('of every room describe all their tables and columns', async () => {
  const { database: whole } = await testDatabase();
  expect(await migrate(whole, migrationFolders())).toEqual([]);
  const bare = await withTransaction(whole, 'migrator', (tx) =>
    tx.query<{ place: string }>(`select n.nspname || '.' || c.relname || coalesce('.' || a.attname, '') as place
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^(pg_|information_schema|pgboss|public)'
        and (col_description(c.oid, a.attnum) is null or obj_description(c.oid, 'pg_class') is null)
      order by 1`),
  );
  expect(bare.map((row) => row.place)).toEqual([]);
});
