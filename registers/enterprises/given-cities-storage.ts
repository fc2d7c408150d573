import type { Tx } from '#platform/database/index.ts';

/** The cities that sources still give for an enterprise; none when every source that gave one is gone. */
export interface GivenCities {
  readonly enterpriseId: number;
  readonly cities: readonly string[];
}

/**
 * Says anew where enterprises are by what sources still give, after a source was withdrawn. What a person has confirmed stays. Call as
 * engine; gives the enterprises whose city has changed.
 */
export const restateGivenCities = async (tx: Tx, given: readonly GivenCities[]): Promise<readonly number[]> => {
  if (given.length === 0) return [];
  const rows = await tx.query<{ id: number }>(
    `update enterprises.enterprise e
        set city_code = g.city, county_code = case when e.city_code is not distinct from g.city then e.county_code end,
            region_basis = case g.cities when 0 then 'unknown' when 1 then 'given' else 'conflicting' end
       from unnest($1::bigint[], $2::int[], $3::text[]) g (id, cities, city)
      where e.id = g.id and e.region_basis <> 'confirmed'
        and (e.city_code is distinct from g.city or e.region_basis <> case g.cities when 0 then 'unknown' when 1 then 'given' else 'conflicting' end)
     returning e.id`,
    [
      given.map(({ enterpriseId }) => enterpriseId),
      given.map(({ cities }) => cities.length),
      given.map(({ cities }) => (cities.length === 1 ? cities[0] : null)),
    ],
  );
  return rows.map(({ id }) => id);
};
