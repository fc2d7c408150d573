import type { Dataset } from '#foundation/dataset.ts';
import { type CopyRow, copyRows, type Tx } from '#platform/database/index.ts';
import { nearBytes } from '../import/content-key.ts';

/** A producer cell that names several firms or is unsettled. */
export interface StagedCell {
  readonly text: string;
  readonly settled: boolean;
  readonly reason: object;
  readonly parties: readonly object[];
  readonly firms: readonly { readonly role: string; readonly firm: number }[];
}

/** Stores who is named in the cells of new results, and opens a case for every cell that is unsettled. Gives the new cases. */
export const insertParties = async (
  tx: Tx,
  dataset: Dataset,
  base: number,
  cells: readonly StagedCell[],
): Promise<number> => {
  if (cells.length === 0) return 0;
  await tx.query(
    `create temporary table spot_checks_cell (no int primary key, text text, settled boolean, reason jsonb, parties jsonb) on commit drop;
     create temporary table spot_checks_cell_firm (cell_no int, role text, firm_no int) on commit drop`,
  );
  // Lists of objects go in as JSON text: the COPY helper would make a PostgreSQL array of them.
  await copyRows(
    tx,
    'spot_checks_cell',
    ['no', 'text', 'settled', 'reason', 'parties'],
    cells.map((cell, no): CopyRow => [no, cell.text, cell.settled, cell.reason, JSON.stringify(cell.parties)]),
  );
  await copyRows(
    tx,
    'spot_checks_cell_firm',
    ['cell_no', 'role', 'firm_no'],
    cells.flatMap((cell, no) => cell.firms.map(({ role, firm }): CopyRow => [no, role, firm])),
  );
  await tx.query('analyze spot_checks_cell_firm');
  await tx.query(
    `insert into spot_checks.result_party (result_id, role, enterprise_id)
     select distinct $1::bigint + s.seq, c.role, f.enterprise_id
       from spot_checks_staged s join spot_checks_cell_firm c on c.cell_no = s.cell_no join spot_checks_firm f on f.no = c.firm_no
      where s.outcome = 'result' and not exists (select from spot_checks_known k where k.seq = s.seq)`,
    [base],
  );
  const opened = await tx.query(
    `insert into spot_checks.role_case (dataset, cell, reason, parties)
     select $1, text, min(reason::text)::jsonb, min(parties::text)::jsonb from spot_checks_cell where not settled group by text
     on conflict (dataset, cell) do nothing returning id`,
    [dataset],
  );
  return opened.length;
};

/** What storing lines came to: how many of each sheet an earlier sheet had brought, and how many are new. */
interface LinesStored {
  readonly known: ReadonlyMap<number, number>;
  readonly fresh: number;
}

/** Refusals of inspection, each with its place. */
export const insertRefusals = (tx: Tx, dataset: Dataset): Promise<LinesStored> =>
  insertLines(
    tx,
    'refusal',
    `insert into spot_checks.refusal (dataset, check_id, producer_id, product_name, category_id, category_basis, content_key, sheet_id, row_no)
     select $1, c.id, f.enterprise_id, s.product_name, case when g.unassigned then null else g.id end,
            case when g.unassigned then 'open' else 'given' end, s.base_key, s.sheet_id, s.row_no
       from spot_checks_staged s join spot_checks_name c on c.kind = 'check' and c.no = s.check_no
       join spot_checks_name k on k.kind = 'category' and k.no = s.category_no join products.category g on g.id = k.id
       left join spot_checks_firm f on f.no = s.producer_no
      where s.outcome = 'refusal'`,
    dataset,
  );

/** Lines of follow-up, verbatim. */
export const insertHandling = (tx: Tx, dataset: Dataset): Promise<LinesStored> =>
  insertLines(
    tx,
    'handling',
    `insert into spot_checks.post_handling (dataset, check_id, producer_id, product_name, rectification, recheck, penalty, remark, content_key, sheet_id, row_no)
     select $1, c.id, f.enterprise_id, s.product_name, nullif(s.details ->> 'rectification', ''), nullif(s.details ->> 'recheck', ''),
            nullif(s.details ->> 'penalty', ''), nullif(s.details ->> 'remark', ''), s.base_key, s.sheet_id, s.row_no
       from spot_checks_staged s join spot_checks_name c on c.kind = 'check' and c.no = s.check_no
       left join spot_checks_firm f on f.no = s.producer_no
      where s.outcome = 'handling'`,
    dataset,
  );

