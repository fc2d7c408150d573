import type { Dataset } from '#foundation/dataset.ts';
import type { Grounds } from '#foundation/grounds.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import { normaliseName } from '#foundation/search-text.ts';
import type { Tx } from '#platform/database/index.ts';
import type { Waiting } from '#platform/manifest.ts';
import type { LeadDetail, LeadLine } from './contracts/leads.ts';
import type { LeadSource, LeadState, LeadStory } from './lead.ts';
import type { LicenceKind } from './licence.ts';

export interface LeadCandidate extends LeadStory {
  readonly enterpriseId: number;
  readonly categoryId: number;
  readonly latestOn: LocalDate;
  readonly sources: LeadSource[];
}

/**
 * Compares in sets who is named as producer of what (checks, sales, open cards, business licences) with the catalogue and the
 * licences of that very day, and gives those without. A business licence names production as long as it stands: where no licence is valid today, the
 * day is the one since when there is none. Only enterprises of the own province that stand; shops are no producers. What an
 * officer has decided comes back only with later evidence. `cards` narrows the search to the producers and products of these cards.
 */
export const leadCandidates = (
  tx: Tx,
  wanted: {
    readonly dataset: Dataset;
    readonly province: string;
    readonly since: LocalDate;
    readonly today: LocalDate;
    readonly kinds: readonly LicenceKind[];
    readonly cards: readonly number[] | null;
  },
): Promise<LeadCandidate[]> =>
  tx.query<LeadCandidate>(
    `with asked as materialized (
       select distinct producer_id, category_id from licences.suspension where card_id = any ($6::bigint[])),
     paths as materialized (
       select c.id as category_id, licences.path_of(c.id) as path from products.category c
        where c.dataset = $1 and not c.unassigned and ($6::bigint[] is null or c.id in (select category_id from asked))),
     demanded as materialized (
       select p.category_id, p.path, n.kind, n.valid_from, n.valid_until from paths p
         join licences.catalogue_entry n on n.category_id = any (p.path) and n.state = 'in-force' and n.kind = any ($5::text[])),
     named as (
       select coalesce(e.merged_into, e.id) as enterprise_id, b.category_id, b.since_on, b.authority
         from licences.business_licence b join enterprises.enterprise e on e.id = b.enterprise_id
        where b.dataset = $1 and b.stage = 'production' and b.since_on <= $4::date and coalesce(b.ended_on, $4::date) >= $4::date
          and ($6::bigint[] is null or (b.enterprise_id, b.category_id) in (select producer_id, category_id from asked))),
     seen as (
       select r.producer_id, r.category_id, case when r.seller_id is null or r.seller_id = r.producer_id then 'check' else 'sale' end as source,
              coalesce(r.sampled_on, r.law_day, r.final_on) as on_day, r.product_name || '（' || r.title || '）' as what, 'result/' || r.id as ref
         from spot_checks.published_result r
        where r.dataset = $1 and r.producer_id is not null and r.verdict <> 'refused'
          and coalesce(r.sampled_on, r.law_day, r.final_on) between $3::date and $4::date
          and r.category_id in (select category_id from demanded)
          and ($6::bigint[] is null or (r.producer_id, r.category_id) in (select producer_id, category_id from asked))
       union all
       select s.producer_id, s.category_id, 'card', s.from_on, '', 'card/' || s.card_id from licences.suspension s
        where s.dataset = $1 and s.ended_on is null and ($6::bigint[] is null or s.card_id = any ($6::bigint[]))
       union all
       select enterprise_id, category_id, 'business-licence', since_on, authority, null from named where since_on >= $3::date),
     going_on as (
       select n.enterprise_id, n.category_id, d.kind, d.valid_from, 'business-licence' as source,
              greatest(n.since_on, d.valid_from, (
                select max(least(l.valid_until + 1, l.revoked_on, l.surrendered_on)) from licences.licence l join licences.scope o on o.licence_id = l.id
                 where l.holder_id = n.enterprise_id and l.kind = d.kind and o.category_id = any (d.path)
                   and least(l.valid_until + 1, l.revoked_on, l.surrendered_on) <= $4::date)) as on_day, n.authority as what, null as ref
         from named n join demanded d on d.category_id = n.category_id and $4::date between d.valid_from and coalesce(d.valid_until, $4::date)
        where not exists (
          select from licences.licence l join licences.scope o on o.licence_id = l.id
           where l.holder_id = n.enterprise_id and l.kind = d.kind and o.category_id = any (d.path)
             and $4::date between l.valid_from and l.valid_until
             and (l.revoked_on is null or $4::date < l.revoked_on) and (l.surrendered_on is null or $4::date < l.surrendered_on))),
     bare as (
       select * from going_on
       union
       select coalesce(e.merged_into, e.id) as enterprise_id, v.category_id, d.kind, d.valid_from, v.source, v.on_day, v.what, v.ref
         from seen v join demanded d on d.category_id = v.category_id and v.on_day between d.valid_from and coalesce(d.valid_until, v.on_day)
         join enterprises.enterprise e on e.id = v.producer_id
        where not exists (
          select from licences.licence l join licences.scope o on o.licence_id = l.id
           where l.holder_id = coalesce(e.merged_into, e.id) and l.kind = d.kind and o.category_id = any (d.path)
             and v.on_day between l.valid_from and l.valid_until
             and (l.revoked_on is null or v.on_day < l.revoked_on) and (l.surrendered_on is null or v.on_day < l.surrendered_on))),
     grouped as (
       select enterprise_id, category_id, max(on_day) as latest_on, array_agg(distinct source order by source) as sources,
              (select json_agg(json_build_object('kind', k.kind, 'since', k.since) order by k.kind)
                 from (select x.kind, min(x.valid_from) as since from bare x
                        where x.enterprise_id = bare.enterprise_id and x.category_id = bare.category_id group by x.kind) k) as missing,
              (select json_agg(json_build_object('source', k.source, 'on', k.on_day, 'what', k.what, 'ref', k.ref))
                 from (select distinct x.source, x.on_day, x.what, x.ref from bare x
                        where x.enterprise_id = bare.enterprise_id and x.category_id = bare.category_id order by x.on_day desc limit 10) k) as evidence
         from bare group by enterprise_id, category_id)
     select g.enterprise_id as "enterpriseId", g.category_id as "categoryId", g.latest_on as "latestOn", g.sources, g.missing, g.evidence,
            e.name as enterprise, c.name as category,
            (select json_build_object('number', l.number, 'until', least(l.valid_until, l.revoked_on, l.surrendered_on)) from licences.licence l
               join licences.scope o on o.licence_id = l.id
              where l.holder_id = g.enterprise_id and o.category_id = any (licences.path_of(g.category_id))
              order by l.valid_until desc limit 1) as former,
            (select b.stage from licences.business_licence b where b.enterprise_id = g.enterprise_id and b.category_id = g.category_id
                and b.ended_on is null) as stage
       from grouped g join enterprises.enterprise e on e.id = g.enterprise_id join products.category c on c.id = g.category_id
      where e.province_code = $2 and not e.retailer
        and not exists (select from licences.lead k where k.enterprise_id = g.enterprise_id and k.category_id = g.category_id
                         and (k.state = 'open' or k.latest_on >= g.latest_on))
      order by g.enterprise_id, g.category_id`,
    [wanted.dataset, wanted.province, wanted.since, wanted.today, wanted.kinds, wanted.cards],
  );

