import type { Tx } from '#platform/database/index.ts';
import { proposalsIn, type Reconciled } from '#platform/process/index.ts';
import { cardProcess } from './warning-card.ts';

const same = '(d.producer_id, d.category_id, d.check_id) = (x.producer_id, x.category_id, x.check_id)';

const cards = proposalsIn({
  flow: cardProcess,
  table: 'warning_cards.card',
  decided: {
    producer_id: 'bigint',
    category_id: 'bigint',
    check_id: 'bigint',
    dataset: 'text',
    kind: 'text',
    state: 'text',
    held_reason: 'text',
    province_code: 'text',
    city_code: 'text',
    county_code: 'text',
    historical: 'boolean',
    published_on: 'date',
    failing_samples: 'int',
    samples: 'jsonb',
  },
  same,
  fresh: `not exists (select from warning_cards.card x where ${same} and x.state <> 'revoked')`,
  order: 'published_on, producer_id, category_id, check_id',
  follows: [
    'state',
    'kind',
    'held_reason',
    'failing_samples',
    'samples',
    'published_on',
    'province_code',
    'city_code',
    'county_code',
  ],
  judged: ['kind', 'samples'],
});
export const { takeTurn, openDecided, copyDecided } = cards;

/** Brings the cards of the touched producers × categories in line with what the rule decided. Run after `copyDecided`. */
export const reconcile = (tx: Tx, at: Date): Promise<Reconciled> =>
  cards.reconcile(
    tx,
    at,
    '(x.producer_id, x.category_id) in (select producer_id, category_id from spot_checks_touched)',
  );

/** A producer that a person found to be the same as another: its cards follow, where the other has none for the same ground. */
export const followMerges = async (tx: Tx): Promise<void> => {
  await tx.query(
    `update warning_cards.card c set producer_id = e.merged_into, version = c.version + 1
       from enterprises.enterprise e
      where e.id = c.producer_id and e.merged_into is not null
        and c.producer_id in (select producer_id from spot_checks_touched)
        and not exists (select from warning_cards.card k where k.producer_id = e.merged_into and k.category_id = c.category_id
                           and k.check_id = c.check_id and k.state <> 'revoked')`,
  );
};

/** Moves the cards of a merged enterprise to where the one that remains is; one of unknown place moves nothing. */
export const moveMergedCards = (tx: Tx, from: number, into: number): Promise<unknown> =>
  tx.query(
    `update warning_cards.card c set city_code = e.city_code, county_code = e.county_code, version = c.version + 1
       from enterprises.enterprise e
      where e.id = $2 and e.city_code is not null and c.producer_id in ($1, $2) and c.province_code = e.province_code
        and (c.city_code, c.county_code) is distinct from (e.city_code, e.county_code)`,
    [from, into],
  );

/** Moves the cards of an enterprise to where a person confirmed it to be; what is issued stays as it was signed. */
export const moveCards = async (
  tx: Tx,
  enterpriseId: number,
  cityCode: string,
  countyCode: string | null,
): Promise<number> => {
  const rows = await tx.query(
    `update warning_cards.card set city_code = $2, county_code = $3, version = version + 1
      where producer_id = $1 and (city_code, county_code) is distinct from ($2, $3) returning id`,
    [enterpriseId, cityCode, countyCode],
  );
  return rows.length;
};
