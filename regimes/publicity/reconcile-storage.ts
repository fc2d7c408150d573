import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import { type CopyRow, copyRows, type Tx } from '#platform/database/index.ts';

/** One reaction at a time: two imports could otherwise propose the same exposure. Held to the end of the transaction. */
export const takeTurn = async (tx: Tx): Promise<void> => {
  await tx.query(`select pg_advisory_xact_lock(hashtext('publicity/reconcile'))`);
};

const decidedColumns = ['producer_id', 'ground', 'ground_key', 'dataset', 'category_id', 'product_name', 'province_code', 'city_code', 'county_code', 'historical', 'last_on', 'seller_ids', 'basis']; // prettier-ignore

/** Opens the temporary table of what the rules decided; empty. */
export const openDecided = async (tx: Tx): Promise<void> => {
  await tx.query(
    `create temporary table if not exists publicity_decided (producer_id bigint, ground text, ground_key text, dataset text, category_id bigint,
       product_name text, province_code text, city_code text, county_code text, historical boolean, last_on date,
       seller_ids bigint[], basis jsonb) on commit drop;
     truncate publicity_decided`,
  );
};

/** Writes decisions into the temporary table, in the order of its columns. */
export const copyDecided = async (tx: Tx, rows: Iterable<CopyRow>): Promise<void> => {
  await copyRows(tx, 'publicity_decided', decidedColumns, rows);
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

/** What reconciling did, by verb; `propose`, `update` and `delete` leave no event. */
export interface Reconciled {
  readonly counts: Readonly<Record<string, number>>;
  /** By verb, what each event was noted on; left out where they are more than two hundred: the timelines name them. */
  readonly by: Readonly<Record<string, readonly number[]>>;
  /** Exposures whose review was opened, and closed. */
  readonly opened: readonly number[];
  readonly closed: readonly number[];
  /** Exposures that lapsed or were sent back: what firms were told of them no longer holds. */
  readonly returned: readonly number[];
}

const differs = `(x.category_id, x.product_name, x.basis, x.last_on, x.province_code, x.city_code, x.county_code)
  is distinct from (d.category_id, d.product_name, d.basis, d.last_on, d.province_code, d.city_code, d.county_code)`;

// The transitions of the program in `exposure.ts`, for everything touched at once; what officers stated is looked at whole: it is little.
const touchedScope = (dataset: Dataset) => `(x.proposed_by is not null and x.dataset = '${dataset}'
          or x.proposed_by is null and x.ground = 'refusal' and x.producer_id in (select producer_id from spot_checks_touched)
          or x.proposed_by is null and x.ground in ('consecutive-failures', 'serious') and (x.producer_id, x.category_id) in (select producer_id, category_id from spot_checks_touched))`;

const planOf = (scope: string) => `create temporary table publicity_plan on commit drop as
  select x.id, case
      when d.ground is null then case
        when x.state = 'proposed' and not x.touched then 'delete'
        when x.state in ('proposed', 'submitted', 'told', 'ready', 'scheduled') then 'lapse'
        when x.state = 'released' and x.ground_present then 'open-review'
      end
      when x.state = 'lapsed' then 'restore'
      when x.state = 'released' and not x.ground_present then case when x.under_review then 'close-review' else 'return-ground' end
      when x.state = 'proposed' and ${differs} then 'update'
      when x.state in ('submitted', 'told', 'ready', 'scheduled') and x.basis <> d.basis then 'send-back'
    end as verb
    from publicity.exposure x
    left join publicity_decided d on (coalesce(d.producer_id, 0), d.ground, d.ground_key) = (coalesce(x.producer_id, 0), x.ground, x.ground_key)
   where x.state not in ('revoked', 'dismissed', 'taken-down') and ${scope}`;

/** Brings the exposures of everything touched in line with what the rules decided. Run after `copyDecided`. */
export const reconcile = (tx: Tx, at: Date, dataset: Dataset): Promise<Reconciled> =>
  bringInLine(tx, at, touchedScope(dataset));

/** The same for the exposures that rest on what became of these cards: on refusals to rectify, on findings of fakes. */
export const reconcileCards = (
  tx: Tx,
  at: Date,
  cardIds: readonly number[],
  grounds: readonly ('rectification' | 'fake')[],
): Promise<Reconciled> => {
  const keys = cardIds.map((id) => `'card/${Number(id)}'`).join();
  return bringInLine(
    tx,
    at,
    `x.proposed_by is null and x.ground in (${grounds.map((ground) => `'${ground}'`).join()}) and x.ground_key in (${keys || "''"})`,
  );
};

const bringInLine = async (tx: Tx, at: Date, scope: string): Promise<Reconciled> => {
  await tx.query('analyze publicity_decided');
  await tx.query('drop table if exists publicity_plan');
  await tx.query(planOf(scope));
  await tx.query('delete from publicity_plan where verb is null');
  await tx.query(`delete from publicity.exposure x using publicity_plan p where p.id = x.id and p.verb = 'delete'`);
  await tx.query(
    `update publicity.exposure x set version = x.version + 1, touched = true,
            ground_present = p.verb <> 'open-review' and p.verb <> 'lapse',
            under_review = p.verb = 'open-review',
            state = case p.verb when 'lapse' then 'lapsed' else x.state end,
            grounds = case p.verb when 'lapse' then null else x.grounds end,
            submitted_by = case p.verb when 'lapse' then null else x.submitted_by end,
            submitted_at = case p.verb when 'lapse' then null else x.submitted_at end,
            release_at = null
       from publicity_plan p
      where p.id = x.id and p.verb in ('lapse', 'open-review', 'close-review', 'return-ground')`,
  );
  await tx.query(
    `update publicity.exposure x set version = x.version + 1, touched = x.touched or p.verb <> 'update', ground_present = true,
            state = 'proposed', category_id = d.category_id, product_name = d.product_name, province_code = d.province_code,
            city_code = d.city_code, county_code = d.county_code, last_on = d.last_on,
            seller_ids = d.seller_ids, basis = d.basis, grounds = null, submitted_by = null, submitted_at = null, release_at = null,
            decided_by = null, decided_at = null, decision_reason = null, released_by = null
       from publicity_plan p, publicity_decided d
      where p.id = x.id and p.verb in ('restore', 'update', 'send-back')
        and (coalesce(d.producer_id, 0), d.ground, d.ground_key) = (coalesce(x.producer_id, 0), x.ground, x.ground_key)`,
  );
  await tx.query(
    `insert into publicity.event (subject_kind, subject_id, verb, state, at)
     select 'exposure', p.id, p.verb, x.state, $1 from publicity_plan p join publicity.exposure x on x.id = p.id
      where p.verb not in ('delete', 'update', 'return-ground')`,
    [at],
  );
  const [inserted] = await tx.query<{ n: number }>(
    `with fresh as (
       insert into publicity.exposure (dataset, ground, state, ground_key, producer_id, category_id, product_name, province_code, city_code,
              county_code, historical, last_on, seller_ids, basis, proposed_at)
       select dataset, ground, 'proposed', ground_key, producer_id, category_id, product_name, province_code, city_code, county_code,
              historical, last_on, seller_ids, basis, $1
         from publicity_decided d
        where d.producer_id is not null and not exists (select from publicity.exposure x where x.producer_id = d.producer_id and x.ground = d.ground
                             and x.ground_key = d.ground_key and x.state <> 'revoked'
                             -- What was dismissed or taken down is over; a check that failed after it is a ground of its own.
                             and (x.state not in ('dismissed', 'taken-down') or d.last_on > x.last_on is not true))
        order by last_on, producer_id, ground, ground_key
       returning 1)
     select count(*)::int as n from fresh`,
    [at],
  );
  const verbs = await tx.query<{ verb: string; n: number }>(
    'select verb, count(*)::int as n from publicity_plan group by verb',
  );
  const named = await tx.query<{ verb: string; ids: number[] }>(
    `select verb, array_agg(id order by id) as ids from publicity_plan where verb not in ('delete', 'update', 'return-ground')
      group by verb having count(*) <= 200`,
  );
  const ids = (verb: string) =>
    tx
      .query<{ id: number }>('select id from publicity_plan where verb = $1 order by id', [verb])
      .then((rows) => rows.map((row) => row.id));
  return {
    counts: { propose: inserted?.n ?? 0, ...Object.fromEntries(verbs.map((row) => [row.verb, row.n])) },
    by: Object.fromEntries(named.map((row) => [row.verb, row.ids])),
    opened: await ids('open-review'),
    closed: await ids('close-review'),
    returned: [...(await ids('lapse')), ...(await ids('send-back'))],
  };
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
