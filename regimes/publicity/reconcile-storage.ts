import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { Tx } from '#platform/database/index.ts';
import { proposalsIn, type Reconciled } from '#platform/process/index.ts';
import { exposureProcess } from './exposure.ts';

const exposures = proposalsIn({
  flow: exposureProcess,
  table: 'publicity.exposure',
  decided: {
    producer_id: 'bigint',
    ground: 'text',
    ground_key: 'text',
    dataset: 'text',
    state: 'text',
    category_id: 'bigint',
    product_name: 'text',
    province_code: 'text',
    city_code: 'text',
    county_code: 'text',
    historical: 'boolean',
    last_on: 'date',
    seller_ids: 'bigint[]',
    basis: 'jsonb',
  },
  same: '(coalesce(d.producer_id, 0), d.ground, d.ground_key) = (coalesce(x.producer_id, 0), x.ground, x.ground_key)',
  // What was dismissed or taken down is over; a check that failed after it is a ground of its own.
  fresh: `d.producer_id is not null and not exists (
    select from publicity.exposure x
     where (d.producer_id, d.ground, d.ground_key) = (x.producer_id, x.ground, x.ground_key) and x.state <> 'revoked'
       and (x.state not in ('dismissed', 'taken-down') or d.last_on > x.last_on is not true))`,
  order: 'last_on, producer_id, ground, ground_key',
  follows: ['category_id', 'product_name', 'basis', 'last_on', 'province_code', 'city_code', 'county_code'],
  alongside: ['state', 'seller_ids'],
  judged: ['basis'],
  intended: ['release_at'],
  resolved: ['decided_by', 'decided_at', 'decision_reason', 'released_by'],
});
export const { takeTurn, openDecided, copyDecided } = exposures;

// What officers stated is looked at whole: it is little.
const touchedScope = (dataset: Dataset) => `(x.proposed_by is not null and x.dataset = '${dataset}'
          or x.proposed_by is null and x.ground = 'refusal' and x.producer_id in (select producer_id from spot_checks_touched)
          or x.proposed_by is null and x.ground in ('consecutive-failures', 'serious') and (x.producer_id, x.category_id) in (select producer_id, category_id from spot_checks_touched))`;

/** Brings the exposures of everything touched in line with what the rules decided. Run after `copyDecided`. */
export const reconcile = (tx: Tx, at: Date, dataset: Dataset): Promise<Reconciled> =>
  exposures.reconcile(tx, at, touchedScope(dataset));

/** The same for the exposures that rest on what became of these cards: on refusals to rectify, on findings of fakes. */
export const reconcileCards = (
  tx: Tx,
  at: Date,
  cardIds: readonly number[],
  grounds: readonly ('rectification' | 'fake')[],
): Promise<Reconciled> => {
  const keys = cardIds.map((id) => `'card/${Number(id)}'`).join();
  return exposures.reconcile(
    tx,
    at,
    `x.proposed_by is null and x.ground in (${grounds.map((ground) => `'${ground}'`).join()}) and x.ground_key in (${keys || "''"})`,
  );
};

/** A producer that a person found to be the same as another: its exposures follow, where the other has none on the same ground. */
export const followMerges = async (tx: Tx): Promise<void> => {
  await tx.query(
    `update publicity.exposure x set producer_id = e.merged_into, version = x.version + 1
       from enterprises.enterprise e
      where e.id = x.producer_id and e.merged_into is not null
        and x.producer_id in (select producer_id from spot_checks_touched)
        and not exists (select from publicity.exposure k where k.producer_id = e.merged_into and k.ground = x.ground
                           and k.ground_key = x.ground_key and k.state <> 'revoked')`,
  );
};

/** Firms that were told and are merged into another: the one that remains is told, may state its case, and is named. */
export const followMergedParties = async (tx: Tx): Promise<void> => {
  await tx.query(
    `update publicity.exposure_party p set enterprise_id = e.merged_into, version = p.version + 1
       from enterprises.enterprise e
      where e.id = p.enterprise_id and e.merged_into is not null and p.state <> 'void'
        and not exists (select from publicity.exposure_party o where o.exposure_id = p.exposure_id and o.enterprise_id = e.merged_into
                           and o.state <> 'void')`,
  );
  // Who is shown, and who is spared, goes by the firm that remains.
  await tx.query(
    `update publicity.exposure x set seller_ids = array(
            select distinct coalesce(e.merged_into, s) from unnest(x.seller_ids) s left join enterprises.enterprise e on e.id = s order by 1)
      where exists (select from enterprises.enterprise e where e.id = any (x.seller_ids) and e.merged_into is not null)`,
  );
};

/** Moves the exposures of an enterprise to where a person confirmed it to be. */
export const moveExposures = async (
  tx: Tx,
  enterpriseId: number,
  cityCode: string,
  countyCode: string | null,
): Promise<number> => {
  const rows = await tx.query(
    `update publicity.exposure set city_code = $2, county_code = $3, version = version + 1
      where producer_id = $1 and (city_code, county_code) is distinct from ($2, $3) returning id`,
    [enterpriseId, cityCode, countyCode],
  );
  await tx.query(
    `update publicity.exposure_party set city_code = $2, county_code = $3, version = version + 1
      where enterprise_id = $1 and state in ('to-serve', 'served', 'stated') and (city_code, county_code) is distinct from ($2, $3)`,
    [enterpriseId, cityCode, countyCode],
  );
  return rows.length;
};

/** Notes what became of cards with the exposures of the same producer and category that were decided; once. */
export const noteAftermath = (tx: Tx, kind: string, cardIds: readonly number[], on: LocalDate): Promise<unknown> =>
  tx.query(
    `insert into publicity.aftermath (exposure_id, kind, card_id, happened_on)
     select x.id, $1, c.card_id, $3 from warning_cards.published_card c
       join publicity.exposure x on x.producer_id = c.producer_id and x.category_id = c.category_id and x.dataset = c.dataset
      where c.card_id = any ($2::bigint[]) and x.state in ('told', 'ready', 'scheduled', 'released')
     on conflict do nothing`,
    [kind, cardIds, on],
  );
