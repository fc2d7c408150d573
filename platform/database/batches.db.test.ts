import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../tests/database.ts';
import { batchesOf, groupsOf, type Tx, withTransaction } from './index.ts';

const { database } = await testDatabase({ empty: true });

/** What `read` gives, in a transaction that goes on afterwards as if nothing had been read. */
const all = <Given>(read: (tx: Tx) => AsyncIterable<Given>): Promise<Given[]> =>
  withTransaction(database, {}, async (tx) => {
    const given: Given[] = [];
    for await (const one of read(tx)) given.push(one);
    expect(await tx.query('select name from pg_cursors')).toEqual([]);
    return given;
  });

const rows = 'select n, n / 4 as key from generate_series(0, $1::int) n order by n';
interface Row {
  readonly n: number;
  readonly key: number;
}
const groups = (most: number, size: number) =>
  all((tx) => groupsOf<Row>(tx, rows, [most], (a, b) => a.key === b.key, size));

describe('rows that are read in batches', () => {
  test('come in order, each once', async () => {
    const batches = await all((tx) => batchesOf<Row>(tx, rows, [24], 10));
    expect(batches.map((batch) => batch.length)).toEqual([10, 10, 5]);
    expect(batches.flat().map(({ n }) => n)).toEqual(Array.from({ length: 25 }, (_, n) => n));
    expect(await all((tx) => batchesOf<Row>(tx, rows, [-1], 10))).toEqual([]);
  });

  test('may be left before the end', async () => {
    const first = await withTransaction(database, {}, async (tx) => {
      for await (const batch of batchesOf<Row>(tx, rows, [24], 10))
        return [batch.length, (await tx.query('select 1')).length];
      return [];
    });
    expect(first).toEqual([10, 1]);
  });
});

describe('groups of neighbours', () => {
  test.for([1, 3, 4, 10, 100])('stay whole where %i rows are read at a time', async (size) => {
    const found = (await groups(24, size)).flat();
    expect(found.map((group) => group.map(({ n }) => n))).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
      [8, 9, 10, 11],
      [12, 13, 14, 15],
      [16, 17, 18, 19],
      [20, 21, 22, 23],
      [24],
    ]);
  });

  test('are none where nothing is found', async () => {
    expect(await groups(-1, 10)).toEqual([]);
  });
});