const insertLines = async (
  tx: Tx,
  outcome: 'refusal' | 'handling',
  insert: string,
  dataset: Dataset,
): Promise<LinesStored> => {
  const table = outcome === 'refusal' ? 'spot_checks.refusal' : 'spot_checks.post_handling';
  const sheets = await tx.query<{ sheet_id: number; known: number; fresh: number }>(
    `select s.sheet_id, (count(*) filter (where t.there))::int as known, (count(*) filter (where not t.there))::int as fresh
       from spot_checks_staged s cross join lateral (select exists (select from ${table} t where t.content_key = s.base_key) as there) t
      where s.outcome = $1 group by s.sheet_id`,
    [outcome],
  );
  if (sheets.length > 0) await tx.query(insert, [dataset]);
  return {
    known: new Map(sheets.map(({ sheet_id, known }) => [sheet_id, known])),
    fresh: sheets.reduce((sum, { fresh }) => sum + fresh, 0),
  };
};

const compared = ['category_id', 'producer_cell', 'province_code', 'product_name', 'brand', 'model', 'grade', 'production_batch', 'verdict', 'published_verdict', 'failing_items', 'laboratory_id', 'seller_id', 'sampled_on', 'standard', 'check_id', 'details']; // prettier-ignore
/** The columns in which results `a` and `b` differ. */
export const differences = `array_remove(array[${compared.map((column) => `case when a.${column} is distinct from b.${column} then '${column}' end`).join(', ')}], null)`;

/** Beyond this many equal near keys nothing can be told apart, so nothing is asked. */
export const mostAlike = 50;

// Arrays, so that each pair is looked up by itself: as a join of sources the planner would pair all rows of a sheet.
const sheetsOf = (id: string): string =>
  `array(select sheet_id from spot_checks.result_source where result_id = ${id})`;

/**
 * Opens a case for each pair of nearly equal results that stand in no sheet together, and closes open ones that do by now. Looks
 * at the results listed in `spot_checks_affected (id)`. Gives the new cases.
 */
export const refreshNearCases = async (tx: Tx, dataset: Dataset): Promise<number> => {
  await tx.query(
    `delete from spot_checks.near_case n using spot_checks_affected f
      where n.state = 'open' and f.id in (n.left_id, n.right_id) and ${sheetsOf('n.left_id')} && ${sheetsOf('n.right_id')}`,
  );
  await tx.query(
    `create temporary table spot_checks_alike on commit drop as
       select k.near, array_agg(r.id) as ids
         from (select distinct substr(a.content_key, 1, ${nearBytes}) as near from spot_checks.result a join spot_checks_affected f on f.id = a.id) k
         cross join lateral (select r.id from spot_checks.result r
           where r.content_key between k.near and k.near || decode('ffffffffffffffffffffffffff', 'hex') limit ${mostAlike + 1}) r
        group by k.near having count(*) between 2 and ${mostAlike}`,
  );
  const opened = await tx.query(
    `insert into spot_checks.near_case (dataset, left_id, right_id, differences)
     select $1, p.l, p.r, ${differences}
       from (select l.id as l, r.id as r from spot_checks_alike k, unnest(k.ids) l (id), unnest(k.ids) r (id) where l.id < r.id offset 0) p
       join spot_checks.result a on a.id = p.l join spot_checks.result b on b.id = p.r
      where not ${sheetsOf('p.l')} && ${sheetsOf('p.r')}
     on conflict (left_id, right_id) do nothing returning id`,
    [dataset],
  );
  await tx.query('drop table spot_checks_alike');
  return opened.length;
};

/** Lists the results that this import made or gave a further source; false where nothing can be nearly equal. */
export const listAffected = async (tx: Tx, base: number): Promise<boolean> => {
  const [look] = await tx.query<{ worth: boolean }>(
    `select exists (select from spot_checks.result where id < $1) or (select count(distinct sheet_id) from spot_checks_staged where outcome = 'result') > 1 as worth`,
    [base],
  );
  if (!look?.worth) return false;
  await tx.query(
    `create temporary table spot_checks_affected on commit drop as
       select distinct coalesce(k.result_id, $1::bigint + s.seq) as id
         from spot_checks_staged s left join spot_checks_known k on k.seq = s.seq where s.outcome = 'result'`,
    [base],
  );
  await tx.query('analyze spot_checks_affected');
  return true;
};
