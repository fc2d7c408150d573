import type { CopyRow, Tx } from '#platform/database/index.ts';
import { copyRows } from '#platform/database/index.ts';

/** One reaction at a time: two imports could otherwise propose the same card. Held to the end of the transaction. */
export const takeTurn = async (tx: Tx): Promise<void> => {
  await tx.query(`select pg_advisory_xact_lock(hashtext('warning-cards/reconcile'))`);
};

const decidedColumns = ['producer_id', 'category_id', 'check_id', 'dataset', 'kind', 'state', 'held_reason', 'province_code', 'city_code', 'county_code', 'historical', 'published_on', 'failing_samples', 'samples']; // prettier-ignore

/** Opens the temporary table of what the rule decided; empty. */
export const openDecided = async (tx: Tx): Promise<void> => {
  await tx.query(
    `create temporary table if not exists warning_cards_decided (producer_id bigint, category_id bigint, check_id bigint, dataset text,
       kind text, state text, held_reason text, province_code text, city_code text, county_code text, historical boolean,
       published_on date, failing_samples int, samples jsonb) on commit drop;
     truncate warning_cards_decided`,
  );
};

/** Writes decisions into the temporary table; the columns are those of `DecidedRow`. */
export const copyDecided = async (tx: Tx, rows: Iterable<CopyRow>): Promise<void> => {
  await copyRows(tx, 'warning_cards_decided', decidedColumns, rows);
};

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

/** What reconciling did, by verb; `propose`, `update` and `delete` leave no event. */
export interface Reconciled {
  readonly counts: Readonly<Record<string, number>>;
  /** By verb, what each event was noted on; left out where they are more than two hundred: the timelines name them. */
  readonly by: Readonly<Record<string, readonly number[]>>;
  /** Cards whose review was opened, and closed. */
  readonly opened: readonly number[];
  readonly closed: readonly number[];
}

const differs = `(c.kind, c.held_reason, c.failing_samples, c.samples, c.published_on, c.province_code, c.city_code, c.county_code)
  is distinct from (d.kind, d.held_reason, d.failing_samples, d.samples, d.published_on, d.province_code, d.city_code, d.county_code)`;

// The transitions of the program in `warning-card.ts`, for all touched cards at once.
const plan = `create temporary table warning_cards_plan on commit drop as
  select c.id, case
      when d.producer_id is null then case
        when c.state in ('held', 'proposed') and not c.touched then 'delete'
        when c.state in ('held', 'proposed', 'submitted') then 'lapse'
        when c.state = 'issued' and c.ground_present then 'open-review'
      end
      when c.state = 'lapsed' then 'restore'
      when c.state = 'issued' and not c.ground_present then case when c.under_review then 'close-review' else 'return-ground' end
      when c.state in ('held', 'proposed') and (c.state <> d.state or ${differs}) then 'update'
      when c.state = 'submitted' and (c.kind <> d.kind or c.samples <> d.samples) then 'send-back'
    end as verb
    from warning_cards.card c
    join (select distinct producer_id, category_id from spot_checks_touched) t using (producer_id, category_id)
    left join warning_cards_decided d using (producer_id, category_id, check_id)
   where c.state not in ('revoked', 'dismissed')`;

/** Brings the cards of the touched producers × categories in line with what the rule decided. Run after `copyDecided`. */
export const reconcile = async (tx: Tx, at: Date): Promise<Reconciled> => {
  await tx.query('analyze warning_cards_decided');
  await tx.query(`drop table if exists warning_cards_plan`);
  await tx.query(plan);
  await tx.query('delete from warning_cards_plan where verb is null');
  await tx.query(`delete from warning_cards.card c using warning_cards_plan p where p.id = c.id and p.verb = 'delete'`);
  await tx.query(
    `update warning_cards.card c set version = c.version + 1, touched = true,
            ground_present = p.verb <> 'open-review' and p.verb <> 'lapse',
            under_review = p.verb = 'open-review',
            state = case p.verb when 'lapse' then 'lapsed' else c.state end,
            grounds = case p.verb when 'lapse' then null else c.grounds end,
            submitted_by = case p.verb when 'lapse' then null else c.submitted_by end,
            submitted_at = case p.verb when 'lapse' then null else c.submitted_at end
       from warning_cards_plan p
      where p.id = c.id and p.verb in ('lapse', 'open-review', 'close-review', 'return-ground')`,
  );
  await tx.query(
    `update warning_cards.card c set version = c.version + 1, touched = c.touched or p.verb <> 'update', ground_present = true,
            state = d.state, kind = d.kind, held_reason = d.held_reason, province_code = d.province_code, city_code = d.city_code,
            county_code = d.county_code, published_on = d.published_on, failing_samples = d.failing_samples, samples = d.samples,
            grounds = null, submitted_by = null, submitted_at = null
       from warning_cards_plan p, warning_cards_decided d
      where p.id = c.id and p.verb in ('restore', 'update', 'send-back')
        and (d.producer_id, d.category_id, d.check_id) = (c.producer_id, c.category_id, c.check_id)`,
  );
  await tx.query(
    `insert into warning_cards.event (subject_kind, subject_id, verb, state, at)
     select 'card', c.id, p.verb, c.state, $1 from warning_cards_plan p join warning_cards.card c on c.id = p.id
      where p.verb not in ('delete', 'update', 'return-ground') order by c.id`,
    [at],
  );
  const [inserted] = await tx.query<{ n: number }>(
    `with fresh as (
       insert into warning_cards.card (dataset, kind, state, held_reason, producer_id, category_id, check_id, province_code, city_code,
              county_code, historical, published_on, failing_samples, samples, proposed_at)
       select dataset, kind, state, held_reason, producer_id, category_id, check_id, province_code, city_code, county_code, historical,
              published_on, failing_samples, samples, $1
         from warning_cards_decided d
        where not exists (select from warning_cards.card c where c.producer_id = d.producer_id and c.category_id = d.category_id
                             and c.check_id = d.check_id and c.state <> 'revoked')
        order by published_on, producer_id, category_id, check_id
       returning 1)
     select count(*)::int as n from fresh`,
    [at],
  );
  const verbs = await tx.query<{ verb: string; n: number }>(
    'select verb, count(*)::int as n from warning_cards_plan group by verb',
  );
  const named = await tx.query<{ verb: string; ids: number[] }>(
    `select verb, array_agg(id order by id) as ids from warning_cards_plan where verb not in ('delete', 'update', 'return-ground')
      group by verb having count(*) <= 200`,
  );
  const ids = (verb: string) =>
    tx
      .query<{ id: number }>('select id from warning_cards_plan where verb = $1 order by id', [verb])
      .then((rows) => rows.map((row) => row.id));
  return {
    counts: { propose: inserted?.n ?? 0, ...Object.fromEntries(verbs.map((row) => [row.verb, row.n])) },
    by: Object.fromEntries(named.map((row) => [row.verb, row.ids])),
    opened: await ids('open-review'),
    closed: await ids('close-review'),
  };
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
