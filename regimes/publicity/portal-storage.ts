import type { Dataset } from '#foundation/dataset.ts';
import { bigrams, normaliseName } from '#foundation/search-text.ts';
import type { Tx } from '#platform/database/index.ts';
import type {
  EnterpriseHit,
  EnterpriseRecord,
  PublicBulletin,
  PublicEnterprise,
  PublicExposure,
  PublicResult,
  PublicStatistics,
} from './portal/records.ts';

/** Most batches that one page of the portal lists. */
const pageSize = 200;

const resultColumns = `r.id, to_char(r.published_on, 'YYYY-MM-DD') as "publishedOn", to_char(r.sampled_on, 'YYYY-MM-DD') as "sampledOn",
  r.authority_name as authority, r.title as "checkTitle", c.name as category, r.product_name as product, r.brand, r.model,
  r.production_batch as "productionBatch", r.verdict, r.failing_items as "failingItems", p.name as producer, p.id as "producerId",
  s.name as seller`;
const resultTables = `spot_checks.published_result r
  join products.category c on c.id = r.category_id
  left join enterprises.enterprise p on p.id = r.producer_id
  left join enterprises.enterprise s on s.id = r.seller_id`;

const enterpriseColumns = `e.id, e.dataset, e.name, e.credit_code as "creditCode", pr.name as province, ci.name as city`;
const enterpriseTables = `enterprises.enterprise e
  left join regions.region pr on pr.code = e.province_code
  left join regions.region ci on ci.code = e.city_code`;

/** Datasets that hold any published result, live first. */
export const publishedDatasets = async (tx: Tx): Promise<readonly Dataset[]> => {
  const rows = await tx.query<{ dataset: Dataset }>(
    `select d.dataset from (values ('live', 1), ('demo', 2), ('historical', 3)) d (dataset, place)
      where exists (select from spot_checks.spot_check c where c.dataset = d.dataset) order by d.place`,
  );
  return rows.map((row) => row.dataset);
};

/** Firms whose name contains the words, whose initials begin with them, or whose credit code they are. */
export const searchPublicEnterprises = async (tx: Tx, words: string): Promise<readonly EnterpriseHit[]> => {
  const name = normaliseName(words);
  const latin = /^[a-z0-9]{2,}$/i.test(words);
  const where = latin
    ? `(e.credit_code = upper($1) or e.initials like $2)`
    : `e.grams @> $1::text[] and e.name_key like $2`;
  const values = latin ? [words, `${words.toLowerCase()}%`] : [bigrams(name), `%${name.replace(/[\\%_]/g, '\\$&')}%`];
  return tx.query<EnterpriseHit>(
    `with found as (
       select e.id from enterprises.enterprise e where e.merged_into is null and ${where}
        order by length(e.name), e.name limit 30)
     select ${enterpriseColumns}, k.checks, k.failures
       from found join ${enterpriseTables.replace('enterprises.enterprise e', 'enterprises.enterprise e on e.id = found.id')}
       cross join lateral (select count(*)::int as checks, (count(*) filter (where r.verdict = 'fail'))::int as failures
                             from spot_checks.published_result r where r.producer_id = e.id and r.parties_settled) k
      order by length(e.name), e.name`,
    values,
  );
};

/** Batches of products whose category or alias is named by the words: the latest ones. */
export const searchPublicProducts = async (tx: Tx, words: string): Promise<readonly PublicResult[]> => {
  const name = normaliseName(words);
  return tx.query<PublicResult>(
    `with wanted as (
       select id from products.category where name_key like $1
       union select category_id from products.category_alias where name_key like $1 limit 20),
     chosen as (select r.id from wanted w cross join lateral (
         select f.id from spot_checks.published_result f where f.category_id = w.id and f.parties_settled and f.verdict = 'fail'
          order by f.id desc limit 20) r)
     select ${resultColumns} from ${resultTables} where r.id in (select id from chosen) order by r.published_on desc nulls last, r.id desc limit 50`,
    [`%${name.replace(/[\\%_]/g, '\\$&')}%`],
  );
};

const exposureColumns = `x.id, x.dataset, x.ground, e.name as producer, e.id as "producerId", c.name as category, x.product_name as product,
  pr.name as province, ci.name as city, x.grounds, x.released_at as "releasedAt"`;
const exposureTables = `publicity.published_exposure x
  join enterprises.enterprise e on e.id = x.producer_id
  left join products.category c on c.id = x.category_id
  left join regions.region pr on pr.code = x.province_code
  left join regions.region ci on ci.code = x.city_code`;

export const findPublicEnterprise = async (tx: Tx, id: number): Promise<EnterpriseRecord | undefined> => {
  const [enterprise] = await tx.query<PublicEnterprise & { mergedInto: number | null }>(
    `select ${enterpriseColumns}, e.merged_into as "mergedInto" from ${enterpriseTables} where e.id = $1`,
    [id],
  );
  if (enterprise === undefined) return undefined;
  if (enterprise.mergedInto !== null) return findPublicEnterprise(tx, enterprise.mergedInto);
  const [formerNames, counts, results, exposures] = await Promise.all([
    tx.query<{ name: string }>(`select name from enterprises.former_name where enterprise_id = $1 order by name`, [id]),
    tx.query<{ verdict: PublicResult['verdict']; n: number }>(
      `select verdict, count(*)::int as n from spot_checks.published_result where producer_id = $1 and parties_settled group by verdict`,
      [id],
    ),
    tx.query<PublicResult>(
      `select ${resultColumns} from ${resultTables} where r.producer_id = $1 and r.parties_settled
        order by r.published_on desc nulls last, r.id desc limit ${pageSize + 1}`,
      [id],
    ),
    tx.query<PublicExposure>(
      `select ${exposureColumns} from ${exposureTables} where x.producer_id = $1 order by x.released_at desc`,
      [id],
    ),
  ]);
  const count = (verdict: PublicResult['verdict']) => counts.find((row) => row.verdict === verdict)?.n ?? 0;
  return {
    enterprise,
    formerNames: formerNames.map((row) => row.name),
    results: results.slice(0, pageSize),
    more: results.length > pageSize,
    counts: { pass: count('pass'), fail: count('fail'), refused: count('refused'), none: count('none') },
    exposures,
  };
};

