import { copyRows, type Tx } from '#platform/database/index.ts';
import { divisions } from './divisions.ts';
import type { Region, RegionLevel } from './region.ts';

const columns = `r.code, r.name, r.short_name as "shortName", r.level, r.parent_code as "parentCode", r.province_code as "provinceCode",
  r.city_code as "cityCode", r.valid_from as "validFrom", r.valid_to as "validTo", r.successor_code as "successorCode",
  case when r.tile_column is not null then json_build_object('column', r.tile_column, 'row', r.tile_row) end as tile,
  r.source, r.dates_confirmed as "datesConfirmed"`;

const seedColumns = [
  'code',
  'name',
  'short_name',
  'level',
  'parent_code',
  'province_code',
  'city_code',
  'valid_from',
  'valid_to',
  'successor_code',
  'tile_column',
  'tile_row',
  'source',
  'dates_confirmed',
] as const;

/** Loads the divisions that the program brings; run after the migrations, any number of times. Call as engine. */
export const seedRegions = async (tx: Tx): Promise<void> => {
  await tx.query('create temporary table regions_seed (like regions.region) on commit drop');
  await copyRows(
    tx,
    'regions_seed',
    seedColumns,
    divisions().map((region) => [
      region.code,
      region.name,
      region.shortName,
      region.level,
      region.parentCode,
      region.provinceCode,
      region.cityCode,
      region.validFrom,
      region.validTo,
      region.successorCode,
      region.tile?.column,
      region.tile?.row,
      region.source,
      region.datesConfirmed,
    ]),
  );
  const list = seedColumns.join(', ');
  // One statement: parents and successors are in the same set, and foreign keys are checked at its end.
  await tx.query(
    `insert into regions.region (${list}) select ${list} from regions_seed
     on conflict (code) do update set (${list}) = row (${seedColumns.map((name) => `excluded.${name}`).join(', ')})
      where region is distinct from excluded`,
  );
  await tx.query('drop table regions_seed');
};

export interface RegionQuery {
  readonly province?: string | undefined;
  readonly level?: RegionLevel | undefined;
  readonly parent?: string | undefined;
  /** Leaves out what was no division on the day. */
  readonly on?: string | undefined;
}

/** Divisions by province, level, parent and day, in the order of their codes. */
export const listRegions = (tx: Tx, query: RegionQuery): Promise<Region[]> =>
  tx.query<Region>(
    `select ${columns} from regions.region r
      where ($1::text is null or r.province_code = $1) and ($2::text is null or r.level = $2) and ($3::text is null or r.parent_code = $3)
        and ($4::date is null or (coalesce(r.valid_from, $4) <= $4 and coalesce(r.valid_to, $4) >= $4))
      order by r.code`,
    [query.province ?? null, query.level ?? null, query.parent ?? null, query.on ?? null],
  );

export const findRegion = async (tx: Tx, code: string): Promise<Region | undefined> => {
  const [row] = await tx.query<Region>(`select ${columns} from regions.region r where r.code = $1`, [code]);
  return row;
};

export interface KnownPlace {
  readonly name: string;
  readonly cityCode: string;
}

/**
 * Names of cities and counties, former ones included, that suggest a city when a name or an address contains them. One province,
 * because names repeat over the country.
 */
export const knownPlaces = (tx: Tx, province: string): Promise<KnownPlace[]> =>
  tx.query<KnownPlace>(
    `select name, min(city_code) as "cityCode" from regions.region
      where province_code = $1 and level in ('city', 'county') and city_code is not null and name !~ '(市辖区|直辖)'
      group by name having count(distinct city_code) = 1 order by name`,
    [province],
  );
