import type { AuthorityKind } from '#foundation/authority-kind.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import { normaliseName } from '#foundation/search-text.ts';
import type { Tx } from '#platform/database/index.ts';
import type { Authority, Level } from './authority.ts';
import { authorityEntries, type Place } from './register.ts';

const columns = `a.id, a.name, a.short_name as "shortName", a.kind, a.level, a.region_code as "regionCode", a.valid_from as "validFrom",
  a.valid_to as "validTo", a.dates_confirmed as "datesConfirmed", a.successor_id as "successorId"`;

/**
 * Loads the authorities that the program brings, for the country and for a province with its cities and counties; run after
 * `seedRegions`, any number of times. Call as engine.
 */
export const seedAuthorities = async (tx: Tx, province: string): Promise<void> => {
  const places = await tx.query<Place>(
    `select r.code, case when r.level = 'county' then c.name else '' end || r.name as name,
            case r.level when 'province' then 'provincial' when 'city' then 'municipal' else 'county' end as level
       from regions.region r left join regions.region c on c.code = r.city_code
      where r.province_code = $1 and r.valid_to is null and r.name !~ '(市辖区|直辖)' order by r.code`,
    [province],
  );
  const entries = authorityEntries(places);
  await tx.query(
    `insert into authorities.authority (name, short_name, kind, level, region_code, valid_from, valid_to, dates_confirmed)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::date[], $7::date[], $8::boolean[])
     on conflict (name, valid_from) do nothing`,
    [
      entries.map((entry) => entry.name),
      entries.map((entry) => entry.shortName),
      entries.map((entry) => entry.kind),
      entries.map((entry) => entry.level),
      entries.map((entry) => entry.regionCode),
      entries.map((entry) => entry.validFrom),
      entries.map((entry) => entry.validTo ?? null),
      entries.map((entry) => entry.datesConfirmed),
    ],
  );
  const succeeded = entries.filter((entry) => entry.successor !== undefined);
  await tx.query(
    `update authorities.authority a set successor_id = s.id
       from unnest($1::text[], $2::text[]) as n (name, successor) join authorities.authority s on s.name = n.successor
      where a.name = n.name and a.successor_id is distinct from s.id`,
    [succeeded.map((entry) => entry.name), succeeded.map((entry) => entry.successor)],
  );
  const names = entries.flatMap((entry) =>
    (entry.aliases ?? []).map((alias) => [normaliseName(alias), entry.name] as const),
  );
  await tx.query(
    `insert into authorities.alias (name_key, authority_id)
     select n.key, a.id from unnest($1::text[], $2::text[]) as n (key, name) join authorities.authority a on a.name = n.name
     on conflict (name_key) do nothing`,
    [names.map(([key]) => key), names.map(([, name]) => name)],
  );
};

/**
 * The authorities that names of tables mean, by full name or alias. A name that outlived its authority (or came before it) gives the
 * authority so named, not its successor: the table says who published.
 * @returns for every name that the register knows its authority
 */
export const findAuthorities = async (tx: Tx, names: Iterable<string>): Promise<ReadonlyMap<string, Authority>> => {
  const given = [...new Set(names)];
  const rows = await tx.query<Authority & { given: string }>(
    `select distinct on (n.given) n.given, ${columns}
       from unnest($1::text[], $2::text[]) as n (given, key)
       join authorities.authority a on a.name = n.key or a.name = n.given
         or a.id = (select l.authority_id from authorities.alias l where l.name_key = n.key)
      order by n.given, a.valid_from desc`,
    [given, given.map(normaliseName)],
  );
  return new Map(rows.map(({ given: name, ...authority }) => [name, authority]));
};

export interface AuthorityQuery {
  readonly region?: string | undefined;
  readonly kind?: AuthorityKind | undefined;
  readonly level?: Level | undefined;
  /** Authorities that existed on the day. */
  readonly on?: string | undefined;
}

export const listAuthorities = (tx: Tx, query: AuthorityQuery): Promise<Authority[]> =>
  tx.query<Authority>(
    `select ${columns} from authorities.authority a
      where ($1::text is null or a.region_code = $1) and ($2::text is null or a.kind = $2) and ($3::text is null or a.level = $3)
        and ($4::date is null or (a.valid_from <= $4 and coalesce(a.valid_to, $4) >= $4))
      order by a.region_code, a.kind, a.valid_from`,
    [query.region ?? null, query.kind ?? null, query.level ?? null, query.on ?? null],
  );

/** Name of the quality bureau of the province, which signs, as it is called on a day. */
export const bureauOf = async (tx: Tx, province: string, on: LocalDate): Promise<string> =>
  (
    await tx.query<{ name: string }>(
      `select name from authorities.authority where region_code = $1 and kind = 'quality'
          and valid_from <= $2 and (valid_to is null or valid_to >= $2) order by valid_from desc, id limit 1`,
      [province, on],
    )
  )[0]?.name ?? '省质量技术监督局';
