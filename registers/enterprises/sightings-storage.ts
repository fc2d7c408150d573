import type { Dataset } from '#foundation/dataset.ts';
import { pinyinInitials } from '#foundation/pinyin.ts';
import { bigrams } from '#foundation/search-text.ts';
import { copyRows, type CopyRow, type Tx } from '#platform/database/index.ts';
import type { Scale } from './enterprise.ts';
import { keysOfName, matchKeyOf, usableCreditCode } from './rules.ts';

/** An enterprise as one row of a table names it. Codes are GB/T 2260; `cityCode` only where the source itself gives the city. */
export interface Sighting {
  readonly name: string;
  readonly provinceCode: string | null;
  readonly creditCode?: string | null;
  readonly cityCode?: string | null;
  readonly countyCode?: string | null;
  /** City that the name or the address contains: a suggestion only. */
  readonly suggestedCityCode?: string | null;
  readonly address?: string | null;
  readonly scale?: Scale | null;
  readonly retailer: boolean;
}

/** Temporary table that takes sightings, one or more for each enterprise, and its columns in the order of `sightingRow`. */
export const sightingTable = 'enterprises_sighting';
export const sightingColumns = [
  'match_key',
  'name',
  'name_key',
  'name_core',
  'province_code',
  'credit_code',
  'city_code',
  'county_code',
  'suggested_city_code',
  'address',
  'scale',
  'retailer',
] as const;

/** The match key of a sighting: by it the caller joins its rows with `enterprises_resolved`. */
export const matchKeyOfSighting = (sighting: Sighting): string => {
  const { nameKey } = keysOfName(sighting.name);
  return matchKeyOf(nameKey, sighting.provinceCode, usableCreditCode(sighting.creditCode));
};

/** A sighting as a row for COPY into `sightingTable`. */
export const sightingRow = (sighting: Sighting): CopyRow => {
  const { nameKey, nameCore } = keysOfName(sighting.name);
  const creditCode = usableCreditCode(sighting.creditCode);
  return [
    matchKeyOf(nameKey, sighting.provinceCode, creditCode),
    sighting.name.trim(),
    nameKey,
    nameCore,
    sighting.provinceCode,
    creditCode,
    sighting.cityCode,
    sighting.countyCode,
    sighting.suggestedCityCode,
    sighting.address || null,
    sighting.scale,
    sighting.retailer,
  ];
};

/**
 * Makes the temporary tables of one import: `enterprises_sighting`, to be filled by COPY, and `enterprises_resolved`, which
 * `resolveEnterprises` fills. Both go with the transaction. Call as engine.
 */
export const openSightings = async (tx: Tx): Promise<void> => {
  await tx.query(
    `create temporary table enterprises_sighting (match_key text not null, name text not null, name_key text not null,
       name_core text not null, province_code text, credit_code text, city_code text, county_code text, suggested_city_code text,
       address text, scale text, retailer boolean not null) on commit drop;
     create temporary table enterprises_resolved (match_key text not null primary key, enterprise_id bigint not null,
       name text not null, province_code text, city_code text, county_code text, retailer boolean not null,
       created boolean not null) on commit drop`,
  );
};

/** One row for each match key. Where sightings differ the choice does not depend on their order. */
const distinct = `create temporary table enterprises_distinct on commit drop as
  select row_number() over () as ordinal, d.*, e.id as found_id
    from (select match_key, min(name collate "C") as name, min(name_key collate "C") as name_key, min(name_core collate "C") as name_core,
                 min(province_code) as province_code, min(credit_code) as credit_code,
                 case when count(distinct city_code) = 1 then min(city_code) end as city_code,
                 case when count(distinct city_code) = 1 and count(distinct county_code) = 1 then min(county_code) end as county_code,
                 count(distinct city_code) > 1 as conflicting, min(suggested_city_code) as suggested_city_code,
                 min(address collate "C") as address, min(scale) as scale, bool_or(retailer) as retailer
            from enterprises_sighting group by match_key) d
    left join enterprises.enterprise e on e.dataset = $1 and e.match_key = d.match_key`;

const chunk = 5000;

