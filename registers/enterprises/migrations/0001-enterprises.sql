-- after: regions/0001
create schema enterprises;
grant usage on schema enterprises to {{app}}, {{engine}}, {{portal}};

create table enterprises.enterprise (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('demo', 'historical', 'live')),
  name text not null,
  name_key text not null,
  name_core text not null,
  match_key text not null,
  credit_code text,
  organisation_code text,
  province_code text,
  city_code text,
  county_code text,
  region_basis text not null default 'unknown' check (region_basis in ('unknown', 'given', 'conflicting', 'confirmed')),
  suggested_city_code text,
  address text,
  scale text check (scale in ('large', 'medium', 'small', 'micro')),
  status text not null default 'active' check (status in ('active', 'stopped', 'closed', 'deregistered', 'moved')),
  retailer boolean not null default false,
  merged_into bigint references enterprises.enterprise (id),
  grams text[] not null default '{}',
  initials text not null default '',
  created_at timestamptz not null default now(),
  unique (dataset, match_key)
);
comment on table enterprises.enterprise is 'Enterprises 企业: public identity, hence without row-level security';
comment on column enterprises.enterprise.id is 'Internal number';
comment on column enterprises.enterprise.dataset is 'demo 演示数据, historical 历史公开数据 or live';
comment on column enterprises.enterprise.name is 'Name as first written';
comment on column enterprises.enterprise.name_key is 'Normalised name (width, brackets, spaces)';
comment on column enterprises.enterprise.name_core is 'Name without legal form and bracketed parts, empty where too short; equal cores of different names are uncertain matches';
comment on column enterprises.enterprise.match_key is 'The stated matching rule: the credit code where valid, else province code and normalised name. A merged row keeps its key and leads to the other';
comment on column enterprises.enterprise.credit_code is 'Unified social credit code (GB 32100)';
comment on column enterprises.enterprise.organisation_code is 'Organisation code (GB 11714)';
comment on column enterprises.enterprise.province_code is 'Province, empty when unknown';
comment on column enterprises.enterprise.city_code is 'City, empty until given or confirmed';
comment on column enterprises.enterprise.county_code is 'County, empty until given or confirmed';
comment on column enterprises.enterprise.region_basis is 'unknown, given by a source, conflicting (sources gave different cities, none is taken), or confirmed by a person';
comment on column enterprises.enterprise.suggested_city_code is 'City that the name or address contains: a suggestion only';
comment on column enterprises.enterprise.address is 'Address as published';
comment on column enterprises.enterprise.scale is 'large, medium, small or micro';
comment on column enterprises.enterprise.status is 'active, stopped 停产, closed 关闭, deregistered 注销, moved 搬迁';
comment on column enterprises.enterprise.retailer is 'A petrol station or shop by its name: never gets a card automatically';
comment on column enterprises.enterprise.merged_into is 'Set when a person decided that this is the same enterprise as another, or for a key that a renamed enterprise also answers to';
comment on column enterprises.enterprise.grams is 'Bigrams of the name for search';
comment on column enterprises.enterprise.initials is 'Pinyin initials of the name for search';
comment on column enterprises.enterprise.created_at is 'When it was first seen';
create index on enterprises.enterprise (credit_code) where credit_code is not null;
create index on enterprises.enterprise (name_key text_pattern_ops);
create index on enterprises.enterprise (name_core) where name_core <> '';
create index enterprise_grams on enterprises.enterprise using gin (grams);
create index on enterprises.enterprise (initials text_pattern_ops);
create index on enterprises.enterprise (merged_into) where merged_into is not null;

create table enterprises.former_name (
  enterprise_id bigint not null references enterprises.enterprise (id),
  name text not null,
  name_key text not null,
  until date,
  primary key (enterprise_id, name_key)
);
comment on table enterprises.former_name is 'Names an enterprise had before, or under which it was merged';
comment on column enterprises.former_name.enterprise_id is 'The enterprise';
comment on column enterprises.former_name.name is 'The former name';
comment on column enterprises.former_name.name_key is 'The former name, normalised';
comment on column enterprises.former_name.until is 'Last day of the name, when known';
create index on enterprises.former_name (name_key);

create table enterprises.match_case (
  id bigint generated always as identity primary key,
  dataset text not null,
  left_id bigint not null references enterprises.enterprise (id),
  right_id bigint not null references enterprises.enterprise (id),
  reason text not null check (reason in (
    'same-name-other-province', 'same-name-unknown-province', 'same-name-other-code', 'same-name-one-code', 'same-core')),
  state text not null default 'open' check (state in ('open', 'same', 'different')),
  decided_by uuid,
  decided_at timestamptz,
  decision_reason text,
  check (left_id < right_id),
  unique (left_id, right_id)
);
comment on table enterprises.match_case is 'Uncertain matches that wait for a person; nothing is merged silently';
comment on column enterprises.match_case.id is 'Internal number';
comment on column enterprises.match_case.dataset is 'Dataset of both enterprises';
comment on column enterprises.match_case.left_id is 'One enterprise';
comment on column enterprises.match_case.right_id is 'The other';
comment on column enterprises.match_case.reason is 'Why they may be the same';
comment on column enterprises.match_case.state is 'open, same (merged) or different';
comment on column enterprises.match_case.decided_by is 'Account that decided';
comment on column enterprises.match_case.decided_at is 'When';
comment on column enterprises.match_case.decision_reason is 'Why';
create index on enterprises.match_case (dataset, state);
create index on enterprises.match_case (right_id);

create index on enterprises.match_case (left_id);

create view enterprises.published_enterprise as
  select e.id, e.dataset, e.name, e.name_key, e.credit_code, e.province_code, e.city_code, e.county_code, e.status, e.retailer, e.grams,
         e.initials,
         exists (select 1 from enterprises.match_case c where c.left_id = e.id and c.state = 'open')
           or exists (select 1 from enterprises.match_case c where c.right_id = e.id and c.state = 'open') as uncertain
    from enterprises.enterprise e where e.merged_into is null;
comment on view enterprises.published_enterprise is 'Identity for other rooms and the portal; uncertain ones are never shown to the public';

grant select on all tables in schema enterprises to {{app}}, {{engine}};
grant select on enterprises.enterprise, enterprises.former_name, enterprises.published_enterprise to {{portal}};
grant insert, update, delete on all tables in schema enterprises to {{engine}};
