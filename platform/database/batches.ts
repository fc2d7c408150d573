import { CompiledQuery } from 'kysely';
import type { Tx } from './transaction.ts';

/** Reads what a statement finds in batches, so that memory does not grow with it; one after the other over the same transaction. */
export async function* batchesOf<Row>(
  tx: Tx,
  text: string,
  values: readonly unknown[] = [],
  size = 2000,
): AsyncGenerator<Row[]> {
  const query = CompiledQuery.raw(text, [...values]) as CompiledQuery<Row>;
  for await (const { rows } of tx.tables<unknown>().getExecutor().stream(query, size)) yield rows;
}

/**
 * Reads what a statement finds as groups of rows that follow one another and are the `same`, some `size` rows at a time. No group is torn,
 * however long it is.
 */
export async function* groupsOf<Row>(
  tx: Tx,
  text: string,
  values: readonly unknown[],
  same: (a: Row, b: Row) => boolean,
  size = 4000,
): AsyncGenerator<Row[][]> {
  let open: Row[] = [];
  for await (const rows of batchesOf<Row>(tx, text, values, size)) {
    const groups: Row[][] = [];
    for (const row of rows) {
      const [first] = open;
      if (first !== undefined && !same(first, row)) {
        groups.push(open);
        open = [];
      }
      open.push(row);
    }
    if (groups.length > 0) yield groups;
  }
  if (open.length > 0) yield [open];
}
