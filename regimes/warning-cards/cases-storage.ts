import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import { groupsOf, type Tx } from '#platform/database/index.ts';
import type { FailingSample } from './warning-card.ts';

/** One failing sample with what tells which card it belongs to. */
export interface FailingRow extends FailingSample {
  readonly dataset: Dataset;
  readonly producerId: number;
  readonly categoryId: number;
  readonly checkId: number;
  readonly level: string;
  readonly publishedOn: LocalDate | null;
  /** Day whose law holds: of publication, or where that is still to come the day on which it became final. */
  readonly lawDay: LocalDate | null;
  readonly provinceCode: string | null;
  readonly cityCode: string | null;
  readonly countyCode: string | null;
  readonly retailer: boolean;
}

const touched = '(select distinct producer_id, category_id from spot_checks_touched) t';
const sameGroup = (a: FailingRow, b: FailingRow): boolean =>
  a.producerId === b.producerId && a.categoryId === b.categoryId && a.checkId === b.checkId;

/**
 * The failing final samples of the touched producers × categories whose parties are settled, as groups of one producer,
 * category and check; in batches, so that memory does not grow with the import.
 */
export const failingGroups = (tx: Tx): AsyncGenerator<FailingRow[][]> =>
  groupsOf<FailingRow>(
    tx,
    `select r.dataset, r.producer_id as "producerId", r.category_id as "categoryId", r.check_id as "checkId", r.level,
            r.published_on as "publishedOn", r.law_day as "lawDay", e.province_code as "provinceCode", e.city_code as "cityCode",
            e.county_code as "countyCode", e.retailer, r.id as "resultId", r.product_name as product, r.brand, r.model,
            r.production_batch as batch, r.sampled_on as "sampledOn", case r.verdict when 'refused' then array['拒绝接受监督抽查'] else r.failing_items end as items, r.engine_disagrees as disagrees
       from ${touched}
       join spot_checks.published_result r using (producer_id, category_id)
       join enterprises.enterprise e on e.id = r.producer_id
      where (r.verdict = 'fail' or 'card' = any (r.refusal_counts)) and r.parties_settled
        -- A re-check that fails leads on within its rectification, to the red card: not to a second yellow one.
        and not (r.kind = 'follow-up' and exists (
          select from warning_cards.rectification o join warning_cards.card c on c.id = o.card_id
           where o.enterprise_id = r.producer_id and o.category_id = r.category_id and o.state <> 'void' and c.check_id <> r.check_id
             and coalesce(r.sampled_on, r.final_on) >= (c.decided_at at time zone 'Asia/Shanghai')::date
             and (o.state not in ('lifted', 'licence-revoked', 'ended')
               or coalesce(r.sampled_on, r.final_on) <= (o.since at time zone 'Asia/Shanghai')::date)))
      order by r.producer_id, r.category_id, r.check_id`,
    [],
    sameGroup,
  );

/** Keys of touched cards whose flagged producer a person has verified: `producer/category/check`. */
export const admittedKeys = async (tx: Tx): Promise<ReadonlySet<string>> => {
  const rows = await tx.query<{ key: string }>(
    `select concat_ws('/', c.producer_id, c.category_id, c.check_id) as key
       from warning_cards.card c join ${touched} using (producer_id, category_id) where c.admitted and c.state <> 'revoked'`,
  );
  return new Set(rows.map((row) => row.key));
};
