-- after: regions/0001
create schema laboratories;
grant usage on schema laboratories to {{app}}, {{engine}}, {{portal}};

create table laboratories.laboratory (
  id bigint generated always as identity primary key,
  dataset text not null check (dataset in ('demo', 'historical', 'live')),
  name text not null,
  name_key text not null,
  region_code text references regions.region (code),
  accreditation text,
  valid_to date,
  unique (dataset, name_key)
);
comment on table laboratories.laboratory is 'Inspection bodies 承检机构';
comment on column laboratories.laboratory.id is 'Internal number';
comment on column laboratories.laboratory.dataset is 'demo 演示数据, historical 历史公开数据 or live';
comment on column laboratories.laboratory.name is 'Name as published';
comment on column laboratories.laboratory.name_key is 'Normalised name, by which tables are matched';
comment on column laboratories.laboratory.region_code is 'Where it stands, empty when unknown';
comment on column laboratories.laboratory.accreditation is 'Number of its accreditation (CMA)';
comment on column laboratories.laboratory.valid_to is 'Last day of the accreditation';
grant select on laboratories.laboratory to {{app}}, {{engine}}, {{portal}};
grant insert, update on laboratories.laboratory to {{engine}};
