import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { Tx } from '#platform/database/index.ts';
import type { CheckKind, Level } from '../spot-check.ts';
import type { Site } from '../plans/plan.ts';
import type { ExclusionReason } from './draw.ts';

/** The plan as its pool is made from it. */
export interface PoolPlan {
  readonly id: number;
  readonly dataset: Dataset;
  readonly level: Level;
  readonly kind: CheckKind;
  readonly regionCode: string;
  readonly sites: readonly Site[];
  readonly startsOn: LocalDate;
}

/** Temporary tables of one freezing; they go with the transaction. Call as engine. */
export const gatherCandidates = async (
  tx: Tx,
  plan: PoolPlan,
  since: { readonly threeYears: LocalDate; readonly lately: LocalDate | null },
): Promise<void> => {
  const makes = plan.sites.includes('factory');
  const sells = plan.sites.some((site) => site !== 'factory');
  // Who makes or sells the category in the province; a firm that stands in no quota's division is not asked for.
  await tx.query(
    `create temporary table draw_candidate on commit drop as
     select distinct l.id as line_id, l.category_id, e.id as enterprise_id, e.status, e.scale, e.city_code, e.county_code,
            q.region_code, coalesce(k.complaints, 0) as complaints
       from spot_checks.plan_line l
       join (select category_id, producer_id as enterprise_id, 'makes' as role from spot_checks.result
              where dataset = $2 and $3 and producer_id is not null and parties_settled
             union select category_id, seller_id, 'sells' from spot_checks.result where dataset = $2 and $4 and seller_id is not null
             union select category_id, enterprise_id, role from spot_checks.maker
              where dataset = $2 and ((role = 'makes' and $3) or (role = 'sells' and $4))) m on m.category_id = l.category_id
       join enterprises.enterprise e on e.id = m.enterprise_id and e.merged_into is null and identity.covers($5, coalesce(e.county_code, e.city_code, e.province_code))
        and not (m.role = 'makes' and e.retailer)
       left join lateral (select max(complaints) as complaints from spot_checks.maker k where k.enterprise_id = e.id and k.category_id = l.category_id) k on true
       left join lateral (
         select q.region_code from spot_checks.plan_quota q where q.line_id = l.id and q.region_code in (e.county_code, e.city_code)
          order by (q.region_code = e.county_code) desc limit 1) q on true
      where l.plan_id = $1 and (q.region_code is not null or e.city_code is null)`,
    [plan.id, plan.dataset, makes, sells, plan.regionCode],
  );
  await tx.query('create unique index on draw_candidate (line_id, enterprise_id); analyze draw_candidate');
  await tx.query(
    `create temporary table draw_record on commit drop as
     select c.line_id, c.enterprise_id, count(*) filter (where r.verdict = 'fail' and r.day >= $1)::int as failures,
            count(*) filter (where r.verdict = 'pass' and r.day >= $1)::int as passes,
            count(*) filter (where r.verdict = 'refused' and r.day >= $1)::int as refusals, max(r.day) as last_day,
            count(distinct r.product) filter (where r.day >= $1)::int as products,
            count(distinct r.product) filter (where r.day >= $2 and r.counts)::int as lately,
            max(r.product_name) filter (where r.day >= $2 and r.counts) as product_name, max(r.title) filter (where r.day >= $2 and r.counts) as title
       from draw_candidate c cross join lateral (
         select r.verdict, coalesce(r.sampled_on, k.published_on) as day, r.product_name, k.title,
                coalesce(r.standard, '') || E'\\n' || coalesce(r.brand, '') || E'\\n' || coalesce(r.model, '') as product,
                k.kind in ('regular', 'special')
                  and array_position(array['national', 'provincial', 'municipal', 'county'], k.level)
                   <= array_position(array['national', 'provincial', 'municipal', 'county'], $3::text) as counts
           from spot_checks.result r join spot_checks.spot_check k on k.id = r.check_id
          where r.producer_id = c.enterprise_id and r.category_id = c.category_id) r
      where r.day is not null group by c.line_id, c.enterprise_id`,
    [since.threeYears, since.lately ?? 'infinity', plan.level],
  );
  await tx.query('create index on draw_record (line_id, enterprise_id); analyze draw_record');
};

