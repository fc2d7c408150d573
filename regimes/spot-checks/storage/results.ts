import type { Tx } from '#platform/database/index.ts';
import type { z } from 'zod';
import type { ResultFilter, resultDetailSchema, resultLineSchema } from '../contracts/results.ts';

export type ResultLine = z.output<typeof resultLineSchema>;
type Detail = z.output<typeof resultDetailSchema>;

/** Counting stops here: beyond it the list says «more than». */
const countedTo = 100_000;

const lineColumns = `r.id, r.dataset,
  json_build_object('id', c.id, 'title', c.title, 'authority', c.authority_name, 'level', c.level, 'kind', c.kind, 'batch', c.batch,
    'publishedOn', c.published_on) as check,
  json_build_object('id', k.id, 'name', k.name) as category,
  case when p.id is null then null else json_build_object('id', p.id, 'name', p.name) end as producer,
  r.producer_cell as "producerCell", r.parties_settled as "partiesSettled", r.product_name as product, r.brand, r.model,
  r.production_batch as "productionBatch", r.sampled_on as "sampledOn", r.verdict, r.published_verdict as "publishedVerdict",
  r.failing_items as "failingItems",
  case when l.id is null then null else json_build_object('id', l.id, 'name', l.name) end as laboratory,
  case when pr.code is null then null else json_build_object('code', pr.code, 'name', pr.name) end as province,
  case when ci.code is null then null else json_build_object('code', ci.code, 'name', ci.name) end as city,
  r.engine_disagrees as "engineDisagrees"`;
const lineTables = `
  join spot_checks.spot_check c on c.id = r.check_id
  join products.category k on k.id = r.category_id
  left join enterprises.enterprise p on p.id = r.producer_id
  left join laboratories.laboratory l on l.id = r.laboratory_id
  left join regions.region pr on pr.code = r.province_code
  left join regions.region ci on ci.code = r.city_code`;

