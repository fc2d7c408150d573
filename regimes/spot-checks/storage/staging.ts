import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import type { Dataset } from '#foundation/dataset.ts';
import { type CopyRow, copyRows, type Tx } from '#platform/database/index.ts';

/** Temporary tables of one import; they go with the transaction. Call as engine. */
export const openStaging = async (tx: Tx): Promise<void> => {
  await tx.query(
    `set local work_mem = '192MB';
     create temporary table spot_checks_staged (seq int not null, sheet_id bigint not null, row_no int not null, outcome text not null,
       check_no int, category_no int, producer_no int, seller_no int, laboratory_no int, cell_no int, settled boolean, province_code text, city_given text,
       month date, verdict text, published_verdict text, producer_cell text, product_name text, brand text, model text, grade text,
       production_batch text, produced_on date, sampled_on date, standard text, failing_items text[], disagrees boolean, details jsonb,
       items jsonb, final_on date, base_key bytea, seller_cell text) on commit drop;
     create temporary table spot_checks_firm (no int primary key, match_key text not null) on commit drop;
     create temporary table spot_checks_name (kind text, no int, id bigint, primary key (kind, no)) on commit drop;
     create temporary table spot_checks_repeated (seq int primary key, sheet_id bigint, content_key bytea not null) on commit drop;
     create temporary table spot_checks_known (seq int primary key, result_id bigint not null) on commit drop;
     create temporary table spot_checks_touched (producer_id bigint not null, category_id bigint not null) on commit drop`,
  );
};

/** Copies staged rows, lines in the text format of COPY, as they are read. */
export const stageLines = (tx: Tx, columns: readonly string[], lines: AsyncIterable<Buffer>): Promise<void> =>
  tx.exclusively(async (client) => {
    const stream = client.query(
      copyFrom(`copy spot_checks_staged (${columns.join(', ')}) from stdin`, { highWaterMark: 1 << 18 }),
    );
    // Few pieces wait at a time: each is large, and what waits long is moved to where memory is slow to be given back.
    await pipeline(Readable.from(lines, { highWaterMark: 2 }), stream);
  });

/**
 * Drops the staged rows of sheets that do not count, and lets the planner see what is left. Rows stand in the order of their numbers,
 * so a coarse index finds a range of them without reading the whole table.
 */
export const settleStaging = async (tx: Tx, withoutSheets: readonly number[]): Promise<void> => {
  if (withoutSheets.length > 0)
    await tx.query('delete from spot_checks_staged where sheet_id = any($1)', [withoutSheets]);
  await tx.query('create index on spot_checks_staged using brin (seq) with (pages_per_range = 64)');
  await tx.query(
    'analyze spot_checks_staged (seq, sheet_id, outcome, check_no, category_no, producer_no, seller_no, laboratory_no, cell_no, base_key)',
  );
};

/** Digests of sheets that are in the store already. */
export const activeDigests = async (
  tx: Tx,
  dataset: Dataset,
  digests: readonly string[],
): Promise<ReadonlySet<string>> => {
  const rows = await tx.query<{ digest: string }>(
    'select digest from spot_checks.sheet where active and dataset = $1 and digest = any($2)',
    [dataset, digests],
  );
  return new Set(rows.map(({ digest }) => digest));
};

/** Which id of the register each number of this import stands for. */
export const stageNames = (
  tx: Tx,
  kind: 'check' | 'category' | 'laboratory',
  ids: readonly (number | null)[],
): Promise<number> =>
  copyRows(
    tx,
    'spot_checks_name',
    ['kind', 'no', 'id'],
    ids.map((id, no): CopyRow => [kind, no, id]),
  );

export const stageFirms = async (tx: Tx, matchKeys: Iterable<readonly [string, number]>): Promise<void> => {
  const rows = function* (): Generator<CopyRow> {
    for (const [matchKey, no] of matchKeys) yield [no, matchKey];
  };
  await copyRows(tx, 'spot_checks_firm', ['no', 'match_key'], rows());
  await tx.query(
    `alter table spot_checks_firm add column enterprise_id bigint, add column city_code text;
     update spot_checks_firm f set enterprise_id = r.enterprise_id, city_code = r.city_code from enterprises_resolved r where r.match_key = f.match_key;
     analyze spot_checks_firm; analyze spot_checks_name`,
  );
};

/**
 * Numbers equal rows of one sheet (two equal rows are two samples) and finds rows whose content is in the store already, or came with
 * another sheet of this import. The row `seq` becomes result `base` + `seq`.
 */
export const findKnown = async (tx: Tx, base: number): Promise<void> => {
  await tx.query(
    `insert into spot_checks_repeated (seq, sheet_id, content_key)
     select seq, sheet_id, case when n = 1 then base_key else substr(base_key, 1, 7) || substr(sha256(base_key || int8send(n)), 1, 13) end
       from (select s.seq, s.sheet_id, s.base_key, row_number() over (partition by s.sheet_id, s.base_key order by s.row_no) as n
               from (select base_key from spot_checks_staged where outcome = 'result' group by base_key having count(*) > 1) d
               join spot_checks_staged s on s.base_key = d.base_key and s.outcome = 'result') numbered`,
  );
  await tx.query('analyze spot_checks_repeated');
  const [filled] = await tx.query<{ some: boolean }>('select exists (select from spot_checks.result) as some');
  const keyed = `select s.seq, coalesce(d.content_key, s.base_key) as content_key
    from spot_checks_staged s left join spot_checks_repeated d on d.seq = s.seq where s.outcome = 'result'`;
  if (filled?.some)
    await tx.query(
      `insert into spot_checks_known (seq, result_id) select k.seq, r.id from (${keyed}) k join spot_checks.result r on r.content_key = k.content_key;
       insert into spot_checks_known (seq, result_id) select k.seq, m.result_id from (${keyed}) k
         join spot_checks.merged_content m on m.content_key = k.content_key on conflict do nothing`,
    );
  // The first of several equal rows of this import is the result, the others are further sources of it.
  await tx.query(
    `insert into spot_checks_known (seq, result_id)
     select d.seq, ${Math.trunc(base)} + d.first
       from (select seq, min(seq) over (partition by content_key) as first from spot_checks_repeated) d
      where d.seq <> d.first and not exists (select from spot_checks_known k where k.seq = d.seq);
     analyze spot_checks_known`,
  );
};

/** How many rows of each sheet were known. */
export const countKnown = async (tx: Tx): Promise<ReadonlyMap<number, number>> => {
  const rows = await tx.query<{ sheet_id: number; n: number }>(
    `select s.sheet_id, count(*)::int as n from spot_checks_known k join spot_checks_staged s on s.seq = k.seq group by s.sheet_id`,
  );
  return new Map(rows.map(({ sheet_id, n }) => [sheet_id, n]));
};

/** Takes a block of `count` result numbers; gives its first. */
export const takeResultNumbers = async (tx: Tx, count: number): Promise<number> => {
  const [row] = await tx.query<{ base: number }>(
    `select setval('spot_checks.result_id_seq', nextval('spot_checks.result_id_seq') + $1) - $1 as base`,
    [count],
  );
  return row?.base ?? 0;
};

/**
 * Lets the planner see what was just stored: within the transaction it would plan by what stood before, and the queries of the
 * rooms that react would take minutes where they take moments.
 */
export const refreshStatistics = (tx: Tx): Promise<unknown> => tx.query('select spot_checks.refresh_statistics()');
