import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../tests/database.ts';
import { asEngine, copyRows, DatabaseFailure, type Tx, withTransaction } from './index.ts';

const { database } = await testDatabase({ empty: true });
const { app, engine } = database.roles;

interface Tables {
  readonly 'room.secret': { readonly id: number; readonly owner: string; readonly body: string | null };
}
const secrets = (tx: Tx) => tx.tables<Tables>().selectFrom('room.secret').selectAll().orderBy('id').execute();

beforeAll(() =>
  withTransaction(database, 'migrator', async (tx) => {
    await tx.query('create schema room');
    await tx.query(`grant usage on schema room to ${app}, ${engine}`);
    await tx.query('create table room.secret (id int primary key, owner text not null, body text)');
    await tx.query('alter table room.secret enable row level security');
    await tx.query(`create policy own on room.secret to ${app}
      using (owner = (select nullif(current_setting('zhijian.account', true), '')))`);
    await tx.query(`create policy decide on room.secret to ${engine} using (true)`);
    await tx.query(`grant select, insert on room.secret to ${app}, ${engine}`);
    await tx.query(`insert into room.secret values (1, 'a', 'one'), (2, 'b', 'two'), (3, '', 'nobody''s')`);
  }),
);

describe('row-level security', () => {
  test('shows each account its own rows, and engine all of them', async () => {
    expect(await withTransaction(database, { account: 'a' }, secrets)).toEqual([{ id: 1, owner: 'a', body: 'one' }]);
    expect(await withTransaction(database, 'system', secrets)).toHaveLength(3);
    const both = await withTransaction(database, { account: 'b' }, async (tx) => {
      const before = await secrets(tx);
      await asEngine(tx);
      return [before.length, (await secrets(tx)).length];
    });
    expect(both).toEqual([1, 3]);
  });

  test('fails closed on a connection that was used before, where the setting is empty and not absent', async () => {
    await Promise.all(Array.from({ length: 12 }, () => withTransaction(database, { account: 'a' }, secrets)));
    for (let round = 0; round < 12; round += 1) {
      const [setting, rows] = await withTransaction(database, {}, async (tx) => [
        await tx.query<{ value: string }>(`select current_setting('zhijian.account', true) as value`),
        await secrets(tx),
      ]);
      expect(setting[0]?.value ?? '').toBe('');
      expect(rows).toEqual([]);
    }
  });

  test('keeps nothing of one transaction for the next on the same connection', async () => {
    await withTransaction(database, { account: 'a' }, asEngine);
    const roles = await Promise.all(
      Array.from({ length: 12 }, () =>
        withTransaction(database, { account: 'a' }, (tx) => tx.query<{ role: string }>('select current_user as role')),
      ),
    );
    expect(new Set(roles.map(([row]) => row?.role))).toEqual(new Set([app]));
  });

  test('gives no role of the program the power to go around it', async () => {
    const { rows } = await database
      .migratorPool()
      .query(
        'select rolname from pg_roles where rolname = any($1) and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)',
        [Object.values(database.roles)],
      );
    expect(rows).toEqual([]);
  });

  test('quotes what a session setting holds', async () => {
    const account = `x'; set local role ${engine}; --\\`;
    const [row] = await withTransaction(database, { account }, (tx) =>
      tx.query(`select current_setting('zhijian.account') as account, current_user as role`),
    );
    expect(row).toEqual({ account, role: app });
    await expect(withTransaction(database, { 'a; drop': '1' }, secrets)).rejects.toThrow('not a session setting');
  });
});

