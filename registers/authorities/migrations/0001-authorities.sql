-- after: regions/0001
create schema authorities;
grant usage on schema authorities to {{app}}, {{engine}}, {{portal}};

create table authorities.authority (
  id bigint generated always as identity primary key,
  name text not null,
  short_name text not null,
  kind text not null check (kind in ('quality', 'commerce', 'enforcement', 'government', 'economy')),
  level text not null check (level in ('national', 'provincial', 'municipal', 'county')),
  region_code text not null references regions.region (code),
  valid_from date not null,
  valid_to date,
  dates_confirmed boolean not null default false,
  successor_id bigint references authorities.authority (id),
  unique (name, valid_from)
);
comment on table authorities.authority is 'Authorities, dated; a reorganised authority points to its successor (质监局 → 市场监督管理局)';
comment on column authorities.authority.id is 'Internal number';
comment on column authorities.authority.name is 'Full official name';
comment on column authorities.authority.short_name is 'Name as people say it';
comment on column authorities.authority.kind is 'quality 质监/市场监管, commerce 工商, enforcement 稽查, government 人民政府, economy 经贸';
comment on column authorities.authority.level is 'national, provincial, municipal or county';
comment on column authorities.authority.region_code is 'The division it serves';
comment on column authorities.authority.valid_from is 'First day of the authority under this name';
comment on column authorities.authority.valid_to is 'Last day of the authority under this name';
comment on column authorities.authority.dates_confirmed is 'False where only the years of the reforms are known, not the days of this authority';
comment on column authorities.authority.successor_id is 'The authority that took over';
create index on authorities.authority (region_code, kind);

create table authorities.alias (
  name_key text primary key,
  authority_id bigint not null references authorities.authority (id)
);
comment on table authorities.alias is 'Other names of authorities as tables write them: 质检总局, 广东省质监局';
comment on column authorities.alias.name_key is 'The other name, normalised';
comment on column authorities.alias.authority_id is 'The authority meant, or one of its line: the day decides which';

grant select on authorities.alias to {{app}}, {{engine}}, {{portal}};
grant insert, update on authorities.alias to {{engine}};
grant select on authorities.authority to {{app}}, {{engine}}, {{portal}};
grant insert, update on authorities.authority to {{engine}};
