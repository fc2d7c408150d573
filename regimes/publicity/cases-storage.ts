import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import { groupsOf, type Tx } from '#platform/database/index.ts';
import type { ExposedSample } from './basis.ts';
import type { CheckFacts, RefusalFacts, FakeCard, RefusedCard } from './rules.ts';

/** The producer as the register knows it. */
export interface ProducerFacts {
  readonly dataset: Dataset;
  readonly producerId: number;
  readonly provinceCode: string | null;
  readonly cityCode: string | null;
  readonly countyCode: string | null;
  readonly retailer: boolean;
}

/** One judged sample of a producer × category that may have failed often enough. */
export interface JudgedRow extends ProducerFacts, CheckFacts, Omit<ExposedSample, 'seller'> {
  readonly categoryId: number;
  readonly verdict: 'pass' | 'fail';
  readonly sampledOn: LocalDate | null;
  readonly sellerId: number | null;
  readonly sellerName: string | null;
}

const touched = '(select distinct producer_id, category_id from spot_checks_touched) t';
const producer = `r.dataset, r.producer_id as "producerId", e.province_code as "provinceCode", e.city_code as "cityCode",
  e.county_code as "countyCode", e.retailer`;
const check = `r.check_id as "checkId", r.authority_name as authority, r.level, r.kind, r.batch as "checkBatch", r.published_on as "publishedOn", r.law_day as "lawDay"`;

/** Days on which checks of a dataset were published, null among them where one has no day. */
export const publicationDays = async (tx: Tx, dataset: Dataset): Promise<(LocalDate | null)[]> =>
  (
    await tx.query<{ day: LocalDate | null }>(
      `select distinct published_on as day from spot_checks.spot_check where dataset = $1 and not withheld
       union select distinct law_day from spot_checks.published_result where dataset = $1 and withheld`,
      [dataset],
    )
  ).map((row) => row.day);

/**
 * The judged final samples of the touched producers × categories that failed at `least` checks or more, as groups of one producer
 * and category; in batches, so that memory does not grow with the import.
 */
export const judgedGroups = (tx: Tx, least: number): AsyncGenerator<JudgedRow[][]> =>
  groupsOf<JudgedRow>(
    tx,
    `select ${producer}, r.category_id as "categoryId", ${check}, case r.verdict when 'refused' then 'fail' else r.verdict end as verdict, r.id as "resultId", r.product_name as product, r.brand, r.model,
            r.production_batch as batch, r.sampled_on as "sampledOn", case r.verdict when 'refused' then array['拒绝接受监督抽查'] else r.failing_items end as items, s.id as "sellerId", s.name as "sellerName"
       from (select producer_id, category_id from ${touched} join spot_checks.published_result f using (producer_id, category_id)
              where (f.verdict = 'fail' or 'streak' = any (f.refusal_counts)) and f.parties_settled
              group by producer_id, category_id having count(distinct f.check_id) >= $1) c
       join spot_checks.published_result r using (producer_id, category_id)
       join enterprises.enterprise e on e.id = r.producer_id
       left join enterprises.enterprise s on s.id = r.seller_id
      where (r.verdict in ('pass', 'fail') or 'streak' = any (r.refusal_counts)) and r.parties_settled
      order by r.producer_id, r.category_id, r.check_id`,
    [least],
    (a, b) => a.producerId === b.producerId && a.categoryId === b.categoryId,
  );

/** A sample of the serious class, of a touched producer × category; its items are those of class A that failed. */
export type SeriousRow = Omit<JudgedRow, 'verdict' | 'sampledOn'>;

/** Samples of the serious class of the touched producers × categories, as groups of one producer, category and check. */
export const seriousGroups = (tx: Tx): AsyncGenerator<SeriousRow[][]> =>
  groupsOf<SeriousRow>(
    tx,
    // Each failure of the touched is looked up by itself: worked out for all and then chosen from, a night of many parts takes the
    // square of its length.
    `with f as materialized (
       select r.id from spot_checks.published_result r
        where r.verdict = 'fail' and (r.producer_id, r.category_id) in (select producer_id, category_id from spot_checks_touched)),
     z as materialized (
       select y.result_id, y.items from f
        cross join lateral (select result_id, items from spot_checks.published_serious where result_id = f.id offset 0) y)
     select ${producer}, r.category_id as "categoryId", ${check}, r.id as "resultId", r.product_name as product, r.brand, r.model,
            r.production_batch as batch, z.items, s.id as "sellerId", s.name as "sellerName"
       from z join spot_checks.published_result r on r.id = z.result_id
       join enterprises.enterprise e on e.id = r.producer_id
       left join enterprises.enterprise s on s.id = r.seller_id
      where r.parties_settled
      order by r.producer_id, r.category_id, r.check_id`,
    [],
    (a, b) => a.producerId === b.producerId && a.categoryId === b.categoryId && a.checkId === b.checkId,
  );