const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`);

const conditionsOf = (filter: ResultFilter) => {
  const values: unknown[] = [];
  const conditions: string[] = [];
  const add = (condition: (place: string) => string, value: unknown): void => {
    if (value === undefined || value === '') return;
    values.push(value);
    conditions.push(condition(`$${values.length}`));
  };
  add((at) => `r.dataset = ${at}`, filter.dataset);
  add((at) => `r.province_code = ${at}`, filter.province);
  if (filter.city === 'unknown') conditions.push('r.city_code is null');
  else add((at) => `r.city_code = ${at}`, filter.city);
  add((at) => `r.category_id = ${at}`, filter.categoryId);
  add((at) => `r.product_name like ${at}`, filter.product && `%${escapeLike(filter.product)}%`);
  add((at) => `r.month >= ${at}::date`, filter.from && `${filter.from}-01`);
  add((at) => `r.month <= ${at}::date`, filter.to && `${filter.to}-01`);
  add((at) => `r.verdict = ${at}`, filter.verdict);
  add((at) => `${at} = any (r.failing_items)`, filter.item);
  add((at) => `r.laboratory_id = ${at}`, filter.laboratoryId);
  add((at) => `r.check_id in (select id from spot_checks.spot_check where level = ${at})`, filter.level);
  add((at) => `r.check_id in (select id from spot_checks.spot_check where kind = ${at})`, filter.kind);
  add((at) => `r.producer_id = ${at}`, filter.producerId);
  add((at) => `r.check_id = ${at}`, filter.checkId);
  if (filter.flagged === true) conditions.push('r.engine_disagrees');
  return { where: conditions.join(' and '), values };
};

/** Where a page begins: behind this result in the order of the list (latest month first). */
export interface ResultPlace {
  readonly month: string;
  readonly id: number;
}

/** A page of results in the order of the list, each with its place. */
export const pageOfResults = (
  tx: Tx,
  filter: ResultFilter,
  after: ResultPlace | undefined,
  limit: number,
): Promise<(ResultLine & { readonly month: string })[]> => {
  const { where, values } = conditionsOf(filter);
  const from = values.length;
  const behind = after ? ` and (r.month, r.id) < ($${from + 2}::date, $${from + 3})` : '';
  return tx.query(
    `with page as materialized (select r.id, r.month from spot_checks.result r where ${where}${behind} order by r.month desc, r.id desc limit $${from + 1})
     select ${lineColumns}, r.month from page join spot_checks.result r on r.id = page.id ${lineTables} order by r.month desc, r.id desc`,
    [...values, limit, ...(after ? [after.month, after.id] : [])],
  );
};

/** Results by their numbers, as lines of a list. */
export const linesOf = async (tx: Tx, ids: readonly number[]): Promise<ReadonlyMap<number, ResultLine>> => {
  const rows = await tx.query<ResultLine>(
    `select ${lineColumns} from spot_checks.result r ${lineTables} where r.id = any($1)`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
};

/** How many match; counting stops at a bound. */
export const countResults = async (
  tx: Tx,
  filter: ResultFilter,
): Promise<{ readonly count: number; readonly exact: boolean }> => {
  const { where, values } = conditionsOf(filter);
  const [row] = await tx.query<{ n: number }>(
    `select count(*)::int as n from (select from spot_checks.result r where ${where} limit ${countedTo + 1}) x`,
    values,
  );
  const n = row?.n ?? 0;
  return { count: Math.min(n, countedTo), exact: n <= countedTo };
};

/** Every result that matches, in pieces. */
export async function* allResults(tx: Tx, filter: ResultFilter, piece = 2_000): AsyncGenerator<ResultLine[]> {
  for (let after: ResultPlace | undefined; ;) {
    const rows = await pageOfResults(tx, filter, after, piece);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < piece) return;
    after = { month: last.month, id: last.id };
  }
}

export type StoredDetail = ResultLine &
  Pick<
    Detail,
    'seller' | 'grade' | 'producedOn' | 'standard' | 'finalOn' | 'sources' | 'parties' | 'items' | 'postHandling'
  > & {
    readonly extra: Readonly<Record<string, string>> | null;
  };

/** One result with what hangs on it; undefined where there is none to be seen. */
export const findResult = async (tx: Tx, id: number): Promise<StoredDetail | undefined> => {
  const [line] = await tx.query<
    Omit<StoredDetail, 'sources' | 'parties' | 'items' | 'postHandling'> & {
      checkId: number;
      producerId: number | null;
    }
  >(
    `select ${lineColumns}, case when s.id is null then null else json_build_object('id', s.id, 'name', s.name) end as seller,
            r.grade, r.produced_on as "producedOn", r.standard, r.final_on as "finalOn", 
            case when r.seller_cell is null then r.details else coalesce(r.details, '{}') || jsonb_build_object('inspected', r.seller_cell) end as extra, r.check_id as "checkId", r.producer_id as "producerId"
       from spot_checks.result r ${lineTables} left join enterprises.enterprise s on s.id = r.seller_id where r.id = $1`,
    [id],
  );
  if (line === undefined) return undefined;
  const [sources, parties, items, postHandling] = await Promise.all([
    tx.query<Detail['sources'][number]>(
      `select s.import_id as "importId", f.name as "fileName", s.name as sheet, o.row_no as row
         from spot_checks.result_source o join spot_checks.sheet s on s.id = o.sheet_id join spot_checks.import_file f on f.id = s.file_id
        where o.result_id = $1 order by o.sheet_id, o.row_no`,
      [id],
    ),
    tx.query<Detail['parties'][number]>(
      `select o.role, json_build_object('id', e.id, 'name', e.name) as enterprise
         from spot_checks.result_party o join enterprises.enterprise e on e.id = o.enterprise_id where o.result_id = $1 order by o.role, e.name`,
      [id],
    ),
    tx.query<Detail['items'][number]>(
      `select item, measured, limit_text as "limit", verdict, reason from spot_checks.result_item where result_id = $1 order by ordinal`,
      [id],
    ),
    line.producerId === null
      ? []
      : tx.query<Detail['postHandling'][number]>(
          `select rectification, recheck, penalty, remark from spot_checks.post_handling
            where producer_id = $1 and check_id = $2 and product_name = $3 order by id`,
          [line.producerId, line.checkId, line.product],
        ),
  ]);
  return { ...line, sources, parties, items, postHandling };
};

/** Results in which an enterprise appears, with its part in each; the latest first. */
export const resultsOfEnterprise = (
  tx: Tx,
  enterpriseId: number,
  limit: number,
): Promise<(ResultLine & { readonly role: 'producer' | 'seller' | 'party' })[]> =>
  tx.query(
    `with found as (
       select id, min(place) as place from (
         select id, 1 as place from spot_checks.result where producer_id = $1
         union all select id, 2 from spot_checks.result where seller_id = $1
         union all select result_id, 3 from spot_checks.result_party where enterprise_id = $1) x group by id)
     select ${lineColumns}, case found.place when 1 then 'producer' when 2 then 'seller' else 'party' end as role
       from found join spot_checks.result r on r.id = found.id ${lineTables}
      order by coalesce(r.sampled_on, c.published_on) desc nulls last, r.id desc limit $2`,
    [enterpriseId, limit],
  );

export const refusalsOfEnterprise = (tx: Tx, enterpriseId: number) =>
  tx.query<{
    id: number;
    product: string;
    category: { id: number; name: string } | null;
    batch: string;
    publishedOn: string | null;
    authority: string;
  }>(
    `select f.id, f.product_name as product, case when k.id is null then null else json_build_object('id', k.id, 'name', k.name) end as category,
            f.batch, f.published_on as "publishedOn", f.authority_name as authority
       from spot_checks.published_refusal f left join products.category k on k.id = f.category_id
      where f.producer_id = $1 order by f.published_on desc nulls last, f.id`,
    [enterpriseId],
  );

export const handlingOfEnterprise = (tx: Tx, enterpriseId: number) =>
  tx.query<{
    id: number;
    product: string;
    batch: string;
    publishedOn: string | null;
    authority: string;
    rectification: string | null;
    recheck: string | null;
    penalty: string | null;
    remark: string | null;
  }>(
    `select h.id, h.product_name as product, c.batch, c.published_on as "publishedOn", c.authority_name as authority,
            h.rectification, h.recheck, h.penalty, h.remark
       from spot_checks.post_handling h join spot_checks.spot_check c on c.id = h.check_id
      where h.producer_id = $1 order by c.published_on desc nulls last, h.id`,
    [enterpriseId],
  );
