import pg, { DatabaseError } from 'pg';
import type { Database } from './database.ts';
import { DatabaseFailure, explained } from './failure.ts';
import { type Migration, type MigrationFolder, readMigrations, sortMigrations } from './migration-files.ts';
import { withClient } from './pool.ts';
import type { RoleNames } from './roles.ts';

export type { MigrationFolder } from './migration-files.ts';

/** Any fixed number will do: it keeps two starts from migrating one database at the same time. */
const migrationLock = 7_204_180_001;

const register = `create table if not exists platform.migration (
  room text not null,
  number text not null,
  name text not null,
  checksum text not null,
  applied_at timestamptz not null default now(),
  milliseconds int not null,
  primary key (room, number)
);
comment on table platform.migration is 'Migrations that were applied, with the checksum of each file';
comment on column platform.migration.room is 'Room the migration belongs to';
comment on column platform.migration.number is 'Its number within the room';
comment on column platform.migration.name is 'What it does';
comment on column platform.migration.checksum is 'SHA-256 of the file';
comment on column platform.migration.applied_at is 'When it was applied';
comment on column platform.migration.milliseconds is 'How long it took'`;

/**
 * What every table of a room has, in one line: the engine, which decides, reads and writes it; for everybody else row-level security
 * shows nothing until a policy says so.
 */
const keptByEngine = (tables: string): string =>
  tables
    .split(',')
    .map((table) => table.trim())
    .map((table) => {
      const name = /^[a-z_]+\.([a-z_]+)$/.exec(table)?.[1];
      if (name === undefined) throw new Error(`“${table}” is no table: write {{engine keeps room.table, room.table}}`);
      return `grant select, insert, update, delete on ${table} to {{engine}}; alter table ${table} enable row level security; create policy ${name}_engine on ${table} to {{engine}} using (true) with check (true)`;
    })
    .join('; ');

/** Writes out the placeholder `{{engine keeps room.table, …}}` of a migration. */
const writtenOut = (sql: string): string =>
  sql.replaceAll(/\{\{\s*engine keeps\s+([^}]*)\}\}/g, (_, tables: string) => keptByEngine(tables));

/** Puts the installation's role names in the place of `{{app}}`, `{{engine}}`, `{{portal}}` and `{{migrator}}`. */
export const withRoleNames = (sql: string, roles: RoleNames): string =>
  writtenOut(sql).replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (placeholder, name: string) => {
    if (!Object.hasOwn(roles, name)) throw new Error(`no role is called ${placeholder}`);
    return pg.escapeIdentifier(roles[name as keyof RoleNames]);
  });

const apply = async (client: pg.ClientBase, migration: Migration, roles: RoleNames): Promise<void> => {
  const started = performance.now();
  const sql = withRoleNames(migration.sql, roles);
  try {
    await client.query('begin');
    await client.query(sql);
    await client.query(
      'insert into platform.migration (room, number, name, checksum, milliseconds) values ($1, $2, $3, $4, $5)',
      [migration.room, migration.number, migration.name, migration.checksum, Math.round(performance.now() - started)],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    const known = explained(error);
    if (known instanceof DatabaseFailure) throw known;
    const message = error instanceof Error ? error.message : String(error);
    // The server counts characters; people count lines.
    const position = error instanceof DatabaseError ? Number(error.position) : Number.NaN;
    const line = sql.slice(0, position).split('\n').length;
    const reason = position > 0 ? `${message} (line ${line})` : message;
    throw new DatabaseFailure(
      'migration-failed',
      {
        zh: `数据库迁移 ${migration.id}-${migration.name} 失败：${reason}`,
        en: `Migration ${migration.id}-${migration.name} failed: ${reason}`,
      },
      error,
    );
  }
};

/** Refuses a database that was migrated by other files than this program has. */
const checkApplied = (migrations: readonly Migration[], applied: ReadonlyMap<string, string>): void => {
  const known = new Map(migrations.map((migration) => [migration.id, migration]));
  for (const [id, checksum] of applied) {
    const migration = known.get(id);
    if (!migration)
      throw new DatabaseFailure('migration-unknown', {
        zh: `数据库含有本程序不认识的迁移 ${id}：它由更新的版本建立，请使用该版本。`,
        en: `The database holds migration ${id}, which this program does not know: a newer version has made it. Use that version.`,
      });
    if (migration.checksum !== checksum)
      throw new DatabaseFailure('migration-changed', {
        zh: `迁移文件 ${id}-${migration.name}.sql 在应用之后被改动。已应用的迁移不得修改，请恢复原文件。`,
        en: `${id}-${migration.name}.sql was changed after it had been applied. An applied migration must not change; restore the file.`,
      });
  }
};

/**
 * Applies the migrations that are missing, each in a transaction of its own, and gives their ids. Two programs that start
 * at the same time take turns.
 * @throws DatabaseFailure `migration-changed`, `migration-unknown`, `migration-order`, `migration-failed`
 */
export const migrate = async (
  database: Database,
  folders: readonly MigrationFolder[],
  progress: (id: string, done: number, all: number) => void = () => undefined,
): Promise<string[]> => {
  const migrations = sortMigrations(await readMigrations(folders));
  return withClient({ ...database.ownerLogin, setRole: database.roles.migrator }, async (client) => {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await client.query(register);
    const { rows } = await client.query<{ room: string; number: string; checksum: string }>(
      'select room, number, checksum from platform.migration',
    );
    const applied = new Map(rows.map((row) => [`${row.room}/${row.number}`, row.checksum]));
    checkApplied(migrations, applied);
    const missing = migrations.filter((migration) => !applied.has(migration.id));
    for (const [index, migration] of missing.entries()) {
      await apply(client, migration, database.roles);
      progress(migration.id, index + 1, missing.length);
    }
    return missing.map((migration) => migration.id);
  });
};
