import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { route } from '#foundation/contract.ts';
import { ok } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { bind } from '#platform/manifest.ts';
import { testDatabase } from '../../tests/database.ts';
import { testServer } from '../../tests/server.ts';
import { testServices } from '../../tests/services.ts';

const { database } = await testDatabase();

/** A pool whose server may be away. */
class FlakyPool extends pg.Pool {
  away = false;

  // oxlint-disable-next-line typescript/no-explicit-any -- the driver overloads this one
  override connect(...parameters: any[]): any {
    if (this.away) return Promise.reject(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }));
    return (super.connect as (...all: unknown[]) => unknown)(...parameters);
  }
}

const pool = new FlakyPool(database.appPool.options);
afterAll(() => pool.end());
const readOne = route({
  method: 'GET',
  path: '/api/v1/one',
  access: 'public',
  summary: { zh: '一', en: 'One' },
  response: z.object({ one: z.int() }),
});
const services = testServices(
  { ...database, appPool: pool },
  {
    manifests: [
      {
        name: 'one',
        routes: [
          bind(readOne, async (call) => {
            const [row] = await withTransaction(call.services.database, {}, (tx) =>
              tx.query<{ one: number }>('select 1 as one'),
            );
            return ok({ one: row?.one ?? 0 });
          }),
        ],
      },
    ],
  },
);

test('a database that is gone is said in words, and its coming back needs no restart', async () => {
  const client = await testServer(services);
  expect((await client.send('GET', '/api/v1/one')).body).toEqual({ one: 1 });
  pool.away = true;
  const gone = await client.send('GET', '/api/v1/one');
  expect(gone.status).toBe(503);
  expect(gone.body).toMatchObject({ code: 'database-unavailable', title: '暂时不可用' });
  expect(gone.headers.get('retry-after')).toBe('60');
  expect((await client.send('GET', '/readyz')).status).toBe(503);
  expect((await client.send('GET', '/healthz')).status).toBe(200);
  const signIn = await client.send('POST', '/api/v1/session', { loginName: 'a', password: 'b' });
  expect(signIn.body.code).toBe('database-unavailable');
  pool.away = false;
  expect((await client.send('GET', '/api/v1/one')).body).toEqual({ one: 1 });
  expect((await client.send('GET', '/readyz')).status).toBe(200);
});

test('a server that lacks a migration is alive and not ready', async () => {
  const behind = await testServer(services, { missingMigrations: async () => ['one/0002'] });
  expect((await behind.send('GET', '/healthz')).status).toBe(200);
  expect((await behind.send('GET', '/readyz')).body).toMatchObject({ status: 'waiting', migrations: 'missing' });
});
