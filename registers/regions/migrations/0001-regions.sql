create schema regions;
grant usage on schema regions to {{app}}, {{engine}}, {{portal}};

create table regions.region (
  code text primary key check (code ~ '^[0-9]{6}$'),
  name text not null,
  short_name text not null,
  level text not null check (level in ('country', 'province', 'city', 'county')),
  parent_code text references regions.region (code),
  province_code text,
  city_code text,
  valid_from date,
  valid_to date,
  successor_code text references regions.region (code),
  tile_column smallint,
  tile_row smallint,
  source text not null,
  dates_confirmed boolean not null default false
);
comment on table regions.region is 'Administrative divisions (GB/T 2260), dated; a changed division points to its successor';
comment on column regions.region.code is 'Six-digit GB/T 2260 code; 100000 is the country';
comment on column regions.region.name is 'Full name, for example 佛山市';
comment on column regions.region.short_name is 'Name without its suffix, for example 佛山';
comment on column regions.region.level is 'country, province, city or county';
comment on column regions.region.parent_code is 'The division above';
comment on column regions.region.province_code is 'Code of the province it lies in, itself included';
comment on column regions.region.city_code is 'Code of the city it lies in, itself included';
comment on column regions.region.valid_from is 'First day on which the code is used; empty where the register does not know it';
comment on column regions.region.valid_to is 'Last day on which the code is used, empty while it is in use';
comment on column regions.region.successor_code is 'The division that took over';
comment on column regions.region.tile_column is 'Place on the tile map of cities';
comment on column regions.region.tile_row is 'Place on the tile map of cities';
comment on column regions.region.source is 'Where the entry comes from';
comment on column regions.region.dates_confirmed is 'True when the days are those of the approval; false when only the year is sure, and for entries without days';
create index on regions.region (parent_code);
create index on regions.region (city_code);
create index on regions.region (province_code, level);
grant select on regions.region to {{app}}, {{engine}}, {{portal}};
grant insert, update on regions.region to {{engine}};