/** Stores leads with their grounds, in one statement. */
export const insertLeads = async (
  tx: Tx,
  dataset: Dataset,
  leads: readonly (LeadCandidate & { readonly grounds: Grounds })[],
  at: Date,
): Promise<number[]> => {
  const rows = await tx.query<{ id: number }>(
    `with fresh as (
       insert into licences.lead (dataset, enterprise_id, category_id, state, kinds, sources, latest_on, grounds, found_at)
       select $1, x.enterprise, x.category, 'open', string_to_array(x.kinds, ','), string_to_array(x.sources, ','), x.latest, x.grounds, $8
         from unnest($2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::date[], $7::jsonb[])
           as x (enterprise, category, kinds, sources, latest, grounds)
       on conflict do nothing returning id),
     noted as (
       insert into licences.event (subject_kind, subject_id, verb, state, at) select 'lead', id, 'find', 'open', $8::timestamptz from fresh)
     select id from fresh order by id`,
    [
      dataset,
      leads.map(({ enterpriseId }) => enterpriseId),
      leads.map(({ categoryId }) => categoryId),
      leads.map(({ missing }) => missing.map(({ kind }) => kind).join()),
      leads.map(({ sources }) => sources.join()),
      leads.map(({ latestOn }) => latestOn),
      leads.map(({ grounds }) => JSON.stringify(grounds)),
      at,
    ],
  );
  return rows.map(({ id }) => id);
};

