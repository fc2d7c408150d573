import type { Tx } from '#platform/database/index.ts';

/** What followed a firm to another place, or into the entry that remains. */
export interface Followed {
  readonly rectifications: readonly number[];
  /** Of these the ones that are another authority’s now. */
  readonly moved: readonly number[];
  readonly sellerOrders: readonly number[];
}

const idsOf = (rows: readonly { readonly id: number }[]): number[] => rows.map(({ id }) => id);

/** Moves the open rectifications and orders of an enterprise to where it is now. */
export const moveRectifications = async (
  tx: Tx,
  enterpriseId: number,
  cityCode: string,
  countyCode: string | null,
): Promise<Followed> => {
  const sellerOrders = await tx.query<{ id: number }>(
    `update warning_cards.seller_order set province_code = left($2, 2) || '0000', city_code = $2, county_code = $3, version = version + 1
      where enterprise_id = $1 and state not in ('settled', 'void') and (city_code, county_code) is distinct from ($2, $3) returning id`,
    [enterpriseId, cityCode, countyCode],
  );
  const moved = await tx.query<{ id: number }>(
    `update warning_cards.rectification set province_code = left($2, 2) || '0000', city_code = $2, county_code = $3, version = version + 1
      where enterprise_id = $1 and state not in ('lifted', 'licence-revoked', 'void') and (city_code, county_code) is distinct from ($2, $3)
    returning id`,
    [enterpriseId, cityCode, countyCode],
  );
  return { rectifications: idsOf(moved), moved: idsOf(moved), sellerOrders: idsOf(sellerOrders) };
};

/** A merged enterprise: what is open goes on with the one that remains, where that one is; what is over keeps its place. */
export const followMergedFirms = async (tx: Tx, from: number, into: number): Promise<Followed> => {
  const rectifications = await tx.query<{ id: number; moved: boolean }>(
    `update warning_cards.rectification r
        set enterprise_id = $2, version = r.version + 1, province_code = case when o.moves then e.province_code else r.province_code end,
            city_code = case when o.moves then e.city_code else r.city_code end,
            county_code = case when o.moves then e.county_code else r.county_code end
       from enterprises.enterprise e, (
         select id, o.state not in ('lifted', 'licence-revoked', 'void') and i.city_code is not null
                  and (o.province_code, o.city_code, o.county_code) is distinct from (i.province_code, i.city_code, i.county_code) as moves
           from warning_cards.rectification o cross join (select province_code, city_code, county_code from enterprises.enterprise where id = $2) i
          where o.enterprise_id = $1) o
      where o.id = r.id and e.id = $2 returning r.id, o.moves as moved`,
    [from, into],
  );
  const sellerOrders = await tx.query<{ id: number }>(
    `update warning_cards.seller_order s
        set enterprise_id = $2, version = s.version + 1, province_code = coalesce(e.province_code, s.province_code),
            city_code = case when e.city_code is null then s.city_code else e.city_code end,
            county_code = case when e.city_code is null then s.county_code else e.county_code end
       from enterprises.enterprise e
      where s.enterprise_id = $1 and e.id = $2
        and not exists (select from warning_cards.seller_order o where o.card_id = s.card_id and o.enterprise_id = $2)
     returning s.id`,
    [from, into],
  );
  return {
    rectifications: idsOf(rectifications),
    moved: idsOf(rectifications.filter(({ moved }) => moved)),
    sellerOrders: idsOf(sellerOrders),
  };
};

/** The open rectifications of an enterprise, and its orders as a seller. */
export const openOfFirm = async (tx: Tx, enterpriseId: number): Promise<Followed> => ({
  rectifications: idsOf(
    await tx.query<{ id: number }>(
      `select id from warning_cards.rectification where enterprise_id = $1 and state not in ('lifted', 'licence-revoked', 'void')`,
      [enterpriseId],
    ),
  ),
  moved: [],
  sellerOrders: idsOf(
    await tx.query<{ id: number }>(
      `select id from warning_cards.seller_order where enterprise_id = $1 and state not in ('settled', 'void')`,
      [enterpriseId],
    ),
  ),
});