export interface Left {
  readonly lineId: number;
  readonly enterpriseId: number;
  readonly reason: ExclusionReason;
  readonly words: string | null;
}

/** Candidates that may not be drawn, each with its first reason; exemptions come from another room. */
export const listLeftOut = (tx: Tx): Promise<Left[]> =>
  tx.query<Left>(
    `select c.line_id as "lineId", c.enterprise_id as "enterpriseId",
            case when c.status <> 'active' then 'closed' when c.region_code is null then 'no-place' else 'checked-lately' end as reason,
            case when c.status <> 'active' then c.status when c.region_code is null then null else r.title || '：' || r.product_name end as words
       from draw_candidate c left join draw_record r on r.line_id = c.line_id and r.enterprise_id = c.enterprise_id
      where c.status <> 'active' or c.region_code is null or (r.lately > 0 and r.lately >= r.products)
      order by c.line_id, c.enterprise_id`,
  );

export const storeExclusions = async (
  tx: Tx,
  drawId: number,
  left: readonly {
    readonly lineId: number;
    readonly enterpriseId: number;
    readonly reason: string;
    readonly grounds: unknown;
  }[],
): Promise<void> => {
  await tx.query(
    `insert into spot_checks.draw_exclusion (draw_id, line_id, enterprise_id, reason, grounds)
     select $1, * from unnest($2::bigint[], $3::bigint[], $4::text[], $5::jsonb[]) on conflict do nothing`,
    [
      drawId,
      left.map(({ lineId }) => lineId),
      left.map(({ enterpriseId }) => enterpriseId),
      left.map(({ reason }) => reason),
      left.map(({ grounds }) => JSON.stringify(grounds)),
    ],
  );
  await tx.query(
    `delete from draw_candidate c using spot_checks.draw_exclusion x
      where x.draw_id = $1 and x.line_id = c.line_id and x.enterprise_id = c.enterprise_id`,
    [drawId],
  );
};

/** What weights rest on: how many candidates share each record, so that the rule is asked once a record. */
export interface RecordRow {
  readonly failures: number;
  readonly passes: number;
  readonly refusals: number;
  readonly complaints: number;
  readonly scale: 'large' | 'medium' | 'small' | 'micro' | null;
  readonly days: number | null;
}

const recordColumns = `coalesce(r.failures, 0) as failures, coalesce(r.passes, 0) as passes, coalesce(r.refusals, 0) as refusals, c.complaints, c.scale,
  case when r.last_day is null then null when $1::date - r.last_day >= 730 then 730 else 0 end as days`;

export const listRecords = (tx: Tx, on: LocalDate): Promise<RecordRow[]> =>
  tx.query<RecordRow>(
    `select distinct ${recordColumns} from draw_candidate c
       left join draw_record r on r.line_id = c.line_id and r.enterprise_id = c.enterprise_id`,
    [on],
  );

/**
 * Enters the candidates that are left into the pool, each with its weight, a salt of its own and its place: by stratum, then by salted id,
 * in the order of their bytes.
 */
export const storeEntries = async (
  tx: Tx,
  drawId: number,
  on: LocalDate,
  weights: readonly (RecordRow & { readonly weight: number; readonly reasons: unknown })[],
): Promise<number> => {
  await tx.query(
    `create temporary table draw_weight on commit drop as
     select * from jsonb_to_recordset($1) as w (failures int, passes int, refusals int, complaints int, scale text, days int, weight smallint, reasons jsonb)`,
    [JSON.stringify(weights)],
  );
  const [row] = await tx.query<{ n: number }>(
    `with salted as (
       select c.line_id, c.region_code, c.enterprise_id, w.weight, w.reasons, uuid_send(gen_random_uuid()) as salt
         from (select c.line_id, c.region_code, c.enterprise_id, ${recordColumns} from draw_candidate c
                 left join draw_record r on r.line_id = c.line_id and r.enterprise_id = c.enterprise_id) c
         join draw_weight w on (w.failures, w.passes, w.refusals, w.complaints) = (c.failures, c.passes, c.refusals, c.complaints)
          and w.scale is not distinct from c.scale and w.days is not distinct from c.days),
     stored as (
       insert into spot_checks.draw_entry (draw_id, place, line_id, region_code, enterprise_id, weight, reasons, salt)
       select $2, row_number() over (order by (line_id || '/' || region_code) collate "C", encode(sha256(salt || convert_to(enterprise_id::text, 'UTF8')), 'hex') collate "C"),
              line_id, region_code, enterprise_id, weight, reasons, salt from salted returning 1)
     select count(*)::int as n from stored`,
    [on, drawId],
  );
  return row?.n ?? 0;
};

