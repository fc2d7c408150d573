import { type Dataset } from '#foundation/dataset.ts';
import type { Tx } from '#platform/database/index.ts';

/** Takes the next numbers of a series, `count` of them, and gives the first; without gaps, because a rollback gives them back. */
export const takeNumbers = async (
  tx: Tx,
  dataset: Dataset,
  prefix: string,
  year: number,
  count = 1,
): Promise<number> => {
  const [row] = await tx.query<{ last: number }>(
    `insert into spot_checks.number_series as s (dataset, prefix, year, last) values ($1, $2, $3, $4)
     on conflict (dataset, prefix, year) do update set last = s.last + $4 returning last`,
    [dataset, prefix, year, count],
  );
  return (row?.last ?? count) - count + 1;
};