const insertChunk = `with added as (
    insert into enterprises.enterprise (dataset, name, name_key, name_core, match_key, credit_code, province_code, city_code, county_code,
      region_basis, suggested_city_code, address, scale, retailer, grams, initials)
    select $1, d.name, d.name_key, d.name_core, d.match_key, d.credit_code, d.province_code, d.city_code, d.county_code,
           case when d.conflicting then 'conflicting' when d.city_code is not null then 'given' else 'unknown' end,
           d.suggested_city_code, d.address, d.scale, d.retailer, k.grams, k.initials
      from enterprises_keys k join enterprises_distinct d using (ordinal)
     order by d.match_key
    on conflict (dataset, match_key) do nothing returning id),
  kept as (insert into enterprises_new select id from added),
  used as (delete from enterprises_keys)
  select count(*)::int as n from added`;

/**
 * Computes search keys for the names that are new and inserts these enterprises, in pieces so that memory stays small; the keys of
 * one piece are computed while the database stores the piece before.
 */
const insertNew = async (tx: Tx, dataset: Dataset): Promise<number> => {
  const [counted] = await tx.query<{ last: number | null }>('select max(ordinal) as last from enterprises_distinct');
  const last = counted?.last ?? 0;
  await tx.query(
    `create temporary table enterprises_new (id bigint primary key) on commit drop;
     create temporary table enterprises_keys (ordinal bigint primary key, grams text[], initials text) on commit drop`,
  );
  const read = (from: number) =>
    tx.query<{ ordinal: number; name_key: string }>(
      'select ordinal, name_key from enterprises_distinct where found_id is null and ordinal between $1 and $2',
      [from, from + chunk - 1],
    );
  const keysOf = (names: Awaited<ReturnType<typeof read>>): CopyRow[] =>
    names.map(({ ordinal, name_key }) => [ordinal, bigrams(name_key), pinyinInitials(name_key)]);
  let created = 0;
  let keys = keysOf(await read(1));
  for (let from = 1; from <= last; from += chunk) {
    await copyRows(tx, 'enterprises_keys', ['ordinal', 'grams', 'initials'], keys);
    const reading = read(from + chunk);
    const storing = tx.query<{ n: number }>(insertChunk, [dataset]);
    // Handled when it is awaited below; meanwhile it must not count as unhandled.
    storing.catch(() => undefined);
    keys = keysOf(await reading);
    const [stored] = await storing;
    created += stored?.n ?? 0;
  }
  return created;
};

/** What sightings add to enterprises known before. Cities that differ end as `conflicting`, whichever came first. */
const complete = `update enterprises.enterprise e set
    city_code = case when n.disagree then null when e.region_basis = 'unknown' then n.city_code else e.city_code end,
    county_code = case when n.disagree then null when e.region_basis = 'unknown' then n.county_code else e.county_code end,
    region_basis = case when n.disagree then 'conflicting' when e.region_basis = 'unknown' and n.city_code is not null then 'given'
      else e.region_basis end,
    suggested_city_code = least(e.suggested_city_code, n.suggested_city_code),
    address = coalesce(e.address, n.address), scale = coalesce(e.scale, n.scale), retailer = e.retailer or n.retailer
  from (select d.*, x.id, x.region_basis in ('unknown', 'given', 'conflicting')
               and (d.conflicting or x.region_basis = 'conflicting' or (x.region_basis = 'given' and x.city_code <> d.city_code)) as disagree
          from enterprises_distinct d join enterprises.enterprise k on k.id = d.found_id
          join enterprises.enterprise x on x.id = coalesce(k.merged_into, k.id)) n
  where e.id = n.id and (n.disagree and e.region_basis <> 'conflicting'
    or (e.region_basis = 'unknown' and n.city_code is not null)
    or (n.suggested_city_code is not null and n.suggested_city_code < coalesce(e.suggested_city_code, '~'))
    or (e.address is null and n.address is not null) or (e.scale is null and n.scale is not null) or (n.retailer and not e.retailer))`;