export const listPublicExposures = (tx: Tx, dataset: Dataset): Promise<PublicExposure[]> =>
  tx.query(
    `select ${exposureColumns} from ${exposureTables} where x.dataset = $1 order by x.released_at desc, x.id desc limit 500`,
    [dataset],
  );

export const findPublicExposure = async (tx: Tx, id: number): Promise<PublicExposure | undefined> =>
  (await tx.query<PublicExposure>(`select ${exposureColumns} from ${exposureTables} where x.id = $1`, [id]))[0];

const bulletinColumns = `b.id, b.dataset, b.number, b.title, b.body, b.released_at as "releasedAt", b.corrects_id as "correctsId",
  (select max(n.id) from publicity.published_bulletin n where n.corrects_id = b.id) as "correctedBy"`;

export const listPublicBulletins = (tx: Tx, dataset: Dataset): Promise<PublicBulletin[]> =>
  tx.query(
    `select ${bulletinColumns} from publicity.published_bulletin b where b.dataset = $1 order by b.released_at desc, b.id desc limit 500`,
    [dataset],
  );

export const findPublicBulletin = async (tx: Tx, id: number): Promise<PublicBulletin | undefined> =>
  (
    await tx.query<PublicBulletin>(`select ${bulletinColumns} from publicity.published_bulletin b where b.id = $1`, [
      id,
    ])
  )[0];

/** Figures of one dataset and one kind, from the roll-ups; `province` is the deployment's own. */
export const publicStatistics = async (
  tx: Tx,
  dataset: Dataset,
  kind: string,
  province: string,
): Promise<PublicStatistics> => {
  type Row = { name: string; passed: number; failed: number };
  const own = `u.dataset = $1 and u.kind = $2 and u.province_code = $3`;
  const sums = `sum(u.passed)::int as passed, sum(u.failed)::int as failed`;
  const values = [dataset, kind, province];
  const [overall, byCity, byYear, byCategory, byItem, latest] = await Promise.all([
    tx.query<Row>(
      `select '' as name, coalesce(sum(u.passed), 0)::int as passed, coalesce(sum(u.failed), 0)::int as failed from spot_checks.rollup u where ${own}`,
      values,
    ),
    tx.query<Row>(
      `select coalesce(r.name, '未确定') as name, ${sums} from spot_checks.rollup u left join regions.region r on r.code = u.city_code
        where ${own} group by r.name, r.code order by r.code nulls last`,
      values,
    ),
    tx.query<Row>(
      `select to_char(u.month, 'YYYY') as name, ${sums} from spot_checks.rollup u where ${own} group by 1 order by 1`,
      values,
    ),
    tx.query<Row>(
      `select c.name, ${sums} from spot_checks.rollup u join products.category c on c.id = u.category_id
        where ${own} group by c.id, c.name order by sum(u.passed + u.failed) desc limit 40`,
      values,
    ),
    tx.query<{ item: string; failed: number }>(
      `select u.item, sum(u.failed)::int as failed from spot_checks.rollup_item_all u where ${own} group by u.item order by 2 desc, 1 limit 20`,
      values,
    ),
    tx.query<{ latest: string | null }>(
      `select to_char(max(published_on), 'YYYY-MM-DD') as latest from spot_checks.spot_check where dataset = $1 and kind = $2`,
      [dataset, kind],
    ),
  ]);
  return {
    dataset,
    kind,
    overall: overall[0] ?? { name: '', passed: 0, failed: 0 },
    byCity,
    byYear,
    byCategory,
    byItem,
    latest: latest[0]?.latest ?? null,
  };
};

/** A cell of the open data. */
export type OpenDataValue = string | number | null;

/** One page of the open data in order of id, as arrays in the order of `openDataColumns`. */
export const openDataPage = async (
  tx: Tx,
  dataset: Dataset,
  after: number,
  limit: number,
): Promise<readonly (readonly OpenDataValue[])[]> => {
  const rows = await tx.query<{ row: readonly OpenDataValue[] }>(
    `select json_build_array(r.id, r.dataset, r.published_on, r.authority_name, r.level, r.kind, c.name, p.name, pr.name, ci.name,
            r.product_name, r.brand, r.model, r.production_batch, r.verdict, array_to_string(r.failing_items, '、')) as row
       from spot_checks.published_result r join products.category c on c.id = r.category_id
       left join enterprises.enterprise p on p.id = r.producer_id
       left join regions.region pr on pr.code = r.province_code
       left join regions.region ci on ci.code = r.city_code
      where r.dataset = $1 and r.id > $2 and r.parties_settled order by r.id limit $3`,
    [dataset, after, limit],
  );
  return rows.map((entry) => entry.row);
};