export interface EntryRow {
  readonly id: string;
  readonly stratum: string;
  readonly weight: number;
}

/** The pool in its order, ids salted. */
export const listPool = (tx: Tx, drawId: number): Promise<EntryRow[]> =>
  tx.query<EntryRow>(
    `select encode(sha256(salt || convert_to(enterprise_id::text, 'UTF8')), 'hex') as id, line_id || '/' || region_code as stratum, weight
       from spot_checks.draw_entry where draw_id = $1 order by place`,
    [drawId],
  );

export const listQuotas = (tx: Tx, planId: number): Promise<{ stratum: string; quota: number }[]> =>
  tx.query(
    `select l.id || '/' || q.region_code as stratum, q.targets as quota
       from spot_checks.plan_line l join spot_checks.plan_quota q on q.line_id = l.id where l.plan_id = $1 order by (l.id || '/' || q.region_code) collate "C"`,
    [planId],
  );

export interface PersonRow {
  readonly kind: 'inspector' | 'laboratory';
  readonly id: number;
  readonly strata: readonly string[];
  readonly load: number;
}

/**
 * Who may go where, and which laboratory may test what: inspectors by certificate, categories and division; laboratories by the plan. Load is
 * the work that is open.
 */
export const listPeople = (tx: Tx, planId: number, dataset: Dataset, on: LocalDate): Promise<PersonRow[]> =>
  tx.query<PersonRow>(
    `with stratum as (
       select l.id as line_id, l.category_id, q.region_code, l.id || '/' || q.region_code as name
         from spot_checks.plan_line l join spot_checks.plan_quota q on q.line_id = l.id where l.plan_id = $1)
     select 'inspector' as kind, i.id,
            array_agg(s.name order by s.name collate "C") as strata,
            (select count(*)::int from spot_checks.visit_inspector v join spot_checks.visit t on t.id = v.visit_id
              where v.inspector_id = i.id and t.state in ('assigned', 'started', 'ordered')) as load
       from spot_checks.inspector i join stratum s on identity.covers(i.region_code, s.region_code)
        and (not exists (select from spot_checks.inspector_category g where g.inspector_id = i.id)
             or exists (select from spot_checks.inspector_category g where g.inspector_id = i.id and g.category_id = s.category_id))
      where i.dataset = $2 and i.state = 'active' and (i.valid_to is null or i.valid_to >= $3::date)
      group by i.id
     union all
     select 'laboratory', b.laboratory_id, array_agg(distinct s.name order by s.name),
            (select count(*)::int from spot_checks.sample p where p.laboratory_id = b.laboratory_id and p.state in ('sealed', 'sent', 'received'))
       from stratum s join spot_checks.plan_laboratory b on b.line_id = s.line_id and b.purpose = 'first'
      group by b.laboratory_id order by 1, 2`,
    [planId, dataset, on],
  );

/** Conflicts of interest between inspectors and entries of the pool, in force on a day. */
export const listConflicts = (
  tx: Tx,
  drawId: number,
  on: LocalDate,
): Promise<{ readonly inspectorId: number; readonly entry: string }[]> =>
  tx.query(
    `select distinct k.inspector_id as "inspectorId", encode(sha256(e.salt || convert_to(e.enterprise_id::text, 'UTF8')), 'hex') as entry
       from spot_checks.inspector_conflict k join spot_checks.draw_entry e on e.draw_id = $1 and e.enterprise_id = k.enterprise_id
      where $2::date between k.valid_from and coalesce(k.valid_to, 'infinity')`,
    [drawId, on],
  );
