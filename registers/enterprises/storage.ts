import type { Dataset } from '#foundation/dataset.ts';
import { normaliseName } from '#foundation/search-text.ts';
import type { Tx } from '#platform/database/index.ts';
import type { Enterprise, EnterpriseId, EnterpriseSummary, RegionBasis, Status } from './enterprise.ts';
import { nameSearch } from './name-search.ts';
import { tooGeneral } from './rules.ts';

const summaryColumns = (alias: string): string =>
  `${alias}.id, ${alias}.dataset, ${alias}.name, ${alias}.credit_code as "creditCode", ${alias}.province_code as "provinceCode",
   ${alias}.city_code as "cityCode", ${alias}.county_code as "countyCode", ${alias}.status, ${alias}.retailer`;

export interface SearchAnswer {
  readonly items: EnterpriseSummary[];
  readonly tooGeneral: boolean;
}

/** What `nameSearch` finds; words that most names hold are refused as too general. */
export const searchEnterprises = async (
  tx: Tx,
  words: string,
  dataset: Dataset | undefined,
  limit: number,
): Promise<SearchAnswer> => {
  const key = normaliseName(words);
  const letters = /^[0-9a-z]+$/i.test(key);
  if (!letters && tooGeneral(key)) return { items: [], tooGeneral: true };
  const search = nameSearch(words, dataset, limit);
  const items = await tx.query<EnterpriseSummary>(
    `${search.with} select ${summaryColumns('e')} from best join enterprises.enterprise e on e.id = best.id order by best.place`,
    search.values,
  );
  return { items, tooGeneral: letters && key.length < 2 };
};

/** The identity of an enterprise with its former names, or undefined. */
export const findEnterprise = async (tx: Tx, id: EnterpriseId): Promise<Enterprise | undefined> => {
  const [row] = await tx.query<Enterprise>(
    `select ${summaryColumns('e')}, e.organisation_code as "organisationCode", e.region_basis as "regionBasis",
            e.suggested_city_code as "suggestedCityCode", e.address,
            (select string_agg(r.name, '' order by r.code) from regions.region r
              where r.code in (e.province_code, e.city_code, e.county_code)) as place, e.scale, e.merged_into as "mergedInto",
            (select count(*)::int from enterprises.match_case c where e.id in (c.left_id, c.right_id) and c.state = 'open') as "openMatches",
            coalesce((select json_agg(json_build_object('name', f.name, 'until', f.until) order by f.until desc nulls last, f.name)
                        from enterprises.former_name f where f.enterprise_id = e.id), '[]') as "formerNames"
       from enterprises.enterprise e where e.id = $1`,
    [id],
  );
  return row;
};

/** Enterprises as their own accounts name them; a merged one is shown as the one that stayed. */
export const findOwnEnterprises = (
  tx: Tx,
  ids: readonly EnterpriseId[],
): Promise<{ id: number; dataset: Dataset; name: string; creditCode: string | null; place: string | null }[]> =>
  tx.query(
    `select e.id, e.dataset, e.name, e.credit_code as "creditCode",
            (select string_agg(r.name, '' order by r.code) from regions.region r
              where r.code in (e.province_code, e.city_code, e.county_code)) as place
       from enterprises.enterprise e
      where e.id in (select coalesce(merged_into, id) from enterprises.enterprise where id = any ($1::bigint[])) order by e.name`,
    [ids],
  );

/** Locks the enterprises until the transaction ends, lowest first, and gives what stands. */
export const lockEnterprises = (tx: Tx, ids: readonly EnterpriseId[]): Promise<LockedEnterprise[]> =>
  tx.query<LockedEnterprise>(
    `select id, dataset, name, name_key as "nameKey", match_key as "matchKey", credit_code as "creditCode", province_code as "provinceCode",
            city_code as "cityCode", county_code as "countyCode", region_basis as "regionBasis", merged_into as "mergedInto"
       from enterprises.enterprise where id = any ($1::bigint[]) order by id for update`,
    [ids],
  );

export interface LockedEnterprise {
  readonly id: EnterpriseId;
  readonly dataset: Dataset;
  readonly name: string;
  readonly nameKey: string;
  readonly matchKey: string;
  readonly creditCode: string | null;
  readonly provinceCode: string | null;
  readonly cityCode: string | null;
  readonly countyCode: string | null;
  readonly regionBasis: RegionBasis;
  readonly mergedInto: EnterpriseId | null;
}

export const storeStatus = (tx: Tx, id: EnterpriseId, status: Status): Promise<unknown> =>
  tx.query('update enterprises.enterprise set status = $2 where id = $1', [id, status]);

/** Stores places that a person confirmed; the province follows the city. */
export const storeRegions = (
  tx: Tx,
  items: readonly {
    readonly enterpriseId: EnterpriseId;
    readonly cityCode: string;
    readonly countyCode: string | null;
  }[],
): Promise<unknown> =>
  tx.query(
    `update enterprises.enterprise e set city_code = n.city, county_code = n.county, region_basis = 'confirmed',
            province_code = left(n.city, 2) || '0000'
       from unnest($1::bigint[], $2::text[], $3::text[]) as n (id, city, county) where e.id = n.id`,
    [items.map((item) => item.enterpriseId), items.map((item) => item.cityCode), items.map((item) => item.countyCode)],
  );

export interface Place {
  readonly code: string;
  readonly level: string;
  readonly cityCode: string | null;
}

/** Divisions by code, for checking what a person chose. */
export const placesByCode = async (tx: Tx, codes: readonly string[]): Promise<ReadonlyMap<string, Place>> => {
  const rows = await tx.query<Place>(
    `select code, level, city_code as "cityCode" from regions.region where code = any ($1::text[])`,
    [codes],
  );
  return new Map(rows.map((row) => [row.code, row]));
};