describe('transactions', () => {
  const count = async (): Promise<number> => (await withTransaction(database, 'system', secrets)).length;
  const add = (tx: Tx, id: number) => tx.query(`insert into room.secret values ($1, 'a', null)`, [id]);

  test('roll back when work throws, when it says so, and when it swallows an error', async () => {
    await expect(
      withTransaction(database, 'system', async (tx) => {
        await add(tx, 10);
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    await withTransaction(database, 'system', (tx) => add(tx, 11), { commitWhen: () => false });
    await expect(withTransaction(database, 'system', (tx) => add(tx, 1).catch(() => undefined))).rejects.toThrow(
      'rolled back',
    );
    expect(await count()).toBe(3);
  });

  test('that read at once answer all that was asked before the first wait, and refuse what is asked later', async () => {
    const both = await withTransaction(
      database,
      { account: 'a' },
      (tx) => Promise.all([secrets(tx), tx.prepared<{ role: string }>('select current_user as role')]),
      { readOnly: true, atOnce: true },
    );
    expect(both).toEqual([[{ id: 1, owner: 'a', body: 'one' }], [{ role: app }]]);
    const late = { readOnly: true, atOnce: true } as const;
    await expect(
      withTransaction(database, { account: 'a' }, async (tx) => [await secrets(tx), await secrets(tx)], late),
    ).rejects.toThrow('before the first answer');
    await expect(
      withTransaction(database, { account: 'a' }, async (tx) => [await secrets(tx), await tx.query('select 1')], late),
    ).rejects.toThrow('before the first answer');
  });

  test('that read at once and fail leave the connection to the next, outside any transaction', async () => {
    for (let round = 0; round < 12; round += 1)
      await expect(
        withTransaction(database, { account: 'a' }, (tx) => tx.query('select 1 / 0'), { readOnly: true, atOnce: true }),
      ).rejects.toThrow('division by zero');
    const seen = await Promise.all(
      Array.from({ length: 12 }, () => withTransaction(database, {}, secrets, { readOnly: true, atOnce: true })),
    );
    expect(seen.flat()).toEqual([]);
  });

  test('keep a prepared statement, whose rows are those of whoever asks', async () => {
    const ids = (tx: Tx) =>
      tx.prepared<{ id: number }>('select id from room.secret where id = any ($1) order by id', [[1, 2, 3]]);
    for (let round = 0; round < 12; round += 1) {
      expect(await withTransaction(database, { account: 'a' }, ids)).toEqual([{ id: 1 }]);
      expect(await withTransaction(database, 'system', ids)).toHaveLength(3);
      expect(await withTransaction(database, { account: 'b' }, async (tx) => [...(await ids(tx)), ...(await ids(tx))])).toEqual([{ id: 2 }, { id: 2 }]); // prettier-ignore
      expect(await withTransaction(database, {}, ids)).toEqual([]);
    }
  });

  test('undo only the savepoint that failed', async () => {
    await withTransaction(
      database,
      'system',
      async (tx) => {
        await add(tx, 12);
        await expect(tx.savepoint(() => add(tx, 1))).rejects.toThrow('duplicate key');
        expect(await secrets(tx)).toHaveLength(4);
      },
      { commitWhen: () => false },
    );
  });

  test('run again after losing a race', async () => {
    let runs = 0;
    const transfer = (value: string) =>
      withTransaction(
        database,
        'migrator',
        async (tx) => {
          runs += 1;
          await tx.query('select sum(length(body)) from room.secret');
          await tx.query('update room.secret set body = $1 where id = 1', [value]);
        },
        { isolation: 'serializable', retries: 10 },
      );
    await Promise.all([transfer('x'), transfer('y'), transfer('z')]);
    expect(runs).toBeGreaterThanOrEqual(3);
  });

  test('tell a lost connection from other errors, and the pool recovers', async () => {
    const failure = await withTransaction(database, {}, (tx) =>
      tx.query('select pg_terminate_backend(pg_backend_pid())'),
    ).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DatabaseFailure);
    expect(failure).toMatchObject({ code: 'database-unavailable' });
    expect(await count()).toBe(3);
  });
});

describe('values', () => {
  test('arrive as dates without a clock, exact integers, decimals as text and instants in UTC', async () => {
    const [row] = await withTransaction(database, {}, (tx) =>
      tx.query(`select date '2012-03-04' as day, array[date '2012-03-04', null] as days, 9007199254740991::int8 as safe,
        9007199254740993::int8 as large, 1.50::numeric as price, timestamptz '2012-03-04 08:00+08' as at`),
    );
    expect(row).toEqual({
      day: '2012-03-04',
      days: ['2012-03-04', null],
      safe: 9007199254740991,
      large: '9007199254740993',
      price: '1.50',
      at: '2012-03-04T00:00:00Z',
    });
  });

  test('stream through a cursor in chunks', async () => {
    const numbers = await withTransaction(database, {}, async (tx) => {
      const seen: number[] = [];
      const series = sql<{ n: number }>`(select n from generate_series(1, ${2500}::int) n)`.as('s');
      for await (const row of tx.tables<object>().selectFrom(series).select('n').stream(1000)) seen.push(row.n);
      return seen;
    });
    expect(numbers).toHaveLength(2500);
    expect(numbers.at(-1)).toBe(2500);
  });

  test('survive COPY whatever they hold', async () => {
    const rows = [
      ['佛山市甲乙电器厂', 1, null, true, ['a', 'b"c\\', null], { k: '值\t' }],
      ['tab\t line\n return\r back\\slash \\N', -2.5, '', false, [], []],
    ];
    const read = await withTransaction(database, 'system', async (tx) => {
      await tx.query(
        'create temporary table cargo (a text, b numeric, c text, d bool, e text[], f jsonb) on commit drop',
      );
      async function* slowly() {
        yield rows[0] ?? [];
        yield [...(rows[1] ?? []).slice(0, 5), { none: null }];
      }
      expect(await copyRows(tx, 'cargo', ['a', 'b', 'c', 'd', 'e', 'f'], slowly())).toBe(2);
      return tx.query('select * from cargo order by a');
    });
    expect(read).toEqual([
      { a: rows[1]?.[0], b: '-2.5', c: '', d: false, e: [], f: { none: null } },
      { a: rows[0]?.[0], b: '1', c: null, d: true, e: ['a', 'b"c\\', null], f: { k: '值\t' } },
    ]);
  });

  test('a COPY that fails leaves the connection usable for the rollback', async () => {
    const attempt = withTransaction(database, 'system', async (tx) => {
      await tx.query('create temporary table cargo (a int) on commit drop');
      await copyRows(tx, 'cargo', ['a'], [['not a number']]);
    });
    await expect(attempt).rejects.toThrow('invalid input syntax');
    const interrupted = withTransaction(database, 'system', async (tx) => {
      await tx.query('create temporary table cargo (a int) on commit drop');
      await copyRows(
        tx,
        'cargo',
        ['a'],
        (function* () {
          yield [1];
          throw new Error('the file ended early');
        })(),
      );
    });
    await expect(interrupted).rejects.toThrow('the file ended early');
    expect(await withTransaction(database, {}, (tx) => tx.query('select 1 as one'))).toEqual([{ one: 1 }]);
  });
});
