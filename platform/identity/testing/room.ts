import { afterAll, beforeEach, expect } from 'vitest';
import { withTransaction } from '#platform/database/index.ts';
import { testDatabase } from '../../../tests/database.ts';
import { type TestClient, testServer } from '../../../tests/server.ts';
import { testServices } from '../../../tests/services.ts';
import { createFirstAdministrator, manifest, syncRoles } from '../index.ts';

export const password = 'twenty-one cities';
export const start = '2026-09-01T02:00:00.000Z';
export const minute = 60_000;

/** A server on a database of the file's own, with its first administrator `chief`; each test begins at `start` with no failure counted. */
export const openRoom = async () => {
  const { database } = await testDatabase();
  const services = testServices(database, { manifests: [manifest], mode: 'live' });
  const server = await testServer(services);
  await syncRoles(database);
  await withTransaction(database, 'migrator', (tx) =>
    tx.query(
      `insert into regions.region (code, name, short_name, level, source)
       select code, code, code, case when code like '__0000' then 'province' when code like '____00' then 'city' else 'county' end, 'test'
         from unnest($1::text[]) code`,
      [['440000', '440100', '440400', '440600', '440605', '440800', '440900', '442000']],
    ),
  );
  const made = await createFirstAdministrator(services, { loginName: 'Chief', displayName: '首任管理员', password });
  if (!made.ok) throw new Error(made.refusal.code);

  beforeEach(async () => {
    services.setNow(start);
    await withTransaction(database, 'system', (tx) => tx.query('delete from identity.sign_in_failure'));
  });

  // Whatever a file has done to accounts, the journal holds none of the passwords.
  afterAll(async () => {
    const rows = await withTransaction(database, 'system', (tx) =>
      tx.query<{ canonical: Buffer }>('select canonical from journal.entry'),
    );
    expect(rows.map((row) => row.canonical.toString('utf8')).join('')).not.toContain(password);
  });

  const signIn = async (
    loginName: string,
    secret = password,
  ): Promise<{ client: TestClient; answer: Awaited<ReturnType<TestClient['send']>> }> => {
    const client = server.fresh();
    return { client, answer: await client.send('POST', '/api/v1/session', { loginName, password: secret }) };
  };

  return {
    database,
    services,
    server,
    administratorId: made.value.id,
    signIn,
    later: (milliseconds: number): void =>
      services.setNow(new Date(services.now().getTime() + milliseconds).toISOString()),
    /** An account that has changed its first password. */
    person: async (loginName: string, role: string, regionCode: string): Promise<string> => {
      const { client } = await signIn('chief');
      const made = await client.send('POST', '/api/v1/accounts', {
        loginName,
        displayName: `人员 ${loginName}`,
        grants: [{ role, regionCode }],
      });
      expect(made.status, made.text).toBe(200);
      const own = await signIn(loginName, made.body.password);
      const changed = await own.client.send('POST', '/api/v1/session/password', {
        current: made.body.password,
        next: password,
      });
      expect(changed.status, changed.text).toBe(200);
      return made.body.id;
    },
  };
};
