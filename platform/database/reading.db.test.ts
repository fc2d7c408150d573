import { expect, test } from 'vitest';
import { testDatabase } from '../../tests/database.ts';
import { publicReading } from './index.ts';

const { database } = await testDatabase({ empty: true });
const reading = publicReading(database);
const twice = 'select $1::int * 2 as double';

test('a statement by itself answers as the portal, more of them at once than there are connections', async () => {
  const rows = await Promise.all(
    Array.from({ length: 40 }, (_, n) => reading.prepared<{ double: number }>(twice, [n])),
  );
  expect(rows.map(([row]) => row?.double)).toEqual(Array.from({ length: 40 }, (_, n) => 2 * n));
  expect(await reading.query('select current_user as role')).toEqual([{ role: database.roles.portal }]);
});

test('the connection keeps a prepared statement, and only that', async () => {
  await reading.query('select 1 as once');
  await reading.prepared(twice, [1]);
  const [kept] = await reading.query<{ texts: string[] }>(
    'select array_agg(statement) as texts from pg_prepared_statements',
  );
  expect(kept?.texts).toEqual([twice]);
});

test('nothing can be written, not even what is temporary', async () => {
  await expect(reading.query('create temporary table mine (id int)')).rejects.toThrow('read-only transaction');
});
