import type { Dataset } from '#foundation/dataset.ts';
import type { Tx } from '#platform/database/index.ts';
import { openTouched, settleTouched } from './touched.ts';

/** Touches every producer × category that ever failed or refused; gives how many there are. */
export const touchEverything = async (tx: Tx, dataset: Dataset): Promise<number> => {
  await openTouched(tx);
  await tx.query(
    `insert into spot_checks_touched (producer_id, category_id)
     select producer_id, category_id from spot_checks.result
      where dataset = $1 and producer_id is not null and verdict in ('fail', 'refused')
     union select producer_id, coalesce(category_id, 0) from spot_checks.refusal where dataset = $1 and producer_id is not null`,
    [dataset],
  );
  return settleTouched(tx);
};

/**
 * How many results check again what the same or a higher authority had checked within some months: same producer, standard, brand and
 * model, by the day of sampling, else of publication. Follow-up and urgent checks repeat nothing.
 */
export const countRepeated = async (
  tx: Tx,
  dataset: Dataset,
  months: number,
): Promise<{ readonly repeated: number; readonly of: number }> => {
  // One a check: several batches of one product in one check repeat nothing.
  await tx.query(
    `create temporary table spot_checks_drawn on commit drop as
     select distinct on (check_id, producer_id, product) * from (
       select coalesce(r.sampled_on, c.published_on) as day, c.id as check_id, r.producer_id,
              array_position(array['national', 'provincial', 'municipal', 'county'], c.level) as level,
              md5(r.category_id || E'\n' || coalesce(r.standard, '') || E'\n' || coalesce(r.brand, '') || E'\n' || coalesce(r.model, '')) as product
         from spot_checks.result r join spot_checks.spot_check c on c.id = r.check_id
        where r.dataset = $1 and r.producer_id is not null and c.kind in ('regular', 'special')) dated
      where day is not null order by check_id, producer_id, product, day`,
    [dataset],
  );
  await tx.query('create index on spot_checks_drawn (producer_id, product, day); analyze spot_checks_drawn');
  const [row] = await tx.query<{ repeated: number; of: number }>(
    `select count(*)::int as of,
            (count(*) filter (where exists (
              select from spot_checks_drawn e
               where e.producer_id = o.producer_id and e.product = o.product and e.check_id <> o.check_id and e.level <= o.level
                 and (e.day < o.day or (e.day = o.day and e.check_id < o.check_id)) and e.day > o.day - make_interval(months => $1))))::int as repeated
       from spot_checks_drawn o`,
    [months],
  );
  return row ?? { repeated: 0, of: 0 };
};
