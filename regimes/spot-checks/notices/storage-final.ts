import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { Tx } from '#platform/database/index.ts';
import { countRange } from '../storage/rollups.ts';
import { refreshStatistics, takeResultNumbers } from '../storage/staging.ts';
import { openTouched, settleTouched, touchRange } from '../storage/touched.ts';
import type { FinalFacts } from './rules.ts';

/** A sample that may be ready, with everything its end is decided from. */
export interface Candidate extends FinalFacts {
  readonly id: number;
  readonly first: number | null;
  readonly again: number | null;
}

/** Locks samples, in order, so that of two acts that end the last two clocks the later one sees both. */
export const lockSamples = (tx: Tx, ids: readonly number[]): Promise<unknown> =>
  tx.query('select 1 from spot_checks.sample where id = any ($1::bigint[]) order by id for update', [ids]);

export const finalCandidates = (tx: Tx, ids: readonly number[]): Promise<Candidate[]> =>
  tx.query<Candidate>(
    `select s.id, s.state, s.seller_id is not null and s.seller_id is distinct from s.producer_id as "hasSeller",
            (select coalesce(json_agg(json_build_object('party', n.party, 'state', n.state, 'identity', n.identity,
                      'proven', n.effective_on is not null and n.manner is not null and n.proof is not null)), '[]')
               from spot_checks.notice n where n.sample_id = s.id) as notices,
            array(select o.state from spot_checks.objection o where o.sample_id = s.id) as objections,
            array(select t.state from spot_checks.retest t where t.sample_id = s.id) as retests,
            (select r.id from spot_checks.report r where r.sample_id = s.id and r.purpose = 'first' and r.state = 'effective') as first,
            (select t.report_id from spot_checks.retest t where t.sample_id = s.id and t.state = 'done') as again
       from spot_checks.sample s where s.id = any ($1::bigint[]) and s.state = 'noticed' order by s.id`,
    [ids],
  );

export interface Ready {
  readonly sampleId: number;
  readonly reportId: number;
  readonly producerDenied: boolean;
}

const checksOf = (plans: string): string =>
  `with made as (
     insert into spot_checks.spot_check (dataset, authority_name, authority_id, level, kind, batch, title, withheld)
     select p.dataset, a.name, a.id, p.level, p.kind, p.number, p.title, true
       from spot_checks.plan p join authorities.authority a on a.id = p.authority_id
      where p.id in (${plans}) and p.check_id is null
     on conflict (dataset, authority_name, kind, batch) do update set authority_id = excluded.authority_id
     returning id, dataset, batch)
   update spot_checks.plan p set check_id = m.id from made m where p.dataset = m.dataset and p.number = m.batch and p.check_id is null`;

/** What new results change: counts, and the producers × categories that follow-up looks at again. */
const fold = async (tx: Tx, dataset: Dataset, base: number, count: number): Promise<void> => {
  if (count > 2000) await refreshStatistics(tx);
  await countRange(tx, base, base + count - 1);
  await openTouched(tx);
  await touchRange(tx, dataset, base, base + count - 1);
  await settleTouched(tx);
};

/**
 * Enters final results, all in sets: the spot check of each plan, the results with their items and parties, the counts, what is touched.
 * A producer who has proven that the product is not his is not named.
 * @returns the producers whose results changed
 */
export const enterResults = async (
  tx: Tx,
  dataset: Dataset,
  ready: readonly Ready[],
  today: LocalDate,
): Promise<number[]> => {
  const samples = ready.map(({ sampleId }) => sampleId);
  await tx.query(checksOf('select plan_id from spot_checks.sample where id = any ($1::bigint[])'), [samples]);
  const base = await takeResultNumbers(tx, ready.length);
  const producers = await tx.query<{ producer: number | null }>(
    `with ready as (
       select * from unnest($3::bigint[], $4::bigint[], $5::boolean[]) with ordinality r (sample_id, report_id, denied, at)),
     entered as (
       insert into spot_checks.result (id, dataset, check_id, category_id, producer_id, seller_id, laboratory_id, province_code, city_code,
              month, verdict, published_verdict, producer_cell, parties_settled, product_name, brand, model, grade, production_batch,
              produced_on, sampled_on, standard, failing_items, engine_disagrees, content_key, final_on)
       overriding system value
       select $2::bigint + r.at - 1, s.dataset, p.check_id, s.category_id, case when not r.denied then e.id end, s.seller_id, t.laboratory_id,
              coalesce(e.province_code, s.province_code), coalesce(e.city_code, s.city_code), date_trunc('month', s.sampled_on)::date,
              t.conclusion, case t.conclusion when 'pass' then '合格' else '不合格' end,
              case when r.denied then '标称“' || s.producer_name || '”（已证明非其产品）' else s.producer_name end,
              e.id is not null and not r.denied, s.product_name, s.brand, s.model, s.grade, s.production_batch, s.produced_on, s.sampled_on,
              s.standard, t.failing_items, t.engine_verdict in ('pass', 'fail') and t.engine_verdict <> t.conclusion,
              substr(sha256(convert_to('sample/' || s.dataset || '/' || s.number, 'UTF8')), 1, 20), $1
         from ready r join spot_checks.sample s on s.id = r.sample_id join spot_checks.plan p on p.id = s.plan_id
         join spot_checks.report t on t.id = r.report_id
         left join enterprises.enterprise m on m.id = s.producer_id
         left join enterprises.enterprise e on e.id = coalesce(m.merged_into, m.id)
       returning id, producer_id, verdict),
     items as (
       insert into spot_checks.result_item (result_id, ordinal, item, measured, limit_text, published_verdict, verdict, reason)
       select $2::bigint + r.at - 1, i.ordinal, i.item, coalesce(i.measured, ''), i.limit_text, '', coalesce(i.stated, i.verdict, 'unreadable'),
              coalesce(i.reason, '{"zh": "由检验机构判定", "en": "Stated by the laboratory"}')
         from ready r join spot_checks.report_item i on i.report_id = r.report_id),
     moved as (
       update spot_checks.sample s set state = 'final', version = s.version + 1, final_on = $1, final_verdict = n.verdict, result_id = n.id
         from ready r join entered n on n.id = $2::bigint + r.at - 1 where s.id = r.sample_id),
     born as (
       insert into spot_checks.born_result (result_id, dataset, sample_id)
       select $2::bigint + r.at - 1, s.dataset, s.id from ready r join spot_checks.sample s on s.id = r.sample_id)
     select distinct producer_id as producer from entered`,
    [today, base, samples, ready.map(({ reportId }) => reportId), ready.map(({ producerDenied }) => producerDenied)],
  );
  await tx.query(
    `insert into spot_checks.result_party (result_id, role, enterprise_id)
     select id, 'factory', producer_id from spot_checks.result where id between $1 and $2 and producer_id is not null`,
    [base, base + ready.length - 1],
  );
  await fold(tx, dataset, base, ready.length);
  return producers.flatMap(({ producer }) => producer ?? []);
};

