import type { Dataset } from '#foundation/dataset.ts';
import type { Tx } from '#platform/database/index.ts';
import { differences, mostAlike } from './import-cases.ts';

/** As names of products and lots are compared: without width, case, blanks and punctuation. */
const plain = (text: string): string =>
  String.raw`regexp_replace(lower(normalize(coalesce(${text}, ''), NFKC)), '[^0-9a-z\u4e00-\u9fff]', '', 'g')`;

/**
 * Finds the staged rows that are results which this program has brought about itself, published and read back. The same number of
 * sample or report, or the same producer, product, lot and sampling day under the same authority, and the same verdict, is one result
 * with a further source. What agrees in part is listed in `spot_checks_near_born`, for a person. Row `seq` would become result `base` + `seq`.
 */
export const findBorn = async (tx: Tx, dataset: Dataset, base: number): Promise<void> => {
  const [any] = await tx.query<{ some: boolean }>(
    'select exists (select from spot_checks.born_result where dataset = $1) as some',
    [dataset],
  );
  await tx.query('create temporary table spot_checks_near_born (seq int, result_id bigint) on commit drop');
  if (any?.some !== true) return;
  await tx.query(
    `create temporary table spot_checks_alike_born on commit drop as
     with line as materialized (
       select s.seq, s.sheet_id, s.verdict, s.sampled_on, ${plain('s.product_name')} as product, ${plain('s.production_batch')} as lot,
              nullif(s.details ->> 'reportNo', '') as number, k.id as category_id, p.enterprise_id as producer_id,
              coalesce(c.authority_id, 0) as authority_id, c.authority_name, coalesce(c.published_on, s.final_on) as published_on
         from spot_checks_staged s join spot_checks_name n on n.kind = 'check' and n.no = s.check_no join spot_checks.spot_check c on c.id = n.id
         join spot_checks_name k on k.kind = 'category' and k.no = s.category_no left join spot_checks_firm p on p.no = s.producer_no
        where s.outcome = 'result' and not exists (select from spot_checks_known w where w.seq = s.seq)),
     born as materialized (
       select b.result_id, r.verdict, r.sampled_on, ${plain('r.product_name')} as product, ${plain('r.production_batch')} as lot, r.category_id,
              r.producer_id, c.authority_id, c.authority_name, b.visit_id is not null as refusal,
              array_remove(m.number || array(select t.number from spot_checks.report t where t.sample_id = m.id and t.state = 'effective'), null) as numbers
         from spot_checks.born_result b join spot_checks.result r on r.id = b.result_id join spot_checks.spot_check c on c.id = r.check_id
         left join spot_checks.sample m on m.id = b.sample_id where b.dataset = $1),
     pair as (
       select r.seq, b.result_id from line r join born b on r.number = any (b.numbers)
       union
       select r.seq, b.result_id from line r join born b on b.producer_id = r.producer_id
        where (b.authority_id = r.authority_id or b.authority_name = r.authority_name) and r.published_on >= b.sampled_on
          and case when b.refusal or r.verdict = 'refused' then b.refusal and r.verdict = 'refused' and b.category_id = r.category_id
                   else b.product = r.product and (b.lot = r.lot or b.sampled_on = r.sampled_on) end)
     select r.seq, r.sheet_id, b.result_id, coalesce(r.number = any (b.numbers), false) as numbered,
            b.verdict = r.verdict and (coalesce(r.number = any (b.numbers), false)
              or (not b.refusal and b.lot <> '' and b.lot = r.lot and b.sampled_on = r.sampled_on)) as exact
       from pair x join line r on r.seq = x.seq join born b on b.result_id = x.result_id`,
    [dataset],
  );
  // A number decides; and of one sheet each row is another sample, so what agrees with two is for a person.
  await tx.query(
    `delete from spot_checks_alike_born a where not a.numbered and exists (
       select from spot_checks_alike_born o where o.numbered and o.exact and (o.seq = a.seq or (o.result_id = a.result_id and o.sheet_id = a.sheet_id)));
     create temporary table spot_checks_born on commit drop as
       select seq, result_id
         from (select seq, result_id, exact, count(*) filter (where exact) over (partition by seq) as born,
                      count(*) filter (where exact) over (partition by sheet_id, result_id) as lines from spot_checks_alike_born) a
        where exact and born = 1 and lines = 1;
     insert into spot_checks_near_born
       select a.seq, a.result_id
         from (select *, count(*) over (partition by result_id) as n from spot_checks_alike_born) a
        where a.n <= ${mostAlike} and not exists (select from spot_checks_born b where b.seq = a.seq);
     insert into spot_checks_known (seq, result_id) select seq, result_id from spot_checks_born`,
  );
  // Equal rows of other sheets lead to the first of them, which is no result of its own any more.
  await tx.query(
    `update spot_checks_known k set result_id = b.result_id from spot_checks_born b where k.result_id = $1::bigint + b.seq;
     analyze spot_checks_known`.replace('$1', String(Math.trunc(base))),
  );
};

/** Opens a case for each pair of a new result and one of this program's own that agree in part. Gives the new cases. */
export const openBornCases = async (tx: Tx, dataset: Dataset, base: number): Promise<number> => {
  const opened = await tx.query(
    `insert into spot_checks.near_case (dataset, left_id, right_id, differences)
     select $1, least(a.id, b.id), greatest(a.id, b.id), ${differences}
       from spot_checks_near_born n join spot_checks.result a on a.id = n.result_id join spot_checks.result b on b.id = $2::bigint + n.seq
     on conflict (left_id, right_id) do nothing returning id`,
    [dataset, base],
  );
  return opened.length;
};

/** Takes spot checks of this import out again whose rows all turned out to be results of a plan. */
export const dropEmptyChecks = (tx: Tx): Promise<unknown> =>
  tx.query(
    `delete from spot_checks.spot_check c using spot_checks_name n
      where n.kind = 'check' and n.id = c.id and exists (select from spot_checks_known)
        and not exists (select from spot_checks.result r where r.check_id = c.id)
        and not exists (select from spot_checks.refusal f where f.check_id = c.id)
        and not exists (select from spot_checks.post_handling h where h.check_id = c.id)
        and not exists (select from spot_checks.plan p where p.check_id = c.id)`,
  );

/** Of two results, the one of this program's own, which stands whatever a table says. */
export const bornOf = async (tx: Tx, ids: readonly number[]): Promise<readonly number[]> =>
  (
    await tx.query<{ id: number }>(
      'select result_id as id from spot_checks.born_result where result_id = any ($1::bigint[])',
      [ids],
    )
  ).map(({ id }) => id);