const line = `d.id, d.version, d.dataset, json_build_object('id', e.id, 'name', e.name) as enterprise, json_build_object('id', c.id, 'name', c.name) as category,
  d.state, d.kinds, d.sources, d.latest_on as "latestOn", d.found_at as "foundAt",
  (select r.name from regions.region r where r.code = e.city_code) as city`;
const joined = `licences.lead d join enterprises.enterprise e on e.id = d.enterprise_id join products.category c on c.id = d.category_id`;

export interface LeadFilter {
  readonly dataset: Dataset;
  readonly state?: LeadState | undefined;
  readonly source?: LeadSource | undefined;
  readonly q?: string | undefined;
}

const where = `d.dataset = $1 and ($2::text is null or $2 = any (d.sources))
  and ($3 = '' or e.name_key like '%' || $3 || '%' or c.name_key like '%' || $3 || '%')`;
const valuesOf = ({ dataset, source, q }: LeadFilter): unknown[] => [
  dataset,
  source ?? null,
  normaliseName(q ?? '').replaceAll(/[\\%_]/g, String.raw`\$&`),
];

export const pageOfLeads = (
  tx: Tx,
  filter: LeadFilter,
  after: number | undefined,
  limit: number,
): Promise<LeadLine[]> =>
  tx.query<LeadLine>(
    `select ${line} from ${joined} where ${where} and ($4::text is null or d.state = $4) and ($5::bigint is null or d.id < $5)
      order by d.id desc limit $6`,
    [...valuesOf(filter), filter.state ?? null, after ?? null, limit],
  );

export const countLeads = (tx: Tx, filter: LeadFilter): Promise<{ state: LeadState; n: number }[]> =>
  tx.query(`select d.state, count(*)::int as n from ${joined} where ${where} group by d.state`, valuesOf(filter));

/** How many leads wait, for the workbench; those of firms that somebody nearer to their place looks into, apart. */
export const countOpenLeads = async (tx: Tx, dataset: Dataset): Promise<Waiting> => {
  const [row] = await tx.query<{ count: number; elsewhere: number }>(
    `select count(*) filter (where not elsewhere) as count, count(*) filter (where elsewhere) as elsewhere
       from (select array[e.city_code, e.county_code] && (select identity.nearer('licences.leads')) as elsewhere
               from licences.lead d join enterprises.enterprise e on e.id = d.enterprise_id
              where d.dataset = $1 and d.state = 'open') w`,
    [dataset],
  );
  return row ?? { count: 0 };
};

export type LeadRecord = Omit<LeadDetail, 'acts' | 'events' | 'licences'> & {
  readonly cityCode: string | null;
  readonly countyCode: string | null;
};

export const findLead = async (tx: Tx, id: number): Promise<LeadRecord | undefined> =>
  (
    await tx.query<LeadRecord>(
      `select ${line}, d.grounds, d.decision_reason as "decisionReason", e.city_code as "cityCode", e.county_code as "countyCode"
         from ${joined} where d.id = $1`,
      [id],
    )
  )[0];

export const lockLead = async (tx: Tx, id: number): Promise<LeadRecord | undefined> => {
  await tx.query('select from licences.lead where id = $1 for update', [id]);
  return findLead(tx, id);
};

export const leadIsVisible = async (tx: Tx, id: number): Promise<boolean> =>
  (await tx.query('select from licences.lead where id = $1', [id])).length > 0;

export const storeLeadState = (tx: Tx, id: number, state: LeadState): Promise<unknown> =>
  tx.query('update licences.lead set state = $2, version = version + 1 where id = $1', [id, state]);

export const storeLeadDecision = (
  tx: Tx,
  id: number,
  by: string | null,
  at: Date,
  reason: string | null,
): Promise<unknown> =>
  tx.query('update licences.lead set decided_by = $2, decided_at = $3, decision_reason = $4 where id = $1', [
    id,
    by,
    at,
    reason,
  ]);