/** Cards with their producers, for refusals to rectify. */
export const refusedCards = (
  tx: Tx,
  cardIds: readonly number[],
): Promise<(ProducerFacts & RefusedCard & { readonly categoryId: number })[]> =>
  tx.query(
    `select c.dataset, c.producer_id as "producerId", e.province_code as "provinceCode", e.city_code as "cityCode", e.county_code as "countyCode",
            e.retailer, c.category_id as "categoryId", g.name as product, c.card_id as "cardId", c.number as "cardNumber", k.id as "checkId",
            k.authority_name as authority, k.level, k.kind, k.batch as "checkBatch", k.published_on as "publishedOn",
            coalesce(k.published_on, case when k.withheld then c.issued_on end) as "lawDay"
       from warning_cards.published_card c join enterprises.enterprise e on e.id = c.producer_id
       join products.category g on g.id = c.category_id join spot_checks.spot_check k on k.id = c.check_id
      where c.card_id = any ($1::bigint[]) and c.state <> 'revoked' and not c.historical order by c.card_id`,
    [cardIds],
  );

/** Cards whose product enforcement found to be fake, with the samples that had failed and who sold them. */
export const fakeCards = (
  tx: Tx,
  cardIds: readonly number[],
): Promise<(ProducerFacts & FakeCard & { readonly categoryId: number })[]> =>
  tx.query(
    `select c.dataset, c.producer_id as "producerId", e.province_code as "provinceCode", e.city_code as "cityCode", e.county_code as "countyCode",
            e.retailer, c.category_id as "categoryId", g.name as product, c.card_id as "cardId", c.number as "cardNumber", k.id as "checkId",
            k.authority_name as authority, k.level, k.kind, k.batch as "checkBatch", k.published_on as "publishedOn",
            coalesce(k.published_on, case when k.withheld then c.issued_on end) as "lawDay",
            f.found_by as "foundBy", f.decision, f.found_on as "foundOn",
            coalesce((select json_agg(json_build_object('resultId', r.id, 'product', r.product_name, 'brand', r.brand, 'model', r.model,
                        'batch', r.production_batch, 'items', r.failing_items,
                        'seller', case when s.id is not null then json_build_object('id', s.id, 'name', s.name) end) order by r.id)
               from spot_checks.published_result r left join enterprises.enterprise s on s.id = r.seller_id
              where r.producer_id = c.producer_id and r.category_id = c.category_id and r.check_id = c.check_id and r.verdict = 'fail'
                and r.parties_settled), '[]') as samples
       from warning_cards.published_card c join warning_cards.published_fake f on f.card_id = c.card_id
       join enterprises.enterprise e on e.id = c.producer_id
       join products.category g on g.id = c.category_id join spot_checks.spot_check k on k.id = c.check_id
      where c.card_id = any ($1::bigint[]) and c.state <> 'revoked' and not c.historical order by c.card_id`,
    [cardIds],
  );

/** One refusal of a touched producer. */
export interface RefusalRow extends ProducerFacts, CheckFacts, RefusalFacts {}

/** Refusals of the touched producers, from tables of results and from lists of refusals, as groups of one producer and check. */
export const refusalGroups = (tx: Tx): AsyncGenerator<RefusalRow[][]> =>
  groupsOf<RefusalRow>(
    tx,
    `select ${producer}, ${check}, r.source, r.id, r.product_name as product, r.category_id as "categoryId"
       from (select producer_id from spot_checks_touched group by producer_id) t
       join (select dataset, producer_id, check_id, authority_name, level, kind, batch, published_on, law_day, 'result' as source, id, product_name, category_id
               from spot_checks.published_result where verdict = 'refused' and parties_settled
             union all
             select dataset, producer_id, check_id, authority_name, level, kind, batch, published_on, published_on, 'list', id, product_name, category_id
               from spot_checks.published_refusal) r using (producer_id)
       join enterprises.enterprise e on e.id = r.producer_id
      order by r.producer_id, r.check_id`,
    [],
    (a, b) => a.producerId === b.producerId && a.checkId === b.checkId,
  );
