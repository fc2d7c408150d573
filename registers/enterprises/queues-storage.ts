import type { Dataset } from '#foundation/dataset.ts';
import type { Tx } from '#platform/database/index.ts';
import type { EnterpriseId, EnterpriseSummary, MatchReason } from './enterprise.ts';

export type MatchState = 'open' | 'same' | 'different';
type Side = EnterpriseSummary & { readonly address: string | null };

export interface MatchRow {
  readonly id: number;
  readonly reason: MatchReason;
  readonly state: MatchState;
  readonly left: Side;
  readonly right: Side;
  readonly decisionReason: string | null;
}

const side = (alias: string): string =>
  `json_build_object('id', ${alias}.id, 'dataset', ${alias}.dataset, 'name', ${alias}.name, 'creditCode', ${alias}.credit_code,
     'provinceCode', ${alias}.province_code, 'cityCode', ${alias}.city_code, 'countyCode', ${alias}.county_code,
     'status', ${alias}.status, 'retailer', ${alias}.retailer, 'address', ${alias}.address)`;

/** Uncertain matches in the order in which they arose, after the one with number `after`. */
export const listMatches = (
  tx: Tx,
  query: { dataset: Dataset; state: MatchState; reason?: MatchReason | undefined; after: number; limit: number },
): Promise<MatchRow[]> =>
  tx.query<MatchRow>(
    `select c.id, c.reason, c.state, ${side('l')} as left, ${side('r')} as right, c.decision_reason as "decisionReason"
       from enterprises.match_case c join enterprises.enterprise l on l.id = c.left_id join enterprises.enterprise r on r.id = c.right_id
      where c.dataset = $1 and c.state = $2 and ($3::text is null or c.reason = $3) and c.id > $4 order by c.id limit $5`,
    [query.dataset, query.state, query.reason ?? null, query.after, query.limit],
  );

export const countMatches = async (
  tx: Tx,
  dataset?: Dataset,
  state: MatchState = 'open',
  reason?: MatchReason,
): Promise<number> => {
  const [row] = await tx.query<{ n: number }>(
    `select count(*)::int as n from enterprises.match_case
      where state = $1 and ($2::text is null or dataset = $2) and ($3::text is null or reason = $3)`,
    [state, dataset ?? null, reason ?? null],
  );
  return row?.n ?? 0;
};

export interface LockedMatch {
  readonly id: number;
  readonly dataset: Dataset;
  readonly leftId: EnterpriseId;
  readonly rightId: EnterpriseId;
  readonly state: MatchState;
}

export const lockMatch = async (tx: Tx, id: number): Promise<LockedMatch | undefined> => {
  const [row] = await tx.query<LockedMatch>(
    `select id, dataset, left_id as "leftId", right_id as "rightId", state from enterprises.match_case where id = $1 for update`,
    [id],
  );
  return row;
};

export const storeMatchDecision = (
  tx: Tx,
  id: number,
  decision: { readonly state: 'same' | 'different'; readonly accountId: string | null; readonly reason: string },
): Promise<unknown> =>
  tx.query(
    `update enterprises.match_case set state = $2, decided_by = $3, decided_at = now(), decision_reason = $4 where id = $1`,
    [id, decision.state, decision.accountId, decision.reason],
  );

/**
 * Makes `from` lead to `into`: names, keys, codes and places that `into` lacks go over, and so do the open questions about
 * `from`.
 */
export const mergeInto = async (tx: Tx, from: EnterpriseId, into: EnterpriseId): Promise<void> => {
  await tx.query(`update enterprises.enterprise set merged_into = $2 where id = $1 or merged_into = $1`, [from, into]);
  await tx.query(
    `update enterprises.enterprise i set credit_code = coalesce(i.credit_code, f.credit_code),
            province_code = coalesce(i.province_code, f.province_code),
            city_code = case when i.region_basis = 'unknown' then f.city_code else i.city_code end,
            county_code = case when i.region_basis = 'unknown' then f.county_code else i.county_code end,
            region_basis = case when i.region_basis = 'unknown' then f.region_basis else i.region_basis end,
            suggested_city_code = least(i.suggested_city_code, f.suggested_city_code), address = coalesce(i.address, f.address),
            scale = coalesce(i.scale, f.scale), retailer = i.retailer and f.retailer
       from enterprises.enterprise f where i.id = $2 and f.id = $1`,
    [from, into],
  );
  await tx.query(
    `insert into enterprises.former_name (enterprise_id, name, name_key, until)
     select $2, n.name, n.name_key, n.until
       from (select name, name_key, until from enterprises.former_name where enterprise_id = $1
             union all select name, name_key, null from enterprises.enterprise where id = $1) n
      where n.name_key <> (select name_key from enterprises.enterprise where id = $2)
     on conflict do nothing`,
    [from, into],
  );
  await tx.query(
    `insert into enterprises.match_case (dataset, left_id, right_id, reason, state, decided_by, decided_at, decision_reason)
     select c.dataset, least(o.id, $2), greatest(o.id, $2), c.reason, c.state, c.decided_by, c.decided_at, c.decision_reason
       from enterprises.match_case c
       cross join lateral (select case when c.left_id = $1 then c.right_id else c.left_id end as id) o
      where $1 in (c.left_id, c.right_id) and c.state <> 'same' and o.id <> $2
     on conflict (left_id, right_id) do nothing`,
    [from, into],
  );
  await tx.query(`delete from enterprises.match_case where state = 'open' and $1 in (left_id, right_id)`, [from]);
};

export type AddressRow = Side & {
  readonly suggestedCityCode: string | null;
  readonly suggestedCity: string | null;
  readonly conflicting: boolean;
  readonly failures: number;
};

// What failed stands in the view that spot-checks publishes; only it can say who needs an address.
const failing = `select r.producer_id, count(*)::int as failures from spot_checks.published_result r
  where r.verdict = 'fail' and r.dataset = $1 group by r.producer_id`;
const homeless = `e.dataset = $1 and e.province_code = $2 and e.city_code is null and e.merged_into is null`;

/** Enterprises of the province whose city is not known although products of theirs failed. */
export const listAddresses = (
  tx: Tx,
  query: { dataset: Dataset; province: string; after: EnterpriseId; limit: number },
): Promise<AddressRow[]> =>
  tx.query<AddressRow>(
    `select e.id, e.dataset, e.name, e.credit_code as "creditCode", e.province_code as "provinceCode", e.city_code as "cityCode",
            e.county_code as "countyCode", e.status, e.retailer, e.address, e.suggested_city_code as "suggestedCityCode",
            g.name as "suggestedCity", e.region_basis = 'conflicting' as conflicting, f.failures
       from (${failing}) f join enterprises.enterprise e on e.id = f.producer_id
       left join regions.region g on g.code = e.suggested_city_code
      where ${homeless} and e.id > $3 order by e.id limit $4`,
    [query.dataset, query.province, query.after, query.limit],
  );

export const countAddresses = async (tx: Tx, dataset: Dataset, province: string): Promise<number> => {
  const [row] = await tx.query<{ n: number }>(
    `select count(*)::int as n from enterprises.enterprise e
      where ${homeless} and exists (select 1 from spot_checks.published_result r where r.producer_id = e.id and r.verdict = 'fail')`,
    [dataset, province],
  );
  return row?.n ?? 0;
};
