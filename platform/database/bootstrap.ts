import pg from 'pg';
import { DatabaseFailure, errorCode } from './failure.ts';
import { derivedPassword, type RoleNames, roleNames, rolePrefix } from './roles.ts';

/** What the start-up check has found and made. */
export interface Bootstrapped {
  readonly roles: RoleNames;
  readonly serverVersion: string;
  readonly fresh: boolean;
}

const bootstrapLock = 7_204_180_000;
const unsuitable = (zh: string, en: string) => new DatabaseFailure('database-unsuitable', { zh, en });

interface Facts {
  readonly version: number;
  readonly version_text: string;
  readonly encoding: string;
  readonly database: string;
  readonly login: string;
  readonly superuser: boolean;
  readonly create_role: boolean;
  readonly create_schema: boolean;
  readonly read_only: boolean;
  readonly installed: boolean;
}

const factsQuery = `select current_setting('server_version_num')::int as version, current_setting('server_version') as version_text,
  current_setting('server_encoding') as encoding, current_database() as database, session_user as login,
  r.rolsuper as superuser, r.rolcreaterole as create_role,
  has_database_privilege(session_user, current_database(), 'CREATE WITH GRANT OPTION') as create_schema,
  pg_is_in_recovery() as read_only, to_regclass('platform.installation') is not null as installed
from pg_roles r where r.rolname = session_user`;

const check = (facts: Facts): void => {
  if (facts.version < 150_000)
    throw unsuitable(
      `PostgreSQL 版本为 ${facts.version_text}，本系统需要 15 或更高版本。`,
      `The server is PostgreSQL ${facts.version_text}; version 15 or later is needed.`,
    );
  if (facts.encoding !== 'UTF8')
    throw unsuitable(
      `数据库“${facts.database}”的编码为 ${facts.encoding}，需要 UTF8。请用 create database … encoding 'UTF8' template template0 新建。`,
      `Database "${facts.database}" is encoded in ${facts.encoding}; UTF8 is needed. Make one with: create database … encoding 'UTF8' template template0.`,
    );
  if (facts.read_only)
    throw unsuitable('该服务器是只读备库，请连接主库。', 'This server is a read-only standby; connect to the primary.');
};

const checkRights = (facts: Facts): void => {
  const missing: string[] = [];
  if (!facts.superuser && !facts.create_role)
    missing.push(`alter role ${pg.escapeIdentifier(facts.login)} createrole;`);
  if (!facts.superuser && !facts.create_schema)
    missing.push(`alter database ${pg.escapeIdentifier(facts.database)} owner to ${pg.escapeIdentifier(facts.login)};`);
  if (missing.length > 0)
    throw unsuitable(
      `用户“${facts.login}”无权建立本系统所需的角色和模式。请管理员执行：${missing.join(' ')}`,
      `User "${facts.login}" may not make the roles and schemas that are needed. Let an administrator run: ${missing.join(' ')}`,
    );
};

const install = async (
  client: pg.ClientBase,
  facts: Facts,
  prefix: string,
  password: string | undefined,
): Promise<void> => {
  const names = roleNames(prefix);
  const quoted = (name: keyof RoleNames): string => pg.escapeIdentifier(names[name]);
  const existing = await client.query<{ rolname: string }>('select rolname from pg_roles where rolname = any($1)', [
    Object.values(names),
  ]);
  const present = new Set(existing.rows.map((row) => row.rolname));
  const make = async (name: keyof RoleNames, attributes: string): Promise<void> => {
    if (!present.has(names[name])) await client.query(`create role ${quoted(name)} ${attributes} noinherit`);
  };
  const login = (name: keyof RoleNames): string =>
    password === undefined ? 'nologin' : `login password ${pg.escapeLiteral(derivedPassword(password, names[name]))}`;
  await make('migrator', 'nologin');
  await make('engine', 'nologin');
  await make('app', login('app'));
  await make('portal', login('portal'));
  await client.query(`grant ${quoted('engine')} to ${quoted('app')}`);
  // A superuser may become any role; anybody else needs to be a member.
  if (!facts.superuser)
    await client.query(`grant ${quoted('migrator')}, ${quoted('app')}, ${quoted('portal')} to current_user`);
  const database = pg.escapeIdentifier(facts.database);
  await client.query(`grant create, connect, temporary on database ${database} to ${quoted('migrator')}`);
  await client.query(`grant connect, temporary on database ${database} to ${quoted('app')}, ${quoted('engine')}`);
  await client.query(`grant connect on database ${database} to ${quoted('portal')}`);
  await client.query(`set local role ${quoted('migrator')}`);
  await client.query(`create schema if not exists platform;
    grant usage on schema platform to ${quoted('app')}, ${quoted('engine')};
    create table platform.installation (role_prefix text primary key, installed_at timestamptz not null default now());
    comment on table platform.installation is 'This installation: one row';
    comment on column platform.installation.role_prefix is 'First part of the names of its database roles';
    comment on column platform.installation.installed_at is 'When it was made';
    grant select on platform.installation to ${quoted('app')}, ${quoted('engine')}`);
  await client.query('insert into platform.installation (role_prefix) values ($1)', [prefix]);
};

/**
 * Checks that the database can carry the program and makes roles and the platform schema where they are missing.
 * @throws DatabaseFailure `database-unsuitable` with what to do about it
 */
export const bootstrap = async (client: pg.ClientBase, password: string | undefined): Promise<Bootstrapped> => {
  await client.query('select pg_advisory_lock($1)', [bootstrapLock]);
  const facts = (await client.query<Facts>(factsQuery)).rows[0];
  if (!facts) throw new Error('the server does not know the connected user');
  check(facts);
  const serverVersion = facts.version_text.split(' ')[0] ?? facts.version_text;
  try {
    if (facts.installed) {
      const { rows } = await client.query<{ role_prefix: string }>('select role_prefix from platform.installation');
      const prefix = rows[0]?.role_prefix;
      if (prefix !== undefined) return { roles: roleNames(prefix), serverVersion, fresh: false };
    }
    checkRights(facts);
    const prefix = rolePrefix(facts.database);
    await client.query('begin');
    await install(client, facts, prefix, password);
    await client.query('commit');
    return { roles: roleNames(prefix), serverVersion, fresh: true };
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    if (errorCode(error) === '42501')
      throw unsuitable(
        `用户“${facts.login}”权限不足：${(error as Error).message}`,
        `User "${facts.login}" lacks a right: ${(error as Error).message}`,
      );
    throw error;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [bootstrapLock]).catch(() => undefined);
  }
};