/** Other names under which a credit code was seen. */
const otherNames = `insert into enterprises.former_name (enterprise_id, name, name_key)
  select distinct on (e.id, s.name_key) e.id, s.name, s.name_key
    from enterprises_sighting s join enterprises.enterprise k on k.dataset = $1 and k.match_key = s.match_key
    join enterprises.enterprise e on e.id = coalesce(k.merged_into, k.id)
   where s.credit_code is not null and s.name_key <> e.name_key
   order by e.id, s.name_key, s.name collate "C"
  on conflict do nothing`;

/** `uncertainMatch` of rules.ts in sets: each new enterprise against all others of the dataset. */
const uncertain = `insert into enterprises.match_case (dataset, left_id, right_id, reason)
  select distinct on (least(a.id, b.id), greatest(a.id, b.id)) $1, least(a.id, b.id), greatest(a.id, b.id), p.reason
    from (
      select n.id as new_id, coalesce(o.merged_into, o.id) as other_id,
             case when e.credit_code is not null and o.credit_code is not null then 'same-name-other-code'
                  when e.province_code is not distinct from o.province_code then 'same-name-one-code'
                  when e.province_code is null or o.province_code is null then 'same-name-unknown-province'
                  else 'same-name-other-province' end as reason
        from enterprises_new n join enterprises.enterprise e on e.id = n.id
        join enterprises.enterprise o on o.name_key = e.name_key and o.dataset = $1 and o.id <> e.id
      union all
      select n.id, coalesce(o.merged_into, o.id), 'same-core'
        from enterprises_new n join enterprises.enterprise e on e.id = n.id and e.name_core <> ''
        join enterprises.enterprise o on o.name_core = e.name_core and o.name_core <> '' and o.dataset = $1 and o.name_key <> e.name_key
       where (e.credit_code is null or o.credit_code is null)
         and (e.province_code is null or o.province_code is null or e.province_code = o.province_code)) p
    join enterprises.enterprise a on a.id = p.new_id
    join enterprises.enterprise b on b.id = p.other_id
   where a.id <> b.id
   order by least(a.id, b.id), greatest(a.id, b.id), p.reason
  on conflict (left_id, right_id) do nothing`;

export interface Resolution {
  /** Different match keys among the sightings. */
  readonly sighted: number;
  /** Enterprises that were not known before. */
  readonly created: number;
  /** Uncertain matches that now wait for a person because of the new ones. */
  readonly cases: number;
}

/**
 * Finds or makes the enterprise of every sighting and fills `enterprises_resolved` (match_key, enterprise_id, name, province_code,
 * city_code, county_code, retailer, created) to join with. Works in sets. The set of enterprises and of uncertain matches that stands
 * afterwards is the same whatever the order in which tables were imported. The sightings are used up; call again for more.
 */
export const resolveEnterprises = async (tx: Tx, dataset: Dataset): Promise<Resolution> => {
  await tx.query('analyze enterprises_sighting');
  await tx.query(distinct, [dataset]);
  await tx.query('analyze enterprises_distinct');
  const created = await insertNew(tx, dataset);
  let cases = 0;
  if (created > 0) {
    await tx.query('analyze enterprises_new');
    const [added] = await tx.query<{ n: number }>(
      `with added as (${uncertain} returning 1) select count(*)::int as n from added`,
      [dataset],
    );
    cases = added?.n ?? 0;
  }
  await tx.query(complete);
  await tx.query(otherNames, [dataset]);
  const [sighted] = await tx.query<{ n: number }>(
    `with filled as (
       insert into enterprises_resolved (match_key, enterprise_id, name, province_code, city_code, county_code, retailer, created)
       select d.match_key, e.id, e.name, e.province_code, e.city_code, e.county_code, e.retailer, d.found_id is null
         from enterprises_distinct d join enterprises.enterprise k on k.dataset = $1 and k.match_key = d.match_key
         join enterprises.enterprise e on e.id = coalesce(k.merged_into, k.id)
       on conflict (match_key) do update set city_code = excluded.city_code, county_code = excluded.county_code,
         retailer = excluded.retailer
       returning 1)
     select count(*)::int as n from filled`,
    [dataset],
  );
  await tx.query('drop table enterprises_distinct, enterprises_new, enterprises_keys; truncate enterprises_sighting');
  await tx.query('analyze enterprises_resolved');
  return { sighted: sighted?.n ?? 0, created, cases };
};