/** A visit that ended with a refusal that stands, and the day that selects the law of what it counts as. */
export interface RefusedVisit {
  readonly id: number;
  readonly on: LocalDate;
}

export const refusedVisits = (tx: Tx, ids: readonly number[]): Promise<RefusedVisit[]> =>
  tx.query<RefusedVisit>(
    `select id, coalesce((ended_at at time zone 'Asia/Shanghai')::date, due_on) as "on" from spot_checks.visit
      where id = any ($1::bigint[]) and state = 'refused' order by id for update`,
    [ids],
  );

/** Enters refusals that stand as results at once: no service is needed of what the firm did itself. A visit is entered once. */
export const enterRefusals = async (
  tx: Tx,
  dataset: Dataset,
  visits: readonly (RefusedVisit & { readonly counts: readonly string[] })[],
): Promise<number[]> => {
  const ids = visits.map(({ id }) => id);
  await tx.query(checksOf('select plan_id from spot_checks.visit where id = any ($1::bigint[])'), [ids]);
  const base = await takeResultNumbers(tx, ids.length);
  const producers = await tx.query<{ producer: number }>(
    `with entered as (
       insert into spot_checks.result (id, dataset, check_id, category_id, producer_id, province_code, city_code, month, verdict,
              published_verdict, producer_cell, product_name, sampled_on, content_key, final_on, refusal_counts)
       overriding system value
       select $1::bigint + w.at - 1, v.dataset, p.check_id, v.category_id, e.id, e.province_code, e.city_code, date_trunc('month', w.day)::date,
              'refused', '拒检', e.name, c.name, w.day, substr(sha256(convert_to('visit/' || v.dataset || '/' || v.id, 'UTF8')), 1, 20), w.day,
              string_to_array(w.counts, ',')
         from unnest($2::bigint[], $3::date[], $4::text[]) with ordinality w (id, day, counts, at)
         join spot_checks.visit v on v.id = w.id join spot_checks.plan p on p.id = v.plan_id
         join products.category c on c.id = v.category_id join enterprises.enterprise f on f.id = v.enterprise_id
         join enterprises.enterprise e on e.id = coalesce(f.merged_into, f.id)
       on conflict (content_key) do nothing
       returning id, producer_id),
     born as (
       insert into spot_checks.born_result (result_id, dataset, visit_id)
       select n.id, v.dataset, v.id
         from unnest($2::bigint[]) with ordinality w (id, at) join entered n on n.id = $1::bigint + w.at - 1
         join spot_checks.visit v on v.id = w.id),
     party as (
       insert into spot_checks.result_party (result_id, role, enterprise_id) select id, 'factory', producer_id from entered)
     select distinct producer_id as producer from entered`,
    [base, ids, visits.map(({ on }) => on), visits.map(({ counts }) => counts.join(','))],
  );
  if (producers.length > 0) await fold(tx, dataset, base, ids.length);
  return producers.map(({ producer }) => producer);
};

/** The spot check of a plan that waits for its publication, locked. */
export const withheldCheck = async (
  tx: Tx,
  planId: number,
): Promise<{ readonly id: number; readonly results: number } | undefined> =>
  (
    await tx.query<{ id: number; results: number }>(
      `select c.id, (select count(*)::int from spot_checks.result r where r.check_id = c.id) as results
         from spot_checks.plan p join spot_checks.spot_check c on c.id = p.check_id where p.id = $1 and c.withheld for update of c`,
      [planId],
    )
  )[0];

/** Publishes a spot check; gives the producers whose follow-up names the day of publication from now on. */
export const publishCheck = async (tx: Tx, checkId: number, on: LocalDate): Promise<number[]> => {
  await tx.query('update spot_checks.spot_check set published_on = $2, withheld = false where id = $1', [checkId, on]);
  await openTouched(tx);
  await tx.query(
    `insert into spot_checks_touched (producer_id, category_id)
     select distinct producer_id, category_id from spot_checks.result where check_id = $1 and producer_id is not null`,
    [checkId],
  );
  await settleTouched(tx);
  const rows = await tx.query<{ id: number }>('select distinct producer_id as id from spot_checks_touched');
  return rows.map(({ id }) => id);
};
