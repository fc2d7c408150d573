import pg from 'pg';
import { afterAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { connect, type Database, withTransaction } from './index.ts';

const { url: pattern } = inject('testServer');
const suffix = process.pid;
const admin = new pg.Client({ connectionString: pattern.replace('{database}', 'postgres') });
await admin.connect();
// The server is the run's own: what is made here goes with it.
afterAll(() => admin.end());

const make = async (name: string, how = ''): Promise<string> => {
  await admin.query(`create database ${name} ${how}`);
  return pattern.replace('{database}', name);
};
const makeUser = async (name: string, attributes: string): Promise<void> => {
  await admin.query(`create role ${name} login password 'made-up' ${attributes}`);
};
const asUser = (url: string, user: string): string => {
  const parsed = new URL(url);
  parsed.username = user;
  parsed.password = 'made-up';
  return parsed.href;
};
const open = async (databaseUrl: string): Promise<Database> => {
  const database = await connect({ dataDirectory: '', databaseUrl, purpose: 'serve', poolSize: 2, portalPoolSize: 1 });
  onTestFinished(() => database.close());
  return database;
};
const who = (database: Database, actor: 'system' | 'portal' | 'migrator' | object) =>
  withTransaction(database, actor as never, (tx) => tx.query('select current_user as now, session_user as login'));

describe('DATABASE_URL', () => {
  test('may name a user who is no superuser, as long as it may make roles and owns the database', async () => {
    const [name, user] = [`zhijian_plain_${suffix}`, `zhijian_owner_${suffix}`];
    await makeUser(user, 'createrole');
    const url = asUser(await make(name, `owner ${user} template template0`), user);
    const database = await open(url);
    expect(database).toMatchObject({ kind: 'external', fresh: true });
    expect(await who(database, {})).toEqual([{ now: `${name}_app`, login: `${name}_app` }]);
    expect(await who(database, 'system')).toEqual([{ now: `${name}_engine`, login: `${name}_app` }]);
    expect(await who(database, 'portal')).toEqual([{ now: `${name}_portal`, login: `${name}_portal` }]);
    expect(await who(database, 'migrator')).toEqual([{ now: `${name}_migrator`, login: user }]);
    expect((await open(url)).fresh).toBe(false);

    // The owner's password changes: the roles' own, which derive from it, follow at the next start.
    await admin.query(`alter role ${user} password 'another'`);
    const changed = await open(url.replace('made-up', 'another'));
    expect(await who(changed, {})).toEqual([{ now: `${name}_app`, login: `${name}_app` }]);
  });

  test('may lead where the roles cannot log in: the login takes the role on', async () => {
    const name = `zhijian_nologin_${suffix}`;
    const url = await make(name, 'template template0');
    await (await open(url)).close();
    await admin.query(`revoke connect on database ${name} from public, ${name}_app, ${name}_portal`);
    const [row] = await who(await open(url), {});
    expect(row?.now).toBe(`${name}_app`);
    expect(row?.login).not.toBe(`${name}_app`);
  });

  test('is refused with what to do about it', async () => {
    const user = `zhijian_weak_${suffix}`;
    await makeUser(user, '');
    const url = await make(`zhijian_weak_db_${suffix}`, 'template template0');
    await expect(open(asUser(url, user))).rejects.toMatchObject({
      code: 'database-unsuitable',
      message: expect.stringContaining(`alter role "${user}" createrole;`) as string,
    });
    const latin = await make(
      `zhijian_latin_${suffix}`,
      `template template0 encoding 'LATIN1' locale_provider libc locale 'C'`,
    );
    await expect(open(latin)).rejects.toMatchObject({
      code: 'database-unsuitable',
      message: expect.stringContaining('LATIN1') as string,
    });
    const nobody = new URL(url);
    nobody.searchParams.set('host', '/nowhere');
    await expect(open(nobody.href)).rejects.toMatchObject({ code: 'database-unavailable' });
  });
});
